"""What a ruling on use tells: grounds with their facts, ways out, conditions that stay."""

from dataclasses import replace

import pytest

from comity.agreements.rules import limits_of, rule_on_use
from comity.agreements.rules.use import conditions_of_use, grounds_of_use
from comity.agreements.terms import (
    BY_THE_SUPPLIER,
    Leave,
    Proceedings,
    Purpose,
    Use,
    UseLimits,
)
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ground, Permission, Referral, Refusal, Role
from tests.spec.language import agreement, day, with_parameters

ON = day("2026-11-21")
KENYA = CountryCode("KE")
TEXT = with_parameters(
    with_parameters(
        with_parameters(
            agreement(
                covers={"Art. 2": "use.purpose", "Art. 5": "use.proceedings", "Art. 6": "use.other"}
            ),
            "use.purpose",
            purposes=("duty-assessment", "statistics"),
        ),
        "use.proceedings",
        administrative="yes",
        civil="limit",
        criminal="consent",
        form_of_consent="written",
    ),
    "use.other",
    leave="yes",
)
LIMITS = limits_of(TEXT, supplier=KENYA, asked_for=Purpose.DUTY_ASSESSMENT, on=ON)
SHUT = LIMITS.narrowed(
    purposes=[Purpose.STATISTICS],
    proceedings=[(Proceedings.CRIMINAL, Leave.NO)],
    onward=Leave.NO,
    keep_until=day("2027-01-01"),
)
OF_KENYA = {"supplier": "Kenya", "form": "written"}


def ground(limits: UseLimits, use: Use, code: str, on: str = "2026-11-21") -> Ground:
    """Return the one ground of a code that the limits give for a use."""
    (found,) = [each for each in grounds_of_use(limits, use, on=day(on)) if each.code == code]
    return found


def test_a_use_inside_names_its_purpose_beside_all_that_are_inside() -> None:
    found = ground(LIMITS, Use(Purpose.STATISTICS), "use_within_purposes")
    assert dict(found.facts) == {
        **OF_KENYA,
        "purpose": Purpose.STATISTICS.label,
        "purposes": f"{Purpose.DUTY_ASSESSMENT.label}, {Purpose.STATISTICS.label}",
    }
    assert cited(found.cites) == "agreement ke-ua, Art. 2"


@pytest.mark.parametrize(
    ("proceedings", "code"),
    [
        (Proceedings.ADMINISTRATIVE, "proceedings_allowed"),
        (Proceedings.CIVIL, "proceedings_allowed"),
    ],
)
def test_proceedings_the_text_allows_are_told(proceedings: Proceedings, code: str) -> None:
    found = ground(LIMITS, Use(Purpose.STATISTICS, proceedings), code)
    assert dict(found.facts) == {**OF_KENYA, "proceedings": proceedings.label}
    assert cited(found.cites) == "agreement ke-ua, Art. 5"


def test_proceedings_that_are_barred_are_told() -> None:
    found = ground(SHUT, Use(Purpose.STATISTICS, Proceedings.CRIMINAL), "proceedings_barred")
    assert dict(found.facts) == {**OF_KENYA, "proceedings": Proceedings.CRIMINAL.label}
    assert cited(found.cites) == BY_THE_SUPPLIER


def test_proceedings_that_need_consent_say_for_what() -> None:
    found = ground(LIMITS, Use(Purpose.STATISTICS, Proceedings.CRIMINAL), "consent_needed")
    assert dict(found.facts) == {**OF_KENYA, "matter": "use in criminal proceedings"}


@pytest.mark.parametrize("leave", [Leave.YES, Leave.LIMIT])
def test_passing_on_that_is_allowed_says_to_whom(leave: Leave) -> None:
    limits = replace(LIMITS, onward=leave)
    found = ground(limits, Use(Purpose.STATISTICS, onward_to="the police"), "onward_allowed")
    assert dict(found.facts) == {**OF_KENYA, "onward_to": "the police"}
    assert cited(found.cites) == "agreement ke-ua, Art. 6"


def test_passing_on_that_is_barred_or_needs_consent_is_told() -> None:
    use = Use(Purpose.STATISTICS, onward_to="the police")
    barred = ground(SHUT, use, "onward_barred")
    assert dict(barred.facts) == {**OF_KENYA, "onward_to": "the police"}
    needed = ground(replace(LIMITS, onward=Leave.CONSENT), use, "consent_needed")
    assert dict(needed.facts) == {**OF_KENYA, "matter": "passing it on"}


