"""Telling without being asked: the agreement must want it or let it, and own law must open it."""

from collections.abc import Mapping
from datetime import timedelta

from comity.agreements.rules import rule_on_volunteering
from comity.agreements.terms import (
    ActKind,
    AssistanceKind,
    Bar,
    Contents,
    LivingLaw,
    Purpose,
    Register,
    Volunteer,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Ruling
from tests.spec.language import (
    READ,
    agreement,
    assert_rulings,
    day,
    in_words,
    own_law,
    register,
    with_parameters,
)

ON = day("2026-11-21")
KENYA, UKRAINE, CHINA = CountryCode("KE"), CountryCode("UA"), CountryCode("CN")
LAW = own_law("KE")
SPONTANEOUS = agreement(covers={"Art. 8": "info.spontaneous"})
ON_REQUEST = agreement(covers={"Art. 5": "info.offences"})
ON_OWN = with_parameters(ON_REQUEST, "info.offences", on_own=True)


def told(held: Register, kind: str = "spontaneous", contents: Contents | None = None) -> Ruling:
    act = Volunteer(KENYA, UKRAINE, AssistanceKind(kind), contents=contents or Contents())
    return rule_on_volunteering(held, act, on=ON)


def test_a_duty_to_answer_is_no_leave_to_tell() -> None:
    texts = {"spontaneous": SPONTANEOUS, "on request": ON_REQUEST, "on own": ON_OWN}
    table = """
        the text has | told                | ruling
        spontaneous  | spontaneous         | permitted by Art. 8 of ke-ua
        spontaneous  | offence-information | permitted by Art. 8 of ke-ua
        on request   | offence-information | referred to treaty_desk under ke-ua: term_not_recorded
        on own       | offence-information | permitted by Art. 5 of ke-ua
        on own       | spontaneous         | referred to treaty_desk under ke-ua: term_not_recorded
    """

    def rule(row: Mapping[str, str]) -> Ruling:
        return told(register(texts[row["the text has"]], laws=(LAW,)), row["told"])

    assert_rulings(table, rule)


def test_own_law_that_opens_answering_alone_does_not_open_telling() -> None:
    closed = own_law("KE", acts=frozenset({ActKind.ANSWER}))
    assert in_words(told(register(SPONTANEOUS, laws=(closed,)))) == (
        "referred to treaty_desk under ke-ua: gateway_not_encoded"
    )
    assert in_words(told(register(SPONTANEOUS))) == (
        "referred to treaty_desk under ke-ua: own_law_not_encoded"
    )


def test_what_another_administration_supplied_leaves_only_with_its_consent() -> None:
    held = register(SPONTANEOUS, laws=(LAW,))
    theirs = Contents(suppliers=frozenset({CHINA}))
    assert in_words(told(held, contents=theirs)) == (
        "referred to central_unit under ke-ua: third_party_consent_needed"
    )
    agreed = Contents(suppliers=frozenset({CHINA}), consented=frozenset({CHINA}))
    assert isinstance(told(held, contents=agreed), Permission)


def test_a_bar_by_source_shuts_in_what_that_administration_supplied() -> None:
    law = own_law("KE", bars=(Bar("Section 9", READ, supplied_by=frozenset({CHINA})),))
    held = register(SPONTANEOUS, laws=(law,))
    theirs = Contents(suppliers=frozenset({CHINA}), consented=frozenset({CHINA}))
    assert in_words(told(held, contents=theirs)) == "refused: source_barred"
    assert isinstance(told(held), Permission)


def test_a_purpose_of_its_own_must_be_one_the_agreement_serves() -> None:
    act = Volunteer(KENYA, UKRAINE, purpose=Purpose.IMMIGRATION)
    ruling = rule_on_volunteering(register(SPONTANEOUS, laws=(LAW,)), act, on=ON)
    assert in_words(ruling) == "referred to treaty_desk under ke-ua: purpose_not_recorded"


def test_what_is_told_to_many_is_ruled_on_once_and_anew_where_anything_differs() -> None:
    open_law, closed = LAW, own_law("KE", acts=frozenset({ActKind.ANSWER}))
    held, other = register(SPONTANEOUS, laws=(open_law,)), register(SPONTANEOUS, laws=(closed,))
    first = told(held)
    assert told(held) is first
    assert told(held, "offence-information") is not first
    later = rule_on_volunteering(
        held, Volunteer(KENYA, UKRAINE, AssistanceKind.SPONTANEOUS), on=day("2026-11-22")
    )
    assert isinstance(first, Permission) and isinstance(later, Permission)
    assert (first.on, later.on) == (ON, day("2026-11-22"))
    assert not isinstance(told(other), Permission)


def test_what_was_ruled_is_not_handed_on_to_a_register_with_other_orders() -> None:
    held = register(SPONTANEOUS, laws=(LAW,))
    first = told(held)
    beside = held.with_living_law(LivingLaw(KENYA))
    assert told(beside) is not first
    assert told(beside) == first


def test_what_is_remembered_does_not_grow_with_what_is_asked() -> None:
    held = register(SPONTANEOUS, laws=(LAW,))
    act = Volunteer(KENYA, UKRAINE, AssistanceKind.SPONTANEOUS)
    for days in range(2000):
        rule_on_volunteering(held, act, on=ON + timedelta(days=days))
    assert 0 < len(held.remembered) <= 512
