"""Clocks: which run, until when, and how pauses and holidays move them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from comity.agreements.terms import Register
from comity.assistance.clock_facts import ClockFacts, TypedClock
from comity.assistance.clock_reckoning import due_day, state_on, working_days_left
from comity.assistance.clock_rules import Clockwork, clocks_of
from comity.assistance.terms import Action, Party, RequestState
from comity.assistance.terms.clocks import (
    Clock,
    ClockKind,
    ClockMatter,
    ClockState,
    ClockUnit,
    Customary,
    Pause,
    PauseReason,
)
from comity.kernel.working_days import Calendar, Weekends
from tests.spec.language import agreement, with_parameters

MONDAY = date(2026, 11, 16)
HOLIDAY = date(2026, 11, 19)


class _WithHoliday(Weekends):
    def __contains__(self, day: object) -> bool:
        return day == HOLIDAY or super().__contains__(day)


def calendar_of(country: str) -> Calendar:
    return Calendar(country, _WithHoliday() if country == "UA" else Weekends())


BY = Clockwork(Customary(), calendar_of)
THEIRS = ClockFacts(
    side=Party.REQUESTED,
    state=RequestState.RECEIVED,
    by_letter=False,
    kind="origin-and-value",
    own="US",
    partner="UA",
    relied_on="us-ua-2016",
    received_on=MONDAY,
    stands_since=MONDAY,
)
OURS = replace(
    THEIRS,
    side=Party.REQUESTING,
    state=RequestState.SENT,
    received_on=None,
    submitted_on=MONDAY,
    sent_on=MONDAY,
)


def one(clocks: tuple[Clock, ...], matter: ClockMatter) -> Clock:
    (found,) = [clock for clock in clocks if clock.matter is matter]
    return found


def matters(facts: ClockFacts) -> set[ClockMatter]:
    return {clock.matter for clock in clocks_of(facts, None, on=MONDAY, by=BY)}


def pause(begins: date, ends: date | None) -> Pause:
    return Pause(PauseReason.CONSENT, begins, ends)


def due(length: int, unit: ClockUnit, *pauses: Pause, country: str = "US") -> date | None:
    calendars = [calendar_of(country)]
    return due_day(MONDAY, length, unit, pauses=pauses, calendars=calendars)


def test_days_months_and_working_days_are_counted_each_in_their_way() -> None:
    assert due(90, ClockUnit.DAYS) == MONDAY + timedelta(days=90)
    assert due(3, ClockUnit.MONTHS) == date(2027, 2, 16)
    assert due(5, ClockUnit.WORKING_DAYS) == date(2026, 11, 23)


def test_a_holiday_of_the_country_that_counts_moves_the_day() -> None:
    assert due(5, ClockUnit.WORKING_DAYS, country="UA") == date(2026, 11, 24)


def test_a_pause_moves_the_day_by_as_many_days_as_did_not_count() -> None:
    stopped = pause(date(2026, 11, 17), date(2026, 11, 19))
    assert due(10, ClockUnit.DAYS, stopped) == MONDAY + timedelta(days=12)
    assert due(5, ClockUnit.WORKING_DAYS, stopped) == date(2026, 11, 25)


def test_pauses_that_overlap_count_once() -> None:
    first = pause(date(2026, 11, 17), date(2026, 11, 20))
    second = pause(date(2026, 11, 18), date(2026, 11, 22))
    assert due(10, ClockUnit.DAYS, first, second) == MONDAY + timedelta(days=15)
    assert due(10, ClockUnit.DAYS, second, first) == MONDAY + timedelta(days=15)


def test_a_pause_after_the_day_moves_nothing_and_one_without_an_end_holds_it() -> None:
    later = pause(date(2026, 12, 1), date(2026, 12, 5))
    assert due(10, ClockUnit.DAYS, later) == MONDAY + timedelta(days=10)
    assert due(10, ClockUnit.DAYS, pause(date(2026, 11, 18), None)) is None
    assert due(5, ClockUnit.WORKING_DAYS, pause(date(2026, 11, 18), None)) is None


def test_a_pause_of_one_day_or_before_the_beginning_takes_nothing_twice() -> None:
    before = pause(date(2026, 11, 10), date(2026, 11, 16))
    assert due(10, ClockUnit.DAYS, before) == MONDAY + timedelta(days=10)
    # The day of the beginning is not counted anyway.
    assert due(10, ClockUnit.DAYS, pause(MONDAY, date(2026, 11, 17))) == MONDAY + timedelta(days=10)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (MONDAY, ClockState.RUNNING),
        (date(2026, 11, 17), ClockState.RUNNING),
        (date(2026, 11, 18), ClockState.DUE_SOON),
        (date(2026, 11, 23), ClockState.DUE_SOON),
        (date(2026, 11, 24), ClockState.OVERDUE),
    ],
)
def test_a_clock_runs_is_due_soon_and_is_overdue(on: date, state: ClockState) -> None:
    clock = one(clocks_of(THEIRS, None, on=MONDAY, by=BY), ClockMatter.DECISION)
    assert clock.due_on == date(2026, 11, 23)
    assert state_on(clock, on, soon=3, calendar_of=calendar_of) is state


def test_what_is_met_or_paused_is_not_overdue() -> None:
    clock = one(clocks_of(THEIRS, None, on=MONDAY, by=BY), ClockMatter.DECISION)
    late = date(2027, 1, 4)
    met = replace(clock, met_on=MONDAY)
    held = replace(clock, due_on=None)
    assert state_on(met, late, soon=3, calendar_of=calendar_of) is ClockState.MET
    assert state_on(held, late, soon=3, calendar_of=calendar_of) is ClockState.PAUSED
    assert working_days_left(held, late, calendar_of=calendar_of) is None
    assert working_days_left(clock, date(2026, 11, 24), calendar_of=calendar_of) == -1


def register(**parameters: Any) -> Register:
    kind = "exe.deadline"
    text = with_parameters(agreement(covers={"Article 12(3)": kind}), kind, **parameters)
    return Register((replace(text, reference="us-ua-2016"),))


def test_an_article_makes_a_legal_clock_and_says_which_it_is() -> None:
    clock = one(
        clocks_of(THEIRS, register(days=90, soft=True), on=MONDAY, by=BY), ClockMatter.ANSWER
    )
    assert (clock.kind, clock.unit, clock.length) == (ClockKind.LEGAL, ClockUnit.DAYS, 90)
    assert clock.due_on == MONDAY + timedelta(days=90)
    assert clock.cites is not None
    assert ("article", "Article 12(3)") in clock.cites.facts
    assert clock.soft
    assert (clock.act, clock.countries) == (Action.ACCEPT, ("US", "UA"))


def test_without_an_article_there_is_no_legal_clock() -> None:
    for known in (None, Register(()), register(days=90, counted_from="end of the case")):
        clocks = clocks_of(THEIRS, known, on=MONDAY, by=BY)
        assert {clock.kind for clock in clocks} == {ClockKind.ADMINISTRATIVE}
        assert one(clocks, ClockMatter.ANSWER).cites is None


def test_a_kind_of_assistance_may_have_a_custom_of_its_own() -> None:
    by = replace(BY, customary=Customary(answer_months_of={"origin-and-value": 1}))
    answer = one(clocks_of(THEIRS, None, on=MONDAY, by=by), ClockMatter.ANSWER)
    assert answer.due_on == date(2026, 12, 16)


@pytest.mark.parametrize(
    ("state", "matter", "act"),
    [
        (RequestState.SUBMITTED, ClockMatter.APPROVAL, Action.APPROVE),
        (RequestState.INCOMPLETE, ClockMatter.COMPLETION, Action.SUBMIT),
        (RequestState.ANSWERED, ClockMatter.OPENING, Action.OPEN),
        (RequestState.OPENED, ClockMatter.CLOSING, Action.CLOSE),
        (RequestState.REFUSED, ClockMatter.CLOSING, Action.CLOSE),
        (RequestState.TAKEN_BACK, ClockMatter.CLOSING, Action.CLOSE),
    ],
)
def test_each_state_of_ours_asks_for_the_act_that_leads_on(
    state: RequestState, matter: ClockMatter, act: Action
) -> None:
    facts = replace(OURS, state=state, answered_on=MONDAY)
    clock = one(clocks_of(facts, None, on=MONDAY, by=BY), matter)
    assert (clock.act, clock.kind) == (act, ClockKind.ADMINISTRATIVE)


def test_a_letter_waits_to_leave_and_an_answer_to_be_registered() -> None:
    waiting = replace(OURS, by_letter=True, state=RequestState.APPROVED, sent_on=None)
    assert matters(waiting) == {ClockMatter.DISPATCH}
    left = replace(OURS, by_letter=True, state=RequestState.POSTED)
    answer = one(clocks_of(left, None, on=MONDAY, by=BY), ClockMatter.ANSWER)
    assert answer.act is Action.REGISTER_ANSWER


def test_drafts_and_what_has_ended_have_no_clock() -> None:
    for state in (RequestState.DRAFT, RequestState.WITHDRAWN):
        assert matters(replace(OURS, state=state, sent_on=None)) == set()
    assert matters(replace(OURS, state=RequestState.CLOSED)) == set()


def test_the_wish_of_a_day_is_a_clock_until_there_is_an_answer() -> None:
    facts = replace(OURS, wished_on=date(2026, 12, 1))
    assert ClockMatter.WISH in matters(facts)
    answered = replace(facts, state=RequestState.ANSWERED, answered_on=MONDAY)
    assert ClockMatter.WISH not in matters(answered)


def test_a_day_to_which_it_was_postponed_leads_to_the_decision() -> None:
    facts = replace(THEIRS, state=RequestState.POSTPONED, look_again_on=date(2026, 12, 1))
    clock = one(clocks_of(facts, None, on=MONDAY, by=BY), ClockMatter.LOOK_AGAIN)
    assert (clock.kind, clock.act) == (ClockKind.OWN, Action.ACCEPT)


def test_an_answer_is_kept_until_its_day_and_no_longer() -> None:
    facts = replace(
        OURS,
        state=RequestState.SENT,
        supplied_on=MONDAY,
        keep_until=date(2029, 1, 1),
        answer_article="Article 9",
    )
    clock = one(clocks_of(facts, None, on=MONDAY, by=BY), ClockMatter.RETENTION)
    assert (clock.kind, clock.due_on) == (ClockKind.LEGAL, date(2029, 1, 1))


def test_days_of_officers_run_whatever_stops_the_others() -> None:
    hearing = TypedClock(7, ClockMatter.HEARING, MONDAY, date(2026, 12, 1), "Room 4")
    facts = replace(THEIRS, typed=(hearing,), pauses=(pause(date(2026, 11, 17), None),))
    clocks = clocks_of(facts, None, on=MONDAY, by=BY)
    assert one(clocks, ClockMatter.HEARING).due_on == date(2026, 12, 1)
    assert one(clocks, ClockMatter.ANSWER).due_on is None
    assert one(clocks, ClockMatter.HEARING).may_end


def test_what_is_due_first_stands_first_and_what_is_met_last() -> None:
    facts = replace(
        OURS, state=RequestState.OPENED, answered_on=date(2026, 11, 17), opened_on=MONDAY
    )
    clocks = clocks_of(facts, register(days=90), on=MONDAY, by=BY)
    assert [clock.matter for clock in clocks] == [ClockMatter.CLOSING, ClockMatter.ANSWER]
    assert clocks[-1].met_on == date(2026, 11, 17)


def test_a_question_that_wants_another_answer_begins_its_time_anew() -> None:
    asked = replace(OURS, asked_again_on=date(2026, 12, 1))
    answer = one(clocks_of(asked, None, on=MONDAY, by=BY), ClockMatter.ANSWER)
    assert answer.begins == date(2026, 12, 1)
    decision = replace(THEIRS, asked_again_on=date(2026, 12, 1))
    clock = one(clocks_of(decision, None, on=MONDAY, by=BY), ClockMatter.DECISION)
    assert clock.begins == date(2026, 12, 1)


def test_an_assumed_term_is_told_with_its_model_text_and_binds_nobody() -> None:
    text = with_parameters(agreement(covers={}, assumes=("exe.deadline",)), "exe.deadline", days=90)
    known = Register((replace(text, reference="us-ua-2016"),))
    answer = one(clocks_of(THEIRS, known, on=MONDAY, by=BY), ClockMatter.ANSWER)
    assert (answer.kind, answer.length) == (ClockKind.ADMINISTRATIVE, 90)
    assert answer.cites is not None
    assert answer.cites.code == "cited_template"
