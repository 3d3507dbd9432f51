"""Unions: who is a member on the day is bound by the union's agreements, and only towards others.

The members stand in one file of the union and count in each of its agreements that names none of
its own. A day before its accession a state is not bound, nor on the day after its last.
"""

from collections.abc import Mapping
from dataclasses import replace

from comity.agreements.rules import candidates_for, rule_on_asking, rule_on_recognition
from comity.agreements.terms import (
    Ask,
    AssistanceKind,
    Member,
    Membership,
    Party,
    Recognise,
    Union,
    need_of_asking,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Ruling
from tests.spec.language import SHIPPED, agreement, assert_rulings, day, register

ON = day("2026-01-01")
EU, AUSTRIA, GERMANY = CountryCode("EU"), CountryCode("AT"), CountryCode("DE")
KENYA = Party(CountryCode("KE"))


def asked(row: Mapping[str, str]) -> Ruling:
    act = Ask(CountryCode(row["from"]), CountryCode(row["to"]), AssistanceKind.ORIGIN_AND_VALUE)
    return rule_on_asking(SHIPPED, act, on=day(row["on"]))


def test_a_member_is_asked_under_the_agreement_of_its_union() -> None:
    """The agreement links; that its text was not read on the matter refers, as for the union."""
    table = """
        from | to | on         | ruling
        US   | EU | 1999-06-01 | referred to treaty_desk under us-eu-1997: term_not_recorded
        US   | DE | 1999-06-01 | referred to treaty_desk under us-eu-1997: term_not_recorded
        DE   | US | 1999-06-01 | referred to treaty_desk under us-eu-1997: term_not_recorded
        US   | DE | 1997-07-31 | refused: not_in_force, term_not_recorded
        AR   | NA | 2020-01-01 | referred to treaty_desk under mercosur-sacu: force_not_recorded, term_not_recorded
    """  # noqa: E501  a table is read in rows
    assert_rulings(table, asked)


def test_accession_binds_from_its_day_and_withdrawal_frees_from_its_own() -> None:
    """The United Kingdom left at midnight in Brussels: 1 February 2020 is the first day outside."""
    table = """
        from | to | on         | ruling
        US   | PL | 2003-01-01 | refused: no_instrument
        US   | PL | 2004-04-30 | refused: no_instrument
        US   | PL | 2004-05-01 | referred to treaty_desk under us-eu-1997: term_not_recorded
        US   | PL | 2005-01-01 | referred to treaty_desk under us-eu-1997: term_not_recorded
        US   | GB | 2020-01-31 | referred to treaty_desk under us-eu-1997: term_not_recorded
        US   | GB | 2020-02-01 | refused: no_instrument
        US   | GB | 2021-01-01 | refused: no_instrument
    """
    assert_rulings(table, asked)


def test_no_agreement_of_a_union_links_its_members_to_one_another() -> None:
    """They sit on one side of the table, and a member does not sit opposite its own union."""
    table = """
        from | to | on         | ruling
        DE   | FR | 1999-06-01 | refused: no_instrument
        DE   | FR | 2026-01-01 | refused: no_instrument
        DE   | EU | 2026-01-01 | refused: no_instrument
        ZA   | SACU | 2026-01-01 | refused: no_instrument
    """
    assert_rulings(table, asked)


def test_what_two_concluded_themselves_comes_before_what_binds_one_through_its_union() -> None:
    """The bilateral is the older here, and still the closer one; both are shown."""
    act = Ask(CountryCode("US"), CountryCode("FR"), AssistanceKind.ORIGIN_AND_VALUE)
    found = candidates_for(SHIPPED, need_of_asking(act), on=ON)
    assert [each.instrument.reference for each in found] == ["us-fr-1993", "us-eu-1997"]


def test_recognition_by_a_union_is_recognition_by_its_members() -> None:
    table = """
        from | to | on         | ruling
        US   | EU | 2016-01-01 | permitted by Mutual recognition of CTPAT and Authorised Economic Operator (security and safety) of us-eu-mra-2012
        US   | PT | 2016-01-01 | permitted by Mutual recognition of CTPAT and Authorised Economic Operator (security and safety) of us-eu-mra-2012
        US   | PT | 2012-06-30 | refused: not_in_force
        US   | GB | 2016-01-01 | permitted by Mutual recognition of CTPAT and Authorised Economic Operator (security and safety) of us-eu-mra-2012
        US   | GB | 2021-01-01 | referred to treaty_desk under us-gb-mra: force_not_recorded
        DE   | GB | 2016-01-01 | refused: no_instrument
        DE   | GB | 2021-01-01 | referred to treaty_desk under eu-gb-mra: force_day_not_recorded
    """  # noqa: E501  a table is read in rows

    def rule(row: Mapping[str, str]) -> Ruling:
        sides = CountryCode(row["from"]), CountryCode(row["to"])
        act = Recognise(*sides, operating=True, consented=True)
        return rule_on_recognition(SHIPPED, act, on=day(row["on"]))

    assert_rulings(table, rule)


def test_members_named_by_the_agreement_itself_count_before_those_of_the_union() -> None:
    """Some agreements bind only some members; their own file says which."""
    listed = tuple(Membership(Member(code), "gazette") for code in (AUSTRIA, GERMANY))
    union = Union("eu-members", EU, "Members of the Union", listed)
    held = register(agreement("ke-eu"), unions=(union,))
    named = replace(agreement("ke-eu"), parties=(KENYA, Party(EU, members=(Member(AUSTRIA),))))
    narrow = register(named, unions=(union,))
    for country, by_union, by_itself in ((GERMANY, True, False), (AUSTRIA, True, True)):
        assert bool(held.linking(KENYA.code, country, on=ON)) is by_union
        assert bool(narrow.linking(KENYA.code, country, on=ON)) is by_itself


def test_what_the_file_of_an_agreement_says_stays_as_it_is() -> None:
    """The members are filled in where rulings read: a file holds what stands in it."""
    filed = next(each for each in SHIPPED.files if each.reference == "us-eu-1997")
    assert [party.members for party in filed.parties] == [(), ()]
    ruled = SHIPPED.instrument("us-eu-1997")
    assert [len(party.members_on(ON)) for party in ruled.parties] == [0, 27]
    assert ruled.digest == filed.digest
