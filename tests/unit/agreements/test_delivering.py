"""Controlled delivery, leg by leg: by whose article, and what is wrong."""

from dataclasses import replace

from comity.agreements.rules import problems_in_delivery, rule_on_controlled_delivery
from comity.agreements.terms import DeliverUnderControl, Scope
from comity.interfaces.sentences import cited
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from tests.spec.language import agreement, in_words, own_law_opening_all, with_parameters
from tests.unit.agreements.rulings import ON, held

CARRIES = {"Art. 12": "act.controlled_delivery"}
LEGS = (
    agreement("ke-ua", covers=CARRIES),
    agreement("ua-at", covers={"Art. 3": "act.controlled_delivery"}),
)
LAWS = tuple(own_law_opening_all(each) for each in ("KE", "UA", "AT"))


def states(text: str) -> tuple[CountryCode, ...]:
    return tuple(CountryCode(each) for each in text.split())


def act(by: str, route: str, *, decided: bool = True) -> DeliverUnderControl:
    decisions = tuple((state, "J-1") for state in states(route)) if decided else ()
    return DeliverUnderControl(CountryCode(by), states(route), "", decisions)


def test_what_is_wrong_with_a_route_is_told_by_field_and_party() -> None:
    assert problems_in_delivery(act("UA", "UA")) == (Problem("route_malformed", "route"),)
    assert problems_in_delivery(act("UA", "KE AT")) == (
        Problem("not_on_the_route", "acting", (("party", "UA"),)),
    )


def test_each_state_decides_by_the_article_of_its_own_leg() -> None:
    undecided = act("KE", "KE UA AT", decided=False)
    ruling = rule_on_controlled_delivery(held(*LEGS, laws=LAWS), undecided, on=ON)
    wanted = {
        dict(each.facts)["country"]: cited(each.cites)
        for each in ruling.grounds
        if each.code == "authority_must_decide"
    }
    assert wanted == {
        "Kenya": "agreement ke-ua, Art. 12",
        "Ukraine": "agreement ke-ua, Art. 12",
        "Austria": "agreement ua-at, Art. 3",
    }


def test_a_leg_with_nothing_but_a_limited_text_says_why_that_does_not_carry_it() -> None:
    limited = replace(agreement("ua-at"), scope=Scope.DECLARATION_DATA, scope_article="Art. 12")
    register = held(LEGS[0], limited, laws=LAWS)
    ruling = rule_on_controlled_delivery(register, act("KE", "KE UA AT"), on=ON)
    assert in_words(ruling) == "refused: no_instrument, declaration_data_only"


def test_goods_nobody_named_are_none_that_the_text_does_not_list() -> None:
    drugs = with_parameters(LEGS[0], "act.controlled_delivery", substances=("drugs",))
    register = held(drugs, laws=LAWS)
    ruling = rule_on_controlled_delivery(register, act("UA", "KE UA"), on=ON)
    assert in_words(ruling) == "permitted by Art. 12 of ke-ua"
