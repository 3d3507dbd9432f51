"""Every code of the package has a sentence, and every word a name."""

import inspect

import pytest

from comity.assistance import rules
from comity.assistance.queries import FactCode, NextWho
from comity.assistance.terms import (
    EVENTS,
    LIMITS,
    Action,
    Missing,
    Party,
    PostponementGround,
    RefusalGround,
    RequestState,
    Tab,
    TurnKind,
    errors,
)
from comity.assistance.wording import (
    ACTION_NAMES,
    FIELD_LABELS,
    GROUND_NAMES,
    MISSING_NAMES,
    NEXT_WHO_NAMES,
    PARTY_NAMES,
    POSTPONEMENT_NAMES,
    SENTENCES,
    STATE_NAMES,
    TAB_NAMES,
    TURN_NAMES,
)
from comity.interfaces.sentences import SENTENCES as ALL_SENTENCES
from comity.kernel.errors import ComityError

ERRORS = [
    kind
    for _, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, ComityError) and kind.__module__ == errors.__name__
]


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_has_a_sentence(kind: type[ComityError]) -> None:
    assert kind.code in ALL_SENTENCES


def test_every_event_and_fact_has_a_sentence() -> None:
    assert {event.name for event in EVENTS} <= set(SENTENCES)
    assert {code.value for code in FactCode} <= set(SENTENCES)
    decided = {FactCode.ACCEPTED, FactCode.REFUSED}
    # Nobody waits for a turn: it is told when it was taken.
    turns = {FactCode(f"fact.{kind.value}") for kind in TurnKind}
    awaited = set(FactCode) - decided - turns
    assert {f"{code.value}.awaited" for code in awaited} <= set(SENTENCES)


def test_every_turn_and_its_grounds_have_a_name() -> None:
    assert set(TURN_NAMES) == set(TurnKind)
    assert set(MISSING_NAMES) == set(Missing)
    assert set(POSTPONEMENT_NAMES) == set(PostponementGround)
    assert not {code.value for code in PostponementGround} & {g.value for g in RefusalGround}


def test_every_problem_code_that_the_rules_speak_has_a_sentence() -> None:
    source = inspect.getsource(rules)
    spoken = {part.split('"')[1] for part in source.split("Problem(")[1:] if '"' in part[:3]}
    assert spoken
    assert spoken <= set(SENTENCES)


def test_every_word_has_a_name() -> None:
    assert set(STATE_NAMES) == set(RequestState)
    assert set(ACTION_NAMES) == set(Action)
    assert set(PARTY_NAMES) == set(Party)
    assert set(GROUND_NAMES) == set(RefusalGround)
    assert set(TAB_NAMES) == set(Tab)
    assert set(NEXT_WHO_NAMES) == set(NextWho)
    assert set(LIMITS) <= set(FIELD_LABELS)
