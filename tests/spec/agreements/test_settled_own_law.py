"""Own law that the treaty desk settles: it opens the acts it names, and no others."""

from collections.abc import Mapping
from dataclasses import replace

from comity.agreements.rules import (
    limits_of,
    rule_on_answering,
    rule_on_sharing,
    rule_on_volunteering,
)
from comity.agreements.terms import (
    ActKind,
    Answer,
    Ask,
    AssistanceKind,
    Authority,
    Party,
    Purpose,
    Share,
    Volunteer,
    settlement_data,
    settlement_from,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ruling
from tests.spec.language import agreement, assert_rulings, day, register, settlement

ON = day("2026-11-21")
KENYA, UKRAINE = CountryCode("KE"), CountryCode("UA")
COVERS = {"Art. 4": "info.assessment", "Art. 6": "info.spontaneous"}
TEXT = replace(
    agreement(covers=COVERS), parties=(Party(KENYA, (Authority("Customs"),)), Party(UKRAINE))
)


def ruled(act: ActKind, opened: str) -> Ruling:
    told = settlement("domestic/ke", "own-law", acts=frozenset(map(ActKind, opened.split())))
    # As it comes from a form, the API or `comity register settle --act`, and as it is kept.
    kept = settlement_from(settlement_data(told), about=told.about, by=told.by, on=told.on)
    held = register(TEXT).with_settlements([kept])
    match act:
        case ActKind.ANSWER:
            ask = Ask(UKRAINE, KENYA, AssistanceKind.ORIGIN_AND_VALUE)
            return rule_on_answering(held, Answer(ask), on=ON)
        case ActKind.VOLUNTEER:
            return rule_on_volunteering(held, Volunteer(KENYA, UKRAINE), on=ON)
        case _:
            limits = limits_of(TEXT, supplier=UKRAINE, asked_for=Purpose.OTHER, on=ON)
            return rule_on_sharing(held, limits, Share(KENYA, "Customs", Purpose.OTHER), on=ON)


def test_a_settlement_opens_the_acts_it_names_and_without_any_those_that_tell_a_partner() -> None:
    table = """
        act       | opened | ruling
        answer    |        | permitted by Art. 4 of ke-ua
        volunteer |        | permitted by Art. 6 of ke-ua
        share     |        | referred to treaty_desk under ke-ua: gateway_not_encoded
        answer    | share  | referred to treaty_desk under ke-ua: gateway_not_encoded
        volunteer | answer | referred to treaty_desk under ke-ua: gateway_not_encoded
        share     | share  | permitted by the purpose stated in the request of ke-ua
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        return ruled(ActKind(row["act"]), row["opened"])

    assert_rulings(table, rule)
