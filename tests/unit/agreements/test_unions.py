"""Unions: read strictly from their own files, and told where parties are told."""

import json

import fastjsonschema
import pytest
from typer.testing import CliRunner

from comity.agreements.gaps import gaps_in
from comity.agreements.register_files import RegisterFileError, register_from_texts
from comity.agreements.register_files.schema import schema_of_files
from comity.agreements.terms import Member, Membership, Party, Register, Source
from comity.interfaces.cli.law import register_app
from comity.interfaces.public import public_part
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from tests.spec.files import unread_agreement
from tests.spec.language import SHIPPED, day
from tests.unit.agreements.test_schema import as_json

ON = day("2020-01-31")
EU, GB, DE, PL = (CountryCode(code) for code in ("EU", "GB", "DE", "PL"))
PATH = "unions/eu-members.toml"
UNION = """reference = "eu-members"
kind = "union"
code = "EU"
title = "Members of the Union"
open_points = ["The transition of the United Kingdom."]
note = "Days of accession."

[[members]]
code = "DE"
from = 1958-01-01
source = "Gazette 1"

[[members]]
code = "GB"
from = 1973-01-01
until = 2020-02-01
source = "Gazette 2"

[[sources]]
title = "Gazette"
"""
KE_EU = unread_agreement("ke-eu", "Kenya–Union agreement", public=True)
TEXTS = {"bilateral/ke-eu.toml": KE_EU, PATH: UNION}


def read(**changed: str) -> Register:
    return register_from_texts({**TEXTS, **changed})


def test_a_file_gives_the_members_with_their_days_and_sources() -> None:
    (union,) = read().unions
    assert (union.reference, union.code, union.title) == ("eu-members", EU, "Members of the Union")
    assert union.memberships == (
        Membership(Member(DE, Period(day("1958-01-01"))), "Gazette 1"),
        Membership(Member(GB, Period(day("1973-01-01"), day("2020-02-01"))), "Gazette 2"),
    )
    assert union.sources == (Source("Gazette"),)
    assert union.open_points == ("The transition of the United Kingdom.",)
    assert union.note == "Days of accession."


def test_the_register_is_another_one_when_a_membership_changes() -> None:
    moved = UNION.replace("2020-02-01", "2021-01-01")
    assert read().digest != read(**{PATH: moved}).digest


@pytest.mark.parametrize(
    ("good", "bad", "line", "code"),
    [
        ('code = "GB"', 'code = "QQ"', 14, "no_such_country"),
        ('code = "GB"', 'code = "EU"', 14, "member_of_itself"),
        ('code = "GB"', 'code = "SACU"', 14, "member_is_union"),
        ('code = "GB"', 'code = "DE"', 14, "member_twice"),
        ('code = "EU"', 'code = "KE"', 3, "no_union"),
        ('code = "EU"', 'code = "QQ"', 3, "no_such_country"),
        ("until = 2020-02-01", "until = 2020-02-30", 16, "impossible_date"),
        ("until = 2020-02-01", "until = 1973-01-01", 16, "empty_period"),
        ("until = 2020-02-01", "to = 2020-02-01", 16, "unknown_key"),
        ('source = "Gazette 2"\n', "", 13, "missing_key"),
        ('title = "Members of the Union"\n', "", 1, "missing_key"),
        ("[[sources]]", "[[source]]", 19, "unknown_key"),
        ("[[sources]]\n", "[[members.more]]\n", 19, "unknown_key"),
        ('reference = "eu-members"', 'reference = "eu"', 1, "reference_not_file_name"),
        ('reference = "eu-members"', 'reference = "EU members"', 1, "bad_reference"),
    ],
)
def test_a_malformed_file_is_refused_with_its_place_and_reason(
    good: str, bad: str, line: int, code: str
) -> None:
    assert good in UNION
    with pytest.raises(RegisterFileError) as refused:
        read(**{PATH: UNION.replace(good, bad)})
    assert (PATH, line, code) in {(f.file, f.line, f.code) for f in refused.value.faults}


