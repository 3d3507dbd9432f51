"""Asking: every request needs an agreement in force that day that covers what is asked."""

from collections.abc import Mapping

from comity.agreements.rules import bearing_of, rule_on_asking
from comity.agreements.terms import Ask, AssistanceKind, Register
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Referral, Refusal, Ruling
from tests.spec.language import SHIPPED, assert_rulings, day, settlement

STORY = (
    settlement("us-ua-2016", "term", provision="info.assessment", article="Art. 3"),
    settlement("domestic/ua", "own-law"),
)


def ask(row: Mapping[str, str], register: Register = SHIPPED) -> Ruling:
    act = Ask(CountryCode(row["from"]), CountryCode(row["to"]), AssistanceKind(row["for"]))
    return rule_on_asking(register, act, on=day(row["on"]), under=row.get("under") or None)


def asked(who: str, whom: str, kind: str, on: str, under: str = "") -> Ruling:
    return ask({"from": who, "to": whom, "for": kind, "on": on, "under": under})


def test_the_real_agreements_rule_as_their_texts_and_dates_say() -> None:
    table = """
        from | to | for                  | on         | under      | ruling
        US   | UA | origin-and-value     | 2026-11-21 |            | referred to treaty_desk under us-ua-2016: term_assumed
        US   | UA | origin-and-value     | 2016-12-12 |            | referred to treaty_desk under su-us-1990: term_not_recorded
        US   | UA | origin-and-value     | 2016-12-12 | us-ua-2016 | refused: not_in_force, term_assumed
        US   | UA | origin-and-value     | 2016-12-13 | us-ua-2016 | referred to treaty_desk under us-ua-2016: term_assumed
        US   | KE | special-surveillance | 2026-11-21 |            | referred to treaty_desk under us-ke-2014: force_not_recorded, term_not_recorded
        KE   | UA | special-surveillance | 2026-11-21 |            | refused: no_instrument, declaration_data_only
        KE   | UA | origin-verification  | 2026-11-21 |            | referred to treaty_desk under wto-tfa: term_assumed
        KE   | UA | origin-verification  | 2017-02-21 |            | refused: no_instrument, not_in_force, term_assumed
        US   | CN | origin-and-value     | 2003-04-09 |            | refused: not_in_force
        US   | CN | origin-and-value     | 2003-04-10 |            | permitted by Art. 2(2) of us-cn-1999
        US   | CN | special-surveillance | 2003-04-10 |            | referred to treaty_desk under us-cn-1999: term_not_recorded
        US   | AT | recovery             | 1978-07-03 |            | refused: excluded
        US   | AT | presence             | 1978-07-03 |            | permitted by Art. 7(5) of us-at
        US   | AT | presence             | 1978-07-02 |            | refused: not_in_force
        US   | GT | origin-and-value     | 2023-05-13 |            | referred to treaty_desk under us-gt: term_not_recorded
        US   | GT | origin-and-value     | 2022-10-01 |            | referred to treaty_desk under us-gt: force_day_not_recorded, term_not_recorded
        US   | JP | origin-and-value     | 2026-11-21 |            | refused: no_instrument
        US   | JP | origin-and-value     | 2026-11-21 | us-jp-mra  | refused: recognition_only
        US   | UA | origin-and-value     | 2026-11-21 | us-cn-1999 | refused: not_between_them
    """  # noqa: E501  a table is read in rows
    assert_rulings(table, ask)


def test_what_the_treaty_desk_settled_permits_and_says_so() -> None:
    ruling = ask(
        {"from": "US", "to": "UA", "for": "origin-and-value", "on": "2026-11-21"},
        SHIPPED.with_settlements(STORY),
    )
    assert isinstance(ruling, Permission)
    assert (ruling.under, ruling.article) == ("us-ua-2016", "Art. 3")
    settled = next(g for g in ruling.grounds if g.code == "covered_settled")
    assert "settled by a clerk on 2026-11-20: Gazette 7" in cited(settled.cites)


def test_before_the_agreement_of_2016_the_one_of_1990_is_named_by_succession() -> None:
    ruling = asked("US", "UA", "origin-and-value", "2016-12-12")
    assert isinstance(ruling, Referral)
    force = next(g for g in ruling.grounds if g.code == "in_force_by_succession")
    assert "succeeded to by Ukraine on 1994-11-21" in cited(force.cites)
    later = next(a for a in ruling.alternatives if a.code == "in_force_later")
    assert ("day", "2016-12-13") in later.facts


def test_a_refusal_before_entry_into_force_cites_the_event() -> None:
    ruling = asked("US", "CN", "origin-and-value", "2003-04-09")
    assert isinstance(ruling, Refusal)
    assert "entered into force on 2003-04-10; TIAS 13029" in cited(ruling.grounds[0].cites)


def test_a_want_of_agreement_cites_the_silence_and_names_what_carries_less() -> None:
    ruling = asked("KE", "UA", "special-surveillance", "2026-11-21")
    assert isinstance(ruling, Refusal)
    assert cited(ruling.grounds[0].cites) == "nothing in the register on this day"
    roads = {road.code: cited(road.cites) for road in ruling.alternatives}
    assert roads["declaration_data"] == "WTO Trade Facilitation Agreement, Article 12"
    assert "courtesy_request" in roads


def test_permission_to_ask_china_tells_how_the_answer_may_be_used() -> None:
    ruling = asked("US", "CN", "origin-and-value", "2003-04-10")
    assert isinstance(ruling, Permission)
    rests_on = {condition.code: cited(condition.cites) for condition in ruling.conditions}
    assert rests_on["use_in_proceedings"].endswith("Art. 12(2)")
    assert rests_on["legal_duty_notice"].endswith("Art. 13(3)")


def test_a_force_settled_later_refuses_the_days_before_it() -> None:
    kenya = {"from": "US", "to": "KE", "for": "special-surveillance"}
    entered = settlement(
        "us-ke-2014", "event", event="entered-into-force", event_on=day("2026-11-01")
    )
    register = SHIPPED.with_settlements([entered])
    before = ask({**kenya, "on": "2026-10-31"}, register)
    assert isinstance(before, Refusal)
    assert before.grounds[0].code == "not_in_force_settled"
    assert "2026-11-01" in cited(before.grounds[0].cites)
    after = ask({**kenya, "on": "2026-11-01"}, register)
    assert [g.code for g in after.grounds if bearing_of(g) == "open"] == ["term_not_recorded"]


def test_other_agreements_that_would_carry_the_act_are_named() -> None:
    ruling = ask(
        {
            "from": "US",
            "to": "UA",
            "for": "origin-and-value",
            "on": "2026-11-21",
            "under": "wto-tfa",
        },
        SHIPPED.with_settlements(STORY),
    )
    assert isinstance(ruling, Referral)
    named = [
        dict(a.facts)["reference"] for a in ruling.alternatives if a.code == "another_instrument"
    ]
    assert named == ["us-ua-2016"]
