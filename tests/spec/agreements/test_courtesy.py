"""Courtesy: where no agreement carries it, an administration may still ask, and nobody owes it."""

from collections.abc import Mapping

from comity.agreements.rules import rule_on_answering, rule_on_asking
from comity.agreements.terms import Answer, Ask, AssistanceKind, Bar, DataCategory
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Refusal, Ruling
from tests.spec.language import (
    READ,
    SHIPPED,
    agreement,
    assert_rulings,
    day,
    in_words,
    own_law,
    register,
)

ON = day("2026-11-21")
KENYA_ASKS = Ask(
    CountryCode("KE"), CountryCode("UA"), AssistanceKind.SPECIAL_SURVEILLANCE, courtesy=True
)


def test_what_nothing_carries_is_refused_unless_it_is_put_as_a_courtesy() -> None:
    table = """
        from | to | for                  | courtesy | ruling
        KE   | UA | special-surveillance |          | refused: no_instrument, declaration_data_only
        KE   | UA | special-surveillance | yes      | referred to central_unit: courtesy_only
        US   | JP | origin-and-value     |          | refused: no_instrument
        US   | JP | origin-and-value     | yes      | referred to central_unit: courtesy_only
        US   | CN | origin-and-value     | yes      | permitted by Art. 2(2) of us-cn-1999
        EU   | VN | recovery             | yes      | referred to central_unit: courtesy_only
        US   | AT | recovery             | yes      | referred to treaty_desk under us-eu-1997: term_not_recorded
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        act = Ask(
            CountryCode(row["from"]),
            CountryCode(row["to"]),
            AssistanceKind(row["for"]),
            courtesy=bool(row["courtesy"]),
        )
        return rule_on_asking(SHIPPED, act, on=ON)

    assert_rulings(table, rule)


def test_a_refusal_for_want_of_an_agreement_names_the_courtesy_and_who_else_has_a_road() -> None:
    act = Ask(CountryCode("KE"), CountryCode("UA"), AssistanceKind.SPECIAL_SURVEILLANCE)
    ruling = rule_on_asking(SHIPPED, act, on=ON)
    assert isinstance(ruling, Refusal)
    roads = [road.code for road in ruling.alternatives]
    assert roads == [
        "declaration_data",
        "channel_legal_assistance",
        "channel_untoc",
        "channel_interpol",
        "courtesy_request",
    ]


def test_an_answer_to_a_courtesy_is_for_a_person_and_own_law_can_still_bar_it() -> None:
    law = own_law("UA", bars=(Bar("Section 9", READ, category=DataCategory.TAX),))
    held = register(laws=(law,))
    met = rule_on_answering(held, Answer(KENYA_ASKS), on=ON)
    assert in_words(met) == "referred to central_unit: courtesy_only"
    barred = Answer(KENYA_ASKS, categories=frozenset({DataCategory.TAX}))
    assert in_words(rule_on_answering(held, barred, on=ON)) == (
        "refused: category_barred, courtesy_only"
    )
    unread = rule_on_answering(register(), Answer(KENYA_ASKS), on=ON)
    assert in_words(unread) == "referred to treaty_desk: courtesy_only, own_law_not_encoded"


def test_a_courtesy_is_not_needed_where_the_treaty_desk_could_settle_it() -> None:
    act = Ask(CountryCode("KE"), CountryCode("UA"), AssistanceKind.RECOVERY, courtesy=True)
    assert in_words(rule_on_asking(register(agreement()), act, on=ON)) == (
        "referred to treaty_desk under ke-ua: term_not_recorded"
    )