def test_a_union_without_members_says_nothing() -> None:
    head, _, _ = UNION.partition("[[members]]")
    with pytest.raises(RegisterFileError) as refused:
        read(**{PATH: f'{head}members = []\n[[sources]]\ntitle = "Gazette"\n'})
    assert [(f.line, f.code) for f in refused.value.faults] == [(1, "missing_key")]


def test_a_union_has_one_file() -> None:
    second = UNION.replace('reference = "eu-members"', 'reference = "eu-states"')
    with pytest.raises(RegisterFileError) as refused:
        read(**{"unions/eu-states.toml": second})
    (fault,) = refused.value.faults
    assert (fault.file, fault.line, fault.code) == ("unions/eu-states.toml", 3, "union_twice")
    assert dict(fault.facts) == {"party": "European Union", "other": PATH}


def test_a_state_may_leave_and_come_back() -> None:
    again = '[[members]]\ncode = "GB"\nfrom = 2030-01-01\nsource = "Gazette 3"\n\n[[sources]]'
    (_, union) = read(**{PATH: UNION.replace("[[sources]]", again)}).instruments[0].parties
    for on, there in (("2020-01-31", 2), ("2025-01-01", 1), ("2030-01-01", 2)):
        assert len(union.members_on(day(on))) == there


def test_a_state_beside_its_own_union_stands_opposite_only_while_it_is_no_member() -> None:
    text = KE_EU.replace('code = "KE"', 'code = "GB"').replace("ke-eu", "eu-gb")
    held = read(**{"bilateral/eu-gb.toml": text})
    for on, linked in (("1972-12-31", True), ("1973-01-01", False), ("2020-02-01", True)):
        for other in (EU, DE):
            names = {each.reference for each in held.linking(GB, other, on=day(on))}
            assert ("eu-gb" in names) is linked


def test_the_schema_takes_the_file_and_no_other_code() -> None:
    check = fastjsonschema.compile(schema_of_files())
    check(as_json(UNION))
    with pytest.raises(fastjsonschema.JsonSchemaException):
        check(as_json(UNION.replace('code = "EU"', 'code = "KE"')))


def test_a_union_without_a_file_is_a_gap_and_so_is_a_member_without_its_first_day() -> None:
    def gaps(**changed: str) -> set[str]:
        (ke_eu,) = read(**changed).instruments
        return {gap.code for gap in gaps_in(ke_eu, on=ON)} & {"gap_members", "gap_member_day"}

    assert gaps() == set()
    assert gaps(**{PATH: UNION.replace("from = 1958-01-01\n", "")}) == {"gap_member_day"}
    (bare,) = register_from_texts({"bilateral/ke-eu.toml": KE_EU}).instruments
    assert "gap_members" in {gap.code for gap in gaps_in(bare, on=ON)}


def test_the_members_of_the_union_can_be_asked_for_by_name() -> None:
    told = CliRunner().invoke(register_app, ["show", "eu-members", "--on", "2020-02-01"]).output
    assert "27 members (as of 2020-02-01)" in told
    assert (
        "United Kingdom: from 1973-01-01 until 2020-02-01, the first day outside "
        "(no member that day)"
    ) in told
    asked = ["show", "eu-members", "--on", "2020-01-31", "--json"]
    assert len(json.loads(CliRunner().invoke(register_app, asked).output)["members_on_day"]) == 28
    gaps = CliRunner().invoke(register_app, ["gaps", "eu-members"]).output
    assert gaps.startswith("eu-members: United Kingdom, transition")
    assert "3 unions" in CliRunner().invoke(register_app, ["check"]).output
    party = CliRunner().invoke(register_app, ["show", "us-eu-1997", "--on", "2003-01-01"]).output
    assert "United States, European Union (15 members on this day)" in party


def test_the_public_register_knows_the_members_and_not_the_open_points() -> None:
    public = public_part(SHIPPED)
    assert [union.members for union in public.unions] == [u.members for u in SHIPPED.unions]
    assert not any(union.open_points or union.note for union in public.unions)
    union = Party(EU, members=public.instrument("us-eu-1997").parties[1].members)
    assert len(union.members_on(day("2003-01-01"))) == 15
