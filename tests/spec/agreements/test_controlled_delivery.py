"""Controlled delivery: every leg is carried, and in each state somebody competent decides."""

from collections.abc import Mapping

from comity.agreements.rules import problems_in_delivery, rule_on_controlled_delivery
from comity.agreements.terms import DeliverUnderControl
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Refusal, Ruling
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
FIRST = agreement("ke-ua", covers={"Art. 12": "act.controlled_delivery"})
SECOND = agreement("ua-at", covers={"Art. 3": "act.controlled_delivery"})
LAW = own_law_opening_all("UA")


def route(text: str) -> tuple[CountryCode, ...]:
    return tuple(CountryCode(each) for each in text.split())


def deliver(states: str, decided: str = "", goods: str = "", *, whole: bool = True) -> Ruling:
    held = register(FIRST, *((SECOND,) if whole else ()), laws=(LAW,))
    decisions = tuple((state, "J-1") for state in route(decided))
    act = DeliverUnderControl(CountryCode("UA"), route(states), goods, decisions)
    return rule_on_controlled_delivery(held, act, on=ON)


def test_each_leg_must_be_carried_and_each_state_decides_case_by_case() -> None:
    table = """
        route    | decided  | ruling
        KE UA    |          | referred to central_unit under ke-ua: authority_must_decide, authority_must_decide
        KE UA    | UA       | referred to central_unit under ke-ua: authority_must_decide
        KE UA    | KE UA    | permitted by Art. 12 of ke-ua
        KE UA AT | KE UA    | referred to central_unit under ke-ua: authority_must_decide
        KE UA AT | KE UA AT | permitted by Art. 12 of ke-ua
        KE UA CN | KE UA CN | refused: no_instrument
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        return deliver(row["route"], row["decided"])

    assert_rulings(table, rule)


def test_one_leg_that_nothing_carries_refuses_the_whole_and_names_who_else_can() -> None:
    ruling = deliver("KE UA AT", "KE UA AT", whole=False)
    assert isinstance(ruling, Refusal)
    assert ("requested", "Austria") in ruling.grounds[0].facts
    assert "channel_untoc" in [road.code for road in ruling.alternatives]


def test_goods_the_agreement_does_not_name_are_not_carried() -> None:
    drugs = with_parameters(FIRST, "act.controlled_delivery", substances=("drugs",))
    held = register(drugs, laws=(LAW,))
    decided = ((CountryCode("KE"), "J-1"), (CountryCode("UA"), "J-2"))
    for goods, words in (
        ("drugs", "permitted by Art. 12 of ke-ua"),
        ("tobacco", "refused: goods_not_listed"),
    ):
        act = DeliverUnderControl(CountryCode("UA"), route("KE UA"), goods, decided)
        assert in_words(rule_on_controlled_delivery(held, act, on=ON)) == words


def test_a_route_has_two_states_at_least_none_twice_and_the_ruling_one_among_them() -> None:
    ukraine = CountryCode("UA")
    wrong = {
        "route_malformed": ("UA", "UA KE UA"),
        "not_on_the_route": ("KE AT",),
    }
    for code, routes in wrong.items():
        for text in routes:
            (problem,) = problems_in_delivery(DeliverUnderControl(ukraine, route(text)))
            assert problem.code == code
    assert problems_in_delivery(DeliverUnderControl(ukraine, route("KE UA"))) == ()
