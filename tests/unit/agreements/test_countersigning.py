"""What both sides sign, word for word, and where a proposal stands among others."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from comity.agreements.terms.countersigning import (
    Progress,
    Statement,
    TermsState,
    TermsStep,
    state_of,
)
from comity.agreements.terms.countersigning_errors import TermsFault
from comity.agreements.wording import SENTENCES
from comity.agreements.wording.countersigning import STATE_NAMES, STEP_NAMES

MADE_AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
FIRST = Statement("ke-ua", "a" * 64, "KE", "UA", 1, "", MADE_AT)
SECOND = replace(FIRST, digest="b" * 64, number=2, replaces="a" * 64)
CROSSING = replace(FIRST, digest="c" * 64, proposer="UA", partner="KE")
SIGNED = TermsStep.COUNTERSIGNED


def state(progress: Progress, *others: Progress) -> TermsState:
    return state_of(progress, among=(progress, *others))


def test_the_statement_says_what_it_does_not_do() -> None:
    assert SECOND.text().decode().splitlines() == [
        "comity/terms/1",
        "agreement ke-ua",
        f"digest {'b' * 64}",
        "proposed by KE to UA",
        "number 2",
        "made at 2026-11-21T09:30:00Z",
        f"replaces {'a' * 64}",
        "The authentic text prevails. Nothing is interpreted by this statement.",
    ]
    assert b"replaces nothing\n" in FIRST.text()


def test_the_same_instant_in_another_zone_is_signed_alike() -> None:
    nairobi = MADE_AT.astimezone(timezone(timedelta(hours=3)))
    assert replace(FIRST, made_at=nairobi).text() == FIRST.text()


@pytest.mark.parametrize(
    ("answer", "unsigned", "expected"),
    [
        (None, True, TermsState.BEING_SIGNED),
        (None, False, TermsState.OPEN),
        (SIGNED, True, TermsState.BEING_SIGNED),
        (SIGNED, False, TermsState.COUNTERSIGNED),
        (TermsStep.DECLINED, False, TermsState.DECLINED),
        (TermsStep.REFUSED, False, TermsState.REFUSED),
    ],
)
def test_a_proposal_stands_where_its_steps_have_brought_it(
    answer: TermsStep | None, unsigned: bool, expected: TermsState
) -> None:
    assert state(Progress(FIRST, answer, unsigned)) is expected


def test_countersigned_terms_hold_until_newer_ones_are_countersigned() -> None:
    counting = Progress(FIRST, SIGNED)
    for answer, expected in (
        (None, TermsState.COUNTERSIGNED),
        (TermsStep.DECLINED, TermsState.COUNTERSIGNED),
        (SIGNED, TermsState.SUPERSEDED),
    ):
        assert state(counting, Progress(SECOND, answer)) is expected
    assert state(counting, Progress(SECOND, SIGNED, unsigned=True)) is TermsState.COUNTERSIGNED


def test_an_open_proposal_falls_away_with_a_newer_one_of_its_side() -> None:
    assert state(Progress(FIRST), Progress(SECOND)) is TermsState.SUPERSEDED
    assert state(Progress(FIRST), Progress(CROSSING)) is TermsState.OPEN
    assert state(Progress(CROSSING), Progress(SECOND)) is TermsState.OPEN


def test_of_two_that_crossed_and_were_both_countersigned_one_counts_on_both_sides() -> None:
    """What decides stands in the signed text, not in the order in which a side held them."""
    ours, theirs = Progress(FIRST, SIGNED), Progress(CROSSING, SIGNED)
    assert state(ours, theirs) is TermsState.SUPERSEDED
    assert state(theirs, ours) is TermsState.COUNTERSIGNED


def test_every_state_step_and_fault_has_words() -> None:
    assert set(STATE_NAMES) == set(TermsState)
    assert set(STEP_NAMES) == set(TermsStep)
    assert {fault.value for fault in TermsFault} <= set(SENTENCES)
