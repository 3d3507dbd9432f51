"""What is said of a file, and why it is copied, is checked before anything is taken."""

import inspect

import pytest

from comity.evidence import terms
from comity.evidence.terms import (
    EVENTS,
    CustodyKind,
    Intake,
    problems_in_intake,
    problems_in_reason,
)
from comity.evidence.wording import CUSTODY_NAMES, SENTENCES
from comity.interfaces.sentences import SENTENCES as ALL_SENTENCES
from comity.kernel.errors import ComityError


def test_an_ordinary_file_is_taken() -> None:
    assert problems_in_intake(Intake("інвойс 1187.pdf", "application/pdf", "customs file")) == ()


@pytest.mark.parametrize(
    ("intake", "field", "code"),
    [
        (Intake(""), "file_name", "missing"),
        (Intake("../../etc/passwd"), "file_name", "file_name_is_path"),
        (Intake("C:\\invoice.pdf"), "file_name", "file_name_is_path"),
        (Intake("x" * 201), "file_name", "too_long"),
        (Intake("invoice\u202efdp.exe"), "file_name", "control_characters"),
        (Intake("a\nb.pdf"), "file_name", "control_characters"),
        (Intake("a.pdf", "text/html\r\nX: y"), "media_type", "media_type_malformed"),
        (Intake("a.pdf", ""), "media_type", "media_type_malformed"),
        (Intake("a.pdf", source="s" * 1001), "source", "too_long"),
        (Intake("a.pdf", source="\x00"), "source", "control_characters"),
    ],
)
def test_what_cannot_be_taken_is_named(intake: Intake, field: str, code: str) -> None:
    assert (field, code) in {(p.field, p.code) for p in problems_in_intake(intake)}


def test_a_download_has_a_reason() -> None:
    assert [p.code for p in problems_in_reason("  ")] == ["missing"]
    assert [p.code for p in problems_in_reason("r" * 501)] == ["too_long"]
    assert problems_in_reason("to compare it with the declaration") == ()


def test_every_error_event_and_kind_of_custody_is_worded() -> None:
    kinds = [
        kind
        for _, kind in inspect.getmembers(terms, inspect.isclass)
        if issubclass(kind, ComityError) and kind.__module__ == terms.__name__
    ]
    assert kinds
    assert {kind.code for kind in kinds} <= set(ALL_SENTENCES)
    assert {event.name for event in EVENTS} <= set(SENTENCES)
    assert set(CUSTODY_NAMES) == set(CustodyKind)
