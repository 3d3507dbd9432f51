"""Acting for another on the ground: presence, handing over a decision, surveillance."""

from collections.abc import Mapping

from comity.agreements.rules import rule_on_attending, rule_on_serving, rule_on_watching
from comity.agreements.terms import Attend, Contents, ProvisionKind, Serve, Watch
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Ruling
from tests.spec.language import (
    agreement,
    assert_rulings,
    day,
    in_words,
    own_law_opening_all,
    register,
    with_parameters,
)

ON = day("2026-11-21")
KENYA, UKRAINE = CountryCode("KE"), CountryCode("UA")
TEXT = agreement(
    covers={
        "Art. 7": "act.presence",
        "Art. 9": "act.notification",
        "Art. 11": "act.surveillance",
    }
)
LAW = own_law_opening_all("UA")
HELD = register(TEXT, laws=(LAW,))


def test_the_host_rules_by_both_limbs_and_the_visitor_needs_its_consent() -> None:
    free = with_parameters(TEXT, "act.presence", consent=False)
    texts = {"silent": TEXT, "without": free}
    table = """
        consent in text | rules | consent | own law | ruling
        silent          | UA    |         | yes     | permitted by Art. 7 of ke-ua
        silent          | UA    |         |         | referred to treaty_desk under ke-ua: own_law_not_encoded
        silent          | KE    |         |         | referred to central_unit under ke-ua: host_consent_needed
        silent          | KE    | UA-5    |         | permitted by Art. 7 of ke-ua
        without         | KE    |         |         | permitted by Art. 7 of ke-ua
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        held = register(texts[row["consent in text"]], laws=(LAW,) if row["own law"] else ())
        act = Attend(KENYA, UKRAINE, CountryCode(row["rules"]), consent=row["consent"])
        return rule_on_attending(held, act, on=ON)

    assert_rulings(table, rule)


def test_officials_come_unarmed_where_the_text_says_so_and_only_advise() -> None:
    text = with_parameters(
        TEXT, "act.presence", unarmed=True, advisory_only=True, identification=True
    )
    held = register(text, laws=(LAW,))
    armed = rule_on_attending(held, Attend(KENYA, UKRAINE, UKRAINE, armed=True), on=ON)
    assert in_words(armed) == "refused: arms_not_allowed"
    unarmed = rule_on_attending(held, Attend(KENYA, UKRAINE, UKRAINE), on=ON)
    assert isinstance(unarmed, Permission)
    assert {"advisory_only", "carry_identification"} <= {c.code for c in unarmed.conditions}


def test_a_decision_is_told_and_not_enforced() -> None:
    served = rule_on_serving(HELD, Serve(KENYA, UKRAINE), on=ON)
    assert isinstance(served, Permission)
    enforced = rule_on_serving(HELD, Serve(KENYA, UKRAINE, enforce=True), on=ON)
    assert in_words(enforced) == "refused: enforcement_not_covered"
    open_to_it = with_parameters(TEXT, "act.notification", no_enforcement=False)
    may = rule_on_serving(
        register(open_to_it, laws=(LAW,)), Serve(KENYA, UKRAINE, enforce=True), on=ON
    )
    assert isinstance(may, Permission)


def test_only_what_the_agreement_names_is_watched() -> None:
    text = with_parameters(TEXT, "act.surveillance", targets=("persons", "goods"))
    table = """
        watched          | on own | ruling
                         |        | permitted by Art. 11 of ke-ua
        persons          |        | permitted by Art. 11 of ke-ua
        means of payment |        | refused: target_not_listed
        persons          | yes    | referred to treaty_desk under ke-ua: term_not_recorded
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        targets = frozenset({row["watched"]} - {""})
        act = Watch(KENYA, UKRAINE, targets, on_own=bool(row["on own"]))
        return rule_on_watching(register(text, laws=(LAW,)), act, on=ON)

    assert_rulings(table, rule)


def test_sovereignty_is_for_a_person_and_never_refuses() -> None:
    touched = Contents(touches=frozenset({ProvisionKind.EX_SOVEREIGNTY}))
    ruling = rule_on_watching(HELD, Watch(KENYA, UKRAINE, contents=touched), on=ON)
    assert in_words(ruling) == "referred to central_unit under ke-ua: exemption_touched"
