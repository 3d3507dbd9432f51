"""The legs of a delivery: the state that rules does so for its own leg, and for its neighbour."""

from collections.abc import Mapping

from comity.agreements.rules import rule_on_controlled_delivery
from comity.agreements.terms import Assurance, DeliverUnderControl, GivenAssurance, LivingLaw
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ruling
from tests.spec.language import agreement, assert_rulings, day, own_law_opening_all, register

ON = day("2026-11-21")
FIRST = agreement("ke-ua", covers={"Art. 12": "act.controlled_delivery"})
FIRST_TOO = agreement("ke-ua-two", covers={"Art. 5": "act.controlled_delivery"})
SECOND = agreement("ua-at", covers={"Art. 3": "act.controlled_delivery"})
SECOND_TOO = agreement("ua-at-two", covers={"Art. 6": "act.controlled_delivery"})
KENYA, UKRAINE, AUSTRIA = CountryCode("KE"), CountryCode("UA"), CountryCode("AT")
ROUTE = (KENYA, UKRAINE, AUSTRIA)


def delivery(by: str) -> DeliverUnderControl:
    decided = tuple((state, "J-1") for state in ROUTE)
    return DeliverUnderControl(CountryCode(by), ROUTE, "", decided)


def test_the_agreement_picked_is_for_the_leg_of_the_state_that_rules() -> None:
    """The goods go from Kenya over Ukraine to Austria; each state has decided."""
    laws = tuple(own_law_opening_all(each) for each in ROUTE)
    table = """
        rules | picked    | ruling
        KE    |           | permitted by Art. 12 of ke-ua
        KE    | ke-ua-two | permitted by Art. 5 of ke-ua-two
        KE    | ua-at-two | refused: not_between_them
        UA    |           | permitted by Art. 12 of ke-ua
        UA    | ke-ua-two | permitted by Art. 5 of ke-ua-two
        UA    | ua-at-two | permitted by Art. 6 of ua-at-two
        AT    |           | permitted by Art. 3 of ua-at
        AT    | ua-at-two | permitted by Art. 6 of ua-at-two
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        held = register(FIRST, FIRST_TOO, SECOND, SECOND_TOO, laws=laws)
        under = row["picked"] or None
        return rule_on_controlled_delivery(held, delivery(row["rules"]), on=ON, under=under)

    assert_rulings(table, rule)


def test_it_is_each_neighbour_on_the_way_whose_promise_own_law_wants() -> None:
    table = """
        rules | promised by | ruling
        KE    | UA          | permitted by Art. 12 of ke-ua
        KE    | AT          | referred to central_unit under ke-ua: assurance_missing
        UA    | KE          | referred to central_unit under ke-ua: assurance_missing
        UA    | AT          | referred to central_unit under ke-ua: assurance_missing
        UA    | KE AT       | permitted by Art. 12 of ke-ua
        AT    | UA          | permitted by Art. 3 of ua-at
        AT    | KE          | referred to central_unit under ua-at: assurance_missing
    """
    wanted = frozenset({Assurance.CONFIDENTIALITY})

    def rule(row: Mapping[str, str]) -> Ruling:
        law = own_law_opening_all(row["rules"], assurances=wanted)
        given = tuple(
            GivenAssurance(CountryCode(by), Assurance.CONFIDENTIALITY, "Note 7", "the ministry", ON)
            for by in row["promised by"].split()
        )
        living = LivingLaw(law.country, assurances=given)
        held = register(FIRST, SECOND, laws=(law,)).with_living_law(living)
        return rule_on_controlled_delivery(held, delivery(row["rules"]), on=ON)

    assert_rulings(table, rule)
