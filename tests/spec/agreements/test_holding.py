"""What was supplied keeps its limits: when it is passed on, shared at home, or kept."""

from collections.abc import Mapping
from dataclasses import replace

from comity.agreements.rules import (
    limits_of,
    rule_on_keeping,
    rule_on_passing_on,
    rule_on_sharing,
)
from comity.agreements.terms import (
    Authority,
    Bar,
    Instrument,
    Keep,
    Party,
    PassOn,
    Purpose,
    Share,
    UseLimits,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Ruling
from tests.spec.language import (
    READ,
    agreement,
    assert_rulings,
    day,
    in_words,
    own_law_opening_all,
    register,
    with_parameters,
)

ON = day("2026-11-21")
KENYA, UKRAINE, CHINA = CountryCode("KE"), CountryCode("UA"), CountryCode("CN")
LAW = own_law_opening_all("KE")
COVERS = {"Art. 2": "use.purpose", "Art. 13": "use.other", "Art. 14": "data.retention"}


def text(leave: str = "consent") -> Instrument:
    made = with_parameters(agreement(covers=COVERS), "use.other", leave=leave)
    return with_parameters(made, "use.purpose", purposes=("duty-assessment",))


def limits(instrument: Instrument) -> UseLimits:
    return limits_of(instrument, supplier=UKRAINE, asked_for=Purpose.DUTY_ASSESSMENT, on=ON)


def test_passing_on_needs_the_suppliers_leave_and_a_power_in_own_law() -> None:
    table = """
        leave   | consent | own law | ruling
        yes     |         | yes     | permitted by agreement ke-ua, Art. 2 of ke-ua
        consent |         | yes     | referred to central_unit under ke-ua: consent_needed
        consent | UA-7    | yes     | permitted by agreement ke-ua, Art. 2 of ke-ua
        no      |         | yes     | refused: onward_barred
        yes     |         |         | referred to treaty_desk under ke-ua: own_law_not_encoded
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        held = register(text(row["leave"]), laws=(LAW,) if row["own law"] else ())
        act = PassOn(KENYA, "tax police", Purpose.DUTY_ASSESSMENT, consent=row["consent"])
        return rule_on_passing_on(held, limits(text(row["leave"])), act, on=ON)

    assert_rulings(table, rule)


def test_a_bar_by_source_shuts_in_what_the_supplier_supplied_whatever_it_allows() -> None:
    barred = own_law_opening_all("KE", bars=(Bar("S. 9", READ, supplied_by=frozenset({UKRAINE})),))
    act = PassOn(KENYA, "customs of China", Purpose.DUTY_ASSESSMENT, abroad=CHINA)
    held = register(text("yes"), laws=(barred,))
    ruling = rule_on_passing_on(held, limits(text("yes")), act, on=ON)
    assert in_words(ruling) == "refused: source_barred"


def test_the_limits_go_along() -> None:
    held = register(text("yes"), laws=(LAW,))
    act = PassOn(KENYA, "customs of China", Purpose.DUTY_ASSESSMENT, abroad=CHINA)
    ruling = rule_on_passing_on(held, limits(text("yes")), act, on=ON)
    assert isinstance(ruling, Permission)
    assert ruling.conditions[0].code == "limits_go_along"


def test_an_agency_that_acts_under_the_agreement_is_no_third_person() -> None:
    named = (Party(KENYA, (Authority("Customs"), Authority("Border Police"))), Party(UKRAINE))
    table = """
        authorities | agency        | ruling
        recorded    | Border Police | permitted by agreement ke-ua, Art. 2 of ke-ua
        recorded    | Tax Service   | referred to central_unit under ke-ua: consent_needed
        none        | Border Police | referred to treaty_desk under ke-ua: consent_needed, agency_not_recorded
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        made = replace(text(), parties=named) if row["authorities"] == "recorded" else text()
        act = Share(KENYA, row["agency"], Purpose.DUTY_ASSESSMENT)
        return rule_on_sharing(register(made, laws=(LAW,)), limits(made), act, on=ON)

    assert_rulings(table, rule)


def test_sharing_at_home_needs_a_power_in_own_law_too() -> None:
    named = (Party(KENYA, (Authority("Customs"),)), Party(UKRAINE))
    made = replace(text(), parties=named)
    act = Share(KENYA, "Customs", Purpose.DUTY_ASSESSMENT)
    assert in_words(rule_on_sharing(register(made), limits(made), act, on=ON)) == (
        "referred to treaty_desk under ke-ua: own_law_not_encoded"
    )


def test_keeping_ends_with_the_days_of_the_agreement_or_of_the_supplier() -> None:
    made = with_parameters(text(), "data.retention", max_days=100)
    table = """
        received   | supplier until | held | on         | ruling
        2026-01-01 |                |      | 2026-04-10 | permitted by agreement ke-ua, Art. 14 of ke-ua
        2026-01-01 |                |      | 2026-04-11 | refused: kept_too_long
        2026-01-01 | 2026-02-01     |      | 2026-02-01 | refused: kept_too_long
        2026-01-01 |                | yes  | 2026-04-11 | referred to data_protection_officer under ke-ua: held_past_retention
                   |                |      | 2026-04-11 | referred to data_protection_officer under ke-ua: retention_start_not_recorded
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        until = day(row["supplier until"]) if row["supplier until"] else None
        received = day(row["received"]) if row["received"] else None
        act = Keep(KENYA, received, on_legal_hold=bool(row["held"]))
        narrowed = limits(made).narrowed(keep_until=until)
        return rule_on_keeping(register(made), narrowed, act, on=day(row["on"]))

    assert_rulings(table, rule)


def test_without_an_end_it_is_kept_no_longer_than_needed() -> None:
    ruling = rule_on_keeping(register(text()), limits(text()), Keep(KENYA), on=ON)
    assert isinstance(ruling, Permission)
    assert [c.code for c in ruling.conditions] == ["kept_while_needed"]


def test_after_the_end_of_the_agreement_confidentiality_still_binds() -> None:
    ended = replace(text(), events=agreement(in_force="2020-01-01/2025-01-01").events)
    ruling = rule_on_keeping(register(ended), limits(ended), Keep(KENYA), on=ON)
    assert isinstance(ruling, Permission)
    assert "still_confidential" in [c.code for c in ruling.conditions]


def test_nothing_is_kept_that_cannot_have_come_under_the_agreement() -> None:
    """An agreement binds what came while it was in force; before and after it nothing can come."""
    made = replace(text(), events=agreement(in_force="2020-01-01/2025-01-01").events)
    table = """
        received   | on         | ruling
        2019-12-31 | 2021-01-01 | refused: not_in_force
        2020-01-01 | 2021-01-01 | permitted by agreement ke-ua, Art. 2 of ke-ua
        2025-01-01 | 2026-01-01 | refused: ended
                   | 2019-12-31 | refused: not_in_force
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        received = day(row["received"]) if row["received"] else None
        act = Keep(KENYA, received)
        return rule_on_keeping(register(made), limits(made), act, on=day(row["on"]))

    assert_rulings(table, rule)
