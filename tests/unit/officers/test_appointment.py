"""Appointments: what may be signed in by, be called, and be held together."""

import pytest

from comity.officers.appointment import (
    Newcomer,
    Standing,
    is_username,
    problems_in_appointment,
    problems_in_offices,
)

FREE = Standing(username_is_taken=False, name_is_taken=False, agencies=("CBP", "ICE"))


@pytest.mark.parametrize("good", ["a.otieno", "0k", "j_w-2", "a" * 60])
def test_names_to_sign_in_with(good: str) -> None:
    assert is_username(good)
    assert problems_in_appointment(Newcomer(good, "Name", "CBP", ("approver",)), FREE) == ()


@pytest.mark.parametrize("bad", ["a", "A.Otieno", ".a", "a b", "é.a", "a" * 61, "a.b\n", "a/b"])
def test_what_nobody_signs_in_with(bad: str) -> None:
    found = problems_in_appointment(Newcomer(bad, "Name", "CBP", ("approver",)), FREE)
    assert [(each.field, each.code) for each in found] == [("username", "username_malformed")]


def test_nothing_typed_is_told_field_by_field() -> None:
    found = problems_in_appointment(Newcomer("", "  ", "", ()), FREE)
    assert [each.field for each in found] == ["username", "name", "agency", "roles"]


@pytest.mark.parametrize(
    ("offices", "codes"),
    [
        (("auditor", "data_protection_officer"), []),
        (("auditor", "node_administrator"), ["offices_apart"]),
        (("data_protection_officer", "approver"), ["offices_apart"]),
        (("approver", "approver"), []),
        (("king", "queen"), ["office_unknown", "office_unknown"]),
    ],
)
def test_whoever_oversees_others_holds_no_office_beside_it(
    offices: tuple[str, ...], codes: list[str]
) -> None:
    assert [each.code for each in problems_in_offices(offices)] == codes


def test_a_name_that_turns_the_direction_of_writing_is_no_name() -> None:
    found = problems_in_appointment(Newcomer("a.b", "A\u202eB", "CBP", ("approver",)), FREE)
    assert [each.code for each in found] == ["name_not_a_line"]
