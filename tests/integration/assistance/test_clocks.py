"""Clocks beside requests: kept in each act, stopped, set, met, and listed for who may see them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.agreements.services import settle
from comity.agreements.terms import settlement_from
from comity.assistance import services
from comity.assistance.clock_drafts import DayDraft, PauseDraft
from comity.assistance.models import ClockPause, Deadline, Request
from comity.assistance.models.clocks import ways_to_deadlines
from comity.assistance.queries.clocks import (
    DueAsked,
    DuePage,
    Told,
    When,
    Whose,
    clocks_of_request,
    due_page,
    nearest_days,
)
from comity.assistance.services.clocks import keep_clocks
from comity.assistance.terms import Action, OtherAgencyError, RequestState
from comity.assistance.terms.clocks import (
    ClockEndedError,
    ClockKind,
    ClockMatter,
    ClockState,
    PauseReason,
)
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from tests.integration.assistance.scene import AGREEMENT, ON, PEOPLE, Scene
from tests.integration.assistance.turning import ask_completion, postpone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def clocks(reference: str, on: date = ON) -> dict[ClockMatter, Told]:
    request = Request.objects.get(reference=reference)
    return {each.clock.matter: each for each in clocks_of_request(request, on=on)}


def name_a_time(scene: Scene, **parameters: Any) -> None:
    told = {
        "matter": "term",
        "provision": "exe.deadline",
        "states": "Article 12(3).",
        "source": "Article 12(3)",
        "parameters": parameters,
    }
    settlement = settlement_from(told, about=AGREEMENT, by="T. Brooks", on=ON)
    with transaction.atomic(durable=True):
        settle(settlement, officer=scene.officer("t.brooks"), at=scene.now)


def set_day(scene: Scene, reference: str, who: str = "j.alvarez", **typed: str) -> int:
    draft = DayDraft(**{"matter": "hearing", "day": "2026-12-10", **typed})
    with transaction.atomic(durable=True):
        made = services.set_day(reference, draft, officer=scene.officer(who), at=scene.now, on=ON)
    return made.pk


def stop(scene: Scene, reference: str, who: str = "c.unit", **typed: str) -> int:
    draft = PauseDraft(**{"reason": "consent", "begins": ON.isoformat(), **typed})
    with transaction.atomic(durable=True):
        made = services.stop_clocks(
            reference, draft, officer=scene.officer(who), at=scene.now, on=ON
        )
    return made.pk


def listed(scene: Scene, who: str, on: date = ON, **asked: Any) -> DuePage:
    limit, after = asked.pop("limit", 50), asked.pop("after", "")
    viewer = scene.officer(who)
    return due_page(DueAsked(**asked), seen_by=viewer, on=on, limit=limit, after=after)


def test_a_partners_request_is_to_be_decided_on_and_answered(scene: Scene) -> None:
    found = clocks(scene.received())
    assert found.keys() == {ClockMatter.DECISION, ClockMatter.ANSWER}
    decision = found[ClockMatter.DECISION].clock
    # 26 and 27 November: the first is Thanksgiving, and the unit has five working days.
    assert decision.due_on == date(2026, 11, 30)
    assert (decision.act, decision.countries) == (Action.ACCEPT, ("US",))
    answer = found[ClockMatter.ANSWER].clock
    assert (answer.kind, answer.due_on) == (ClockKind.ADMINISTRATIVE, date(2027, 2, 21))


def test_an_article_that_names_days_makes_the_clock_a_legal_one(scene: Scene) -> None:
    name_a_time(scene, days=90)
    answer = clocks(scene.received())[ClockMatter.ANSWER].clock
    assert (answer.kind, answer.due_on) == (ClockKind.LEGAL, ON + timedelta(days=90))
    assert answer.cites is not None


def test_each_act_writes_the_clocks_anew(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    assert clocks(reference)[ClockMatter.ANSWER].clock.act is Action.DRAFT_ANSWER
    assert ClockMatter.DECISION not in clocks(reference)
    scene.write_answer(reference)
    assert clocks(reference)[ClockMatter.ANSWER].clock.act is Action.RELEASE
    holder = Request.objects.get(reference=reference).holder_id
    assert set(Deadline.objects.values_list("holder", flat=True)) == {holder}
    scene.release(reference)
    # Custom was kept to; nobody asks about it again.
    assert ClockMatter.ANSWER not in clocks(reference)


def test_a_legal_clock_that_was_met_says_so(scene: Scene) -> None:
    name_a_time(scene, days=90)
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    scene.release(reference)
    answer = clocks(reference)[ClockMatter.ANSWER]
    assert (answer.state, answer.clock.met_on) == (ClockState.MET, ON)


def test_a_request_of_ours_waits_for_approval_then_for_the_partner(scene: Scene) -> None:
    reference = scene.draft()
    assert clocks(reference) == {}
    scene.submit(reference)
    assert clocks(reference).keys() == {ClockMatter.APPROVAL}
    scene.approve(reference)
    assert clocks(reference).keys() == {ClockMatter.ANSWER}


def test_returned_for_completion_the_clocks_stand_still_and_go_on_later(scene: Scene) -> None:
    reference = scene.received()
    ask_completion(scene, reference)
    held = clocks(reference)[ClockMatter.ANSWER]
    assert (held.state, held.clock.due_on) == (ClockState.PAUSED, None)
    assert [pause.reason for pause in held.clock.pauses] == [PauseReason.COMPLETION]
    assert not any(row.told.clock.due_on is None for row in listed(scene, "c.unit").rows)


def test_put_off_to_a_day_the_day_is_a_clock_and_accepting_ends_the_pause(scene: Scene) -> None:
    reference = scene.received()
    postpone(scene, reference)
    found = clocks(reference)
    assert found[ClockMatter.LOOK_AGAIN].clock.act is Action.ACCEPT
    assert found[ClockMatter.ANSWER].state is ClockState.PAUSED
    scene.now += timedelta(days=10)
    scene.accept(reference)
    pause = ClockPause.objects.get()
    assert (pause.begins, pause.ends) == (ON, ON + timedelta(days=10))
    # Its first day was that of the receipt, which is not counted anyway.
    later = clocks(reference)[ClockMatter.ANSWER].clock.due_on
    assert later == date(2027, 2, 21) + timedelta(days=9)


def test_a_pause_older_than_the_clocks_began_on_the_day_of_its_turn(scene: Scene) -> None:
    reference = scene.received()
    ask_completion(scene, reference)
    # As it stands after the upgrade that brought the clocks.
    ClockPause.objects.all().delete()
    with transaction.atomic(durable=True):
        keep_clocks(Request.objects.get(), at=scene.now + timedelta(days=30))
    assert ClockPause.objects.get().begins == ON


def test_an_officer_stops_the_clocks_and_lets_them_go_on(scene: Scene) -> None:
    reference = scene.received()
    number = stop(scene, reference)
    assert clocks(reference)[ClockMatter.DECISION].state is ClockState.PAUSED
    with transaction.atomic(durable=True):
        services.let_clocks_go_on(
            reference,
            number,
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON + timedelta(days=2),
        )
    assert clocks(reference)[ClockMatter.DECISION].clock.due_on == date(2026, 11, 30)
    with pytest.raises(ClockEndedError), transaction.atomic(durable=True):
        services.let_clocks_go_on(
            reference,
            number,
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=ON + timedelta(days=2),
        )


def test_a_day_is_set_and_met_and_both_are_recorded_without_the_note(scene: Scene) -> None:
    reference = scene.draft()
    number = set_day(scene, reference, note="Room 4, judge Smith")
    told = clocks(reference)[ClockMatter.HEARING].clock
    assert (told.kind, told.note) == (ClockKind.OWN, "Room 4, judge Smith")
    with transaction.atomic(durable=True):
        services.meet_day(
            reference, number, officer=scene.officer("j.alvarez"), at=scene.now, on=ON
        )
    assert clocks(reference)[ClockMatter.HEARING].state is ClockState.MET
    entries = LedgerEntry.objects.filter(about=reference).order_by("-index")[:2]
    assert [entry.event for entry in entries] == ["request.day_met", "request.day_set"]
    assert not any("Smith" in str(entry.body) for entry in entries)
    with pytest.raises(ClockEndedError), transaction.atomic(durable=True):
        services.meet_day(
            reference, number, officer=scene.officer("j.alvarez"), at=scene.now, on=ON
        )


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"matter": "answer"}, "unknown_code"),
        ({"matter": ""}, "missing"),
        ({"day": ""}, "missing"),
        ({"day": "tomorrow"}, "not_a_day"),
        ({"day": "2026-11-20"}, "day_passed"),
        ({"day": "2999-01-01"}, "day_too_far"),
        ({"note": "x" * 301}, "too_long"),
        ({"note": "invoice\u202efdp"}, "control_characters"),
    ],
)
def test_a_day_typed_wrongly_is_refused_by_name(
    scene: Scene, typed: dict[str, str], code: str
) -> None:
    reference = scene.draft()
    with pytest.raises(InvalidDraftError) as told:
        set_day(scene, reference, **typed)
    assert [problem.code for problem in told.value.problems] == [code]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"reason": "completion"}, "unknown_code"),
        ({"begins": ""}, "missing"),
        ({"ends": "2026-11-21"}, "pause_ends_first"),
        ({"ends": "never"}, "not_a_day"),
    ],
)
def test_a_pause_typed_wrongly_is_refused_by_name(
    scene: Scene, typed: dict[str, str], code: str
) -> None:
    reference = scene.received()
    with pytest.raises(InvalidDraftError) as told:
        stop(scene, reference, **typed)
    assert [problem.code for problem in told.value.problems] == [code]


def test_only_who_works_on_it_sets_days_and_nobody_learns_of_what_they_may_not_see(
    scene: Scene,
) -> None:
    reference = scene.draft()
    with pytest.raises(NotAllowedError):
        set_day(scene, reference, who="a.hale")
    with pytest.raises(NotFoundError):
        set_day(scene, reference, who="d.reyes")
    with pytest.raises(NotFoundError), transaction.atomic(durable=True):
        services.meet_day(reference, 999, officer=scene.officer("c.unit"), at=scene.now, on=ON)
    assert set_day(scene, reference, who="c.unit")


def test_an_agency_to_which_a_case_was_shown_does_not_set_its_days(scene: Scene) -> None:
    reference = scene.draft()
    request = Request.objects.get(reference=reference)
    request.shared_with.add(Officer.objects.get(username="d.reyes").agency)
    with pytest.raises(OtherAgencyError):
        set_day(scene, reference, who="d.reyes")


def test_the_list_shows_what_one_may_see_and_no_more(scene: Scene) -> None:
    ours, theirs = scene.draft(), scene.received()
    set_day(scene, ours)
    for who in PEOPLE:
        viewer = scene.officer(who)
        seen = {row.reference for row in listed(scene, who, whose=Whose.ALL, when=When.ALL).rows}
        may = set(Request.objects.visible_to(viewer).values_list("reference", flat=True))
        assert seen == may & {ours, theirs}, who
        apart = {
            key
            for way in ways_to_deadlines(viewer)
            for key in Deadline.objects.filter(way).values_list("pk", flat=True)
        }
        assert apart == set(Deadline.objects.visible_to(viewer).values_list("pk", flat=True)), who


def test_the_list_is_of_ones_own_desk_of_the_unit_and_of_the_days_that_press(
    scene: Scene,
) -> None:
    ours = scene.draft()
    set_day(scene, ours, day="2026-11-24")
    theirs = scene.received()
    assert [row.reference for row in listed(scene, "j.alvarez").rows] == [ours]
    assert [row.reference for row in listed(scene, "k.ortiz").rows] == []
    assert [row.reference for row in listed(scene, "k.ortiz", whose=Whose.MY_UNIT).rows] == [ours]
    assert [row.reference for row in listed(scene, "c.unit").rows] == []
    later = listed(scene, "c.unit", on=date(2026, 12, 2))
    assert [row.reference for row in later.rows] == [theirs]
    (row,) = later.rows
    assert (row.told.state, row.told.days_left) == (ClockState.OVERDUE, -2)
    soon = listed(scene, "j.alvarez", when=When.SOON)
    assert len(soon.rows) == 1
    assert listed(scene, "j.alvarez", when=When.OVERDUE).rows == ()
    assert listed(scene, "j.alvarez", kind=ClockKind.LEGAL).rows == ()


def test_the_list_is_read_page_by_page(scene: Scene) -> None:
    reference = scene.draft()
    for day in range(10, 15):
        set_day(scene, reference, day=f"2026-12-{day}")
    days: list[date | None] = []
    after = ""
    for _ in range(3):
        page = listed(scene, "j.alvarez", when=When.ALL, limit=2, after=after)
        days += [row.told.clock.due_on for row in page.rows]
        after = page.after
    assert days == [date(2026, 12, day) for day in range(10, 15)]
    assert after == ""


def test_the_nearest_day_of_many_is_one_question(
    scene: Scene, django_assert_num_queries: Any
) -> None:
    reference = scene.received()
    key = Request.objects.get(reference=reference).pk
    with django_assert_num_queries(1):
        assert nearest_days([key]) == {key: date(2026, 11, 30)}


def test_a_desk_that_is_handed_over_takes_its_clocks_along(scene: Scene) -> None:
    reference = scene.draft()
    set_day(scene, reference)
    with transaction.atomic(durable=True):
        services.hand_over_caseload(
            "j.alvarez",
            to="k.ortiz",
            count=1,
            reason="Leave",
            officer=scene.officer("c.unit"),
            at=scene.now,
        )
    assert listed(scene, "j.alvarez", when=When.ALL).rows == ()
    assert len(listed(scene, "k.ortiz", when=When.ALL).rows) == 1


def test_a_withdrawn_draft_has_no_clock_but_the_days_that_were_set(scene: Scene) -> None:
    reference = scene.draft()
    set_day(scene, reference)
    with transaction.atomic(durable=True):
        services.withdraw_draft(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    assert Request.objects.get(reference=reference).stands is RequestState.WITHDRAWN
    assert clocks(reference).keys() == {ClockMatter.HEARING}
