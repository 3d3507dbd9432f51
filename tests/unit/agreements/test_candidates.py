"""Ranks: what is known comes before what is not, a union's own before one of many."""

from dataclasses import replace

from comity.agreements.rules import candidates_for
from comity.agreements.terms import Ask, AssistanceKind, Instrument, Member, Party, need_of_asking
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from tests.spec.language import agreement, day, register

ON = day("2026-11-21")
KE, AT, EU = (CountryCode(code) for code in ("KE", "AT", "EU"))
COVERS = {"Art. 4": "info.assessment"}


def ranked(*held: Instrument, asked: str = "UA") -> list[str]:
    need = need_of_asking(Ask(KE, CountryCode(asked), AssistanceKind.ORIGIN_AND_VALUE))
    return [each.instrument.reference for each in candidates_for(register(*held), need, on=ON)]


def test_a_term_that_is_guessed_comes_before_one_nobody_recorded() -> None:
    silent = agreement("ke-ua-a")
    guessed = agreement("ke-ua-b", assumes=("info.assessment",))
    assert ranked(silent, guessed) == ["ke-ua-b", "ke-ua-a"]


def test_the_agreement_of_a_union_comes_before_one_of_many_however_old() -> None:
    union = Party(EU, members=(Member(AT, Period(day("1995-01-01"))),))
    old = agreement("ke-eu-a", in_force="1996-01-01", covers=COVERS)
    of_union = replace(old, parties=(Party(KE), union))
    many = agreement("ke-at-many", in_force="2020-01-01", covers=COVERS, kind="multilateral")
    own = agreement("ke-at", in_force="1990-01-01", covers=COVERS)
    assert ranked(of_union, many, asked="AT") == ["ke-eu-a", "ke-at-many"]
    assert ranked(of_union, own, asked="AT") == ["ke-at", "ke-eu-a"]


def test_among_equals_the_reference_decides() -> None:
    one, other = agreement("ke-ua-b", covers=COVERS), agreement("ke-ua-a", covers=COVERS)
    assert ranked(one, other) == ["ke-ua-a", "ke-ua-b"]