def test_a_limit_that_is_not_sure_says_of_what() -> None:
    unsure = replace(LIMITS, onward_sure=False, purposes_sure=False)
    passed = Use(Purpose.DUTY_ASSESSMENT, onward_to="the police")
    assert dict(ground(unsure, passed, "limit_not_recorded").facts)["matter"] == "passing it on"
    taxed = ground(unsure, Use(Purpose.OTHER_TAXES), "limit_not_recorded")
    assert dict(taxed.facts)["matter"] == Purpose.OTHER_TAXES.label
    assert dict(taxed.facts)["purpose"] == Purpose.OTHER_TAXES.label


def test_consent_is_told_with_its_number() -> None:
    found = ground(SHUT, Use(Purpose.OTHER_TAXES, consent="CN-7"), "consent_given")
    assert dict(found.facts) == {**OF_KENYA, "consent": "CN-7"}
    assert cited(found.cites) == "consent CN-7"


def test_what_was_kept_too_long_says_until_when_it_could_be() -> None:
    found = ground(SHUT, Use(Purpose.STATISTICS), "kept_too_long", on="2027-01-01")
    assert dict(found.facts) == {**OF_KENYA, "day": "2027-01-01"}
    assert cited(found.cites) == "retention until 2027-01-01"


def test_consent_in_no_stated_form_is_prior_consent() -> None:
    found = ground(replace(LIMITS, form_of_consent=""), Use(Purpose.OTHER), "use_outside_purposes")
    assert dict(found.facts)["form"] == "prior"


@pytest.mark.parametrize(
    ("use", "roads"),
    [
        (Use(Purpose.OTHER_TAXES), ["ask_consent"]),
        (Use(Purpose.STATISTICS, Proceedings.CRIMINAL), ["ask_consent", "other_channel"]),
        (Use(Purpose.STATISTICS, onward_to="police"), ["ask_consent"]),
        (Use(Purpose.OTHER_TAXES, onward_to="police"), ["ask_consent"]),
    ],
)
def test_each_thing_that_bars_a_use_has_its_ways_out_once(use: Use, roads: list[str]) -> None:
    ruling = rule_on_use(SHUT, use, on=ON)
    assert isinstance(ruling, Refusal)
    assert [road.code for road in ruling.alternatives] == roads
    first = ruling.alternatives[0]
    assert first.cites == ruling.grounds[0].cites
    assert dict(first.facts) == OF_KENYA


def test_what_is_kept_too_long_goes_back_or_is_destroyed() -> None:
    ruling = rule_on_use(SHUT, Use(Purpose.STATISTICS), on=day("2027-01-01"))
    assert isinstance(ruling, Refusal)
    assert [road.code for road in ruling.alternatives] == ["destroy_or_return"]


@pytest.mark.parametrize(
    ("limits", "to"),
    [(LIMITS, Role.CENTRAL_UNIT), (replace(LIMITS, purposes_sure=False), Role.TREATY_DESK)],
)
def test_consent_that_is_open_or_not_recorded_names_whom_to_ask(
    limits: UseLimits, to: Role
) -> None:
    use = Use(Purpose.OTHER_TAXES if to is Role.TREATY_DESK else Purpose.STATISTICS)
    ruling = rule_on_use(limits, replace(use, proceedings=Proceedings.CRIMINAL), on=ON)
    assert isinstance(ruling, Referral)
    assert (ruling.to, ruling.under) == (to, "ke-ua")
    assert [road.code for road in ruling.alternatives] == ["ask_consent"]


def test_proceedings_the_supplier_may_limit_name_the_supplier() -> None:
    use = Use(Purpose.STATISTICS, Proceedings.CIVIL)
    limit, kept = conditions_of_use(replace(LIMITS, keep_until=day("2027-01-01")), use)
    assert (limit.code, limit.facts) == ("supplier_may_limit", (("supplier", "Kenya"),))
    assert cited(limit.cites) == "agreement ke-ua, Art. 5"
    assert (kept.code, kept.facts) == ("keep_until", (("day", "2027-01-01"),))
    assert cited(kept.cites) == "retention until 2027-01-01"


def test_a_permission_rests_on_the_terms_the_item_came_under() -> None:
    ruling = rule_on_use(LIMITS, Use(Purpose.STATISTICS, Proceedings.ADMINISTRATIVE), on=ON)
    assert isinstance(ruling, Permission)
    assert (ruling.under, ruling.terms_digest, ruling.on) == ("ke-ua", TEXT.digest, ON)
    assert (ruling.article, ruling.conditions) == ("agreement ke-ua, Art. 2", ())
