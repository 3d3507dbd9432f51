"""What may be handed to a deputy: the days, the person, the offices."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest

from comity.kernel.rulings import Role
from comity.officers.absence import (
    OVERSIGHT_OFFICES,
    SENTENCES,
    AbsenceDraft,
    Known,
    name_in_place,
    problems_in_absence,
    would_audit_themselves,
)
from comity.officers.terms import Viewer

ON = date(2026, 11, 22)
DRAFT = AbsenceDraft("j.alvarez", "2026-11-22", "2026-12-01", "k.ortiz", ("request_officer",))
KNOWN = Known(
    held=frozenset({Role.REQUEST_OFFICER, Role.NODE_ADMINISTRATOR}),
    deputy_offices=frozenset({Role.APPROVER}),
    deputy_is_away=False,
    is_away=False,
    for_oneself=False,
)


def told(draft: AbsenceDraft = DRAFT, known: Known = KNOWN) -> list[tuple[str, str]]:
    found = problems_in_absence(draft, known, on=ON)
    assert all(each.code in {*SENTENCES, "missing", "not_a_day", "not_oneself"} for each in found)
    return [(each.code, each.field) for each in found]


def test_a_colleague_with_an_office_may_stand_in() -> None:
    assert told() == []
    assert told(replace(DRAFT, since="2026-01-01", until="2026-11-22")) == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"since": ""}, ("missing", "since")),
        ({"until": ""}, ("missing", "until")),
        ({"since": "tomorrow"}, ("not_a_day", "since")),
        ({"until": "9999-01-01"}, ("not_a_day", "until")),
        ({"until": "2026-11-21", "since": "2026-11-20"}, ("absence_over", "until")),
        ({"until": "2026-11-21"}, ("absence_ends_first", "until")),
        ({"until": "2027-11-23"}, ("absence_too_long", "until")),
        ({"deputy": ""}, ("missing", "deputy")),
        ({"deputy": "j.alvarez"}, ("deputy_oneself", "deputy")),
        ({"roles": ()}, ("missing", "roles")),
        ({"roles": ("emperor",)}, ("office_not_held", "roles")),
        ({"roles": ("approver",)}, ("office_not_held", "roles")),
        ({"roles": ("node_administrator",)}, ("office_stays", "roles")),
    ],
)
def test_what_is_wrong_with_an_absence_is_named(
    change: dict[str, Any], problem: tuple[str, str]
) -> None:
    assert told(replace(DRAFT, **change)) == [problem]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"deputy_offices": None}, ("deputy_not_here", "deputy")),
        ({"deputy_is_away": True}, ("deputy_away", "deputy")),
        ({"is_away": True}, ("absence_recorded_already", "since")),
        ({"for_oneself": True}, ("not_oneself", "deputy")),
        ({"deputy_offices": frozenset({Role.AUDITOR})}, ("would_audit_themselves", "roles")),
    ],
)
def test_what_the_node_knows_stands_in_the_way(
    change: dict[str, Any], problem: tuple[str, str]
) -> None:
    assert told(known=replace(KNOWN, **change)) == [problem]


def test_oversight_is_lent_to_oversight_only() -> None:
    held, auditor = frozenset({Role.AUDITOR}), replace(DRAFT, roles=("auditor",))
    dpo = frozenset({Role.DATA_PROTECTION_OFFICER})
    assert told(auditor, replace(KNOWN, held=held, deputy_offices=dpo)) == []
    assert told(auditor, replace(KNOWN, held=held)) == [("would_audit_themselves", "roles")]


def test_nobody_audits_themselves_whatever_the_offices() -> None:
    for size in (1, 2, 3):
        for offices in map(frozenset, combinations(Role, size)):
            mixed = bool(offices & OVERSIGHT_OFFICES) and not offices <= OVERSIGHT_OFFICES
            assert would_audit_themselves(offices) == mixed


def test_the_record_names_both_and_its_column_takes_them() -> None:
    assert name_in_place("Bo Berg", "Ada Ahl") == "Bo Berg for Ada Ahl"
    assert len(name_in_place("b" * 200, "a" * 200)) <= 200


def test_a_deputys_hand_is_the_absent_officers_too() -> None:
    own = Viewer(1, "B", "CBP", frozenset())
    assert (own.people, own.desk) == (frozenset({1}), 1)
    lent = replace(own, stands_for=2)
    assert (lent.people, lent.desk) == (frozenset({1, 2}), 2)
