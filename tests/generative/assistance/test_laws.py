"""Laws of assistance: whatever is typed or done, these hold."""

from dataclasses import fields
from datetime import date

import fastjsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.assistance.lifecycle import BEGINNINGS, STEPS, next_step
from comity.assistance.rules import ask_in, completed, problems_in, problems_in_answer, unstorable
from comity.assistance.schemas import REQUEST_SCHEMA
from comity.assistance.stored_rulings import kept_ruling, ruling_from
from comity.assistance.terms import (
    CODES,
    LIMITS,
    Action,
    AnswerDraft,
    Party,
    RequestDraft,
    StepNotAllowedError,
)
from comity.assistance.terms.kind_fields import FIELDS
from comity.interfaces.sentences import SENTENCES
from comity.kernel.rulings import (
    Alternative,
    Citation,
    Condition,
    Ground,
    Limb,
    Permission,
    Referral,
    Refusal,
    Role,
    Ruling,
)

VALID = fastjsonschema.compile(REQUEST_SCHEMA)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
TYPED = st.text(max_size=200) | st.sampled_from(["", "2026-12-01", "12.50", "USD", "UA", "8482"])
CODED = {name: st.sampled_from(sorted(codes)) for name, codes in CODES.items()}
OWN = st.dictionaries(st.sampled_from([*FIELDS, "gossip"]), TYPED, max_size=8)
DRAFTS = st.builds(
    RequestDraft,
    **{
        field.name: st.booleans() if field.type is bool else CODED.get(field.name, TYPED) | TYPED
        for field in fields(RequestDraft)
        if field.name != "particulars"
    },
    particulars=OWN,
)
LISTS = st.lists(TYPED, max_size=3).map(tuple)
ANSWERS = st.builds(
    AnswerDraft,
    text=TYPED,
    purposes=LISTS,
    proceedings=LISTS,
    onward=TYPED,
    retention_days=st.none() | st.integers(),
    handling=TYPED,
    categories=LISTS,
    touches=LISTS,
)
WORDS = st.text(min_size=1, max_size=20)
FACTS = st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple)
CITATIONS = st.builds(
    Citation, WORDS, FACTS, st.lists(st.builds(Citation, WORDS, FACTS), max_size=1).map(tuple)
)
GROUNDS = st.lists(
    st.builds(Ground, WORDS, CITATIONS, st.sampled_from(Limb), FACTS), min_size=1, max_size=3
).map(tuple)
ROADS = st.lists(st.builds(Alternative, WORDS, CITATIONS, FACTS), max_size=2).map(tuple)
RULINGS: st.SearchStrategy[Ruling] = st.one_of(
    st.builds(
        Permission,
        WORDS,
        WORDS,
        WORDS,
        DAYS,
        GROUNDS,
        st.lists(st.builds(Condition, WORDS, CITATIONS, FACTS), max_size=2).map(tuple),
    ),
    st.builds(Refusal, DAYS, GROUNDS, ROADS),
    st.builds(Referral, DAYS, GROUNDS, st.sampled_from(Role), st.none() | WORDS, ROADS),
)


@given(draft=DRAFTS, on=DAYS)
def test_every_draft_is_judged_and_every_problem_names_a_field_and_has_a_sentence(
    draft: RequestDraft, on: date
) -> None:
    names = {*(field.name for field in fields(draft)), *FIELDS}
    for problem in problems_in(draft, on=on):
        assert problem.field in names
        assert problem.code in SENTENCES


@given(draft=DRAFTS, on=DAYS)
def test_what_has_no_problem_can_be_asked_and_passes_the_schema_of_its_message(
    draft: RequestDraft, on: date
) -> None:
    if problems_in(draft, on=on):
        return
    assert ask_in(draft, requesting="US") is not None
    draft = completed(draft)
    body = {f.name: getattr(draft, f.name) for f in fields(draft)}
    VALID({**body, "reference": "US-UA-2026-00001", "unit": "CBP", "exhibits": []})


@given(draft=DRAFTS, on=DAYS)
def test_what_can_be_kept_fits_its_columns(draft: RequestDraft, on: date) -> None:
    if unstorable(problems_in(draft, on=on)):
        return
    for field in fields(draft):
        value = getattr(draft, field.name)
        if isinstance(value, str):
            assert len(value) <= LIMITS[field.name]
            assert "\x00" not in value
            value.encode()
    for name, typed in draft.particulars.items():
        assert len(typed) <= FIELDS[name].limit
        typed.encode()


@given(answer=ANSWERS)
def test_every_answer_is_judged_and_what_can_be_kept_fits(answer: AnswerDraft) -> None:
    problems = problems_in_answer(answer)
    assert {problem.code for problem in problems} <= set(SENTENCES)
    if unstorable(problems):
        return
    assert answer.retention_days is None or 0 < answer.retention_days < 2**31
    assert len(answer.onward) <= LIMITS["onward"]
    for code in (*answer.purposes, *answer.proceedings, *answer.categories, *answer.touches):
        assert code.isascii()


@given(
    record=st.sampled_from(Party),
    moves=st.lists(st.tuples(st.sampled_from(Action), st.sampled_from(Party)), max_size=30),
)
def test_no_walk_leaves_the_table(record: Party, moves: list[tuple[Action, Party]]) -> None:
    state = BEGINNINGS[record][0]
    for action, by in moves:
        try:
            step = next_step(state, action, by=by, record=record)
        except StepNotAllowedError:
            continue
        assert step in STEPS
        assert step.record is record
        state = step.after


@given(ruling=RULINGS)
def test_a_ruling_reads_back_as_it_was_kept(ruling: Ruling) -> None:
    assert ruling_from(kept_ruling(ruling)) == ruling


@pytest.mark.parametrize("name", sorted(CODES))
def test_every_code_is_short_plain_text(name: str) -> None:
    for code in CODES[name]:
        assert code.isascii()
        assert len(code) <= LIMITS.get(name, 40)
