"""The inbox says what waits, for whom and until when."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import Request
from comity.assistance.queries import (
    NextWho,
    RequestsAsked,
    counts,
    inbox,
    offers_for,
    recent_work,
    requests_page,
)
from comity.assistance.queries.at_hand import AtHand, at_hand
from comity.assistance.terms import Action, Tab
from tests.integration.assistance.scene import ON, Scene
from tests.integration.assistance.turning import postpone


def rows(scene: Scene, who: str, tab: Tab) -> list[str]:
    return [row.reference for row in inbox(seen_by=scene.officer(who), tab=tab, on=ON)]


def test_a_draft_waits_for_its_drafter_and_can_be_gone_on_with(scene: Scene) -> None:
    first, second = scene.draft(), scene.draft()
    # Of two touched at one instant the one begun last comes first.
    assert rows(scene, "j.alvarez", Tab.MINE) == [second, first]
    assert rows(scene, "k.ortiz", Tab.MINE) == []
    recent = recent_work(seen_by=scene.officer("j.alvarez"))
    assert {work.request.reference for work in recent if work.own_draft} == {first, second}
    assert recent_work(seen_by=scene.officer("k.ortiz")) == []


def test_what_waits_for_approval_is_shown_to_who_may_approve(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.draft("k.ortiz")
    scene.submit(reference, "k.ortiz")
    assert rows(scene, "m.chen", Tab.TO_APPROVE) == [reference]
    assert rows(scene, "k.ortiz", Tab.TO_APPROVE) == []
    assert rows(scene, "e.stone", Tab.TO_APPROVE) == []


def test_what_waits_for_approval_is_walked_along_an_index_of_its_own(scene: Scene) -> None:
    scene.settle_assessment()
    scene.submit(scene.draft())
    with CaptureQueriesContext(connection) as asked:
        assert len(rows(scene, "m.chen", Tab.TO_APPROVE)) == 1
    (sql,) = (each["sql"] for each in asked.captured_queries if "wrote_reply" in each["sql"])
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "USING INDEX request_to_release" in plan
        assert "TEMP B-TREE" not in plan


def test_an_inbox_knows_which_of_its_lists_hold_anything(scene: Scene) -> None:
    scene.settle_assessment()
    drafter, approver = scene.officer("j.alvarez"), scene.officer("m.chen")
    assert at_hand(drafter) == at_hand(approver) == frozenset()
    reference = scene.draft()
    assert at_hand(drafter) == {AtHand.DRAFTS}
    assert at_hand(approver) == frozenset()
    scene.submit(reference)
    assert at_hand(drafter) == frozenset()


def test_an_answer_waits_for_its_releaser(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.received()
    assert rows(scene, "c.unit", Tab.MINE) == [reference]
    scene.accept(reference)
    scene.write_answer(reference)
    assert rows(scene, "m.chen", Tab.TO_APPROVE) == [reference]
    assert rows(scene, "j.alvarez", Tab.MINE) == [reference]
    assert rows(scene, "j.alvarez", Tab.FROM_PARTNERS) == [reference]


def test_what_was_put_off_waits_for_the_central_unit_from_its_day_on(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    postpone(scene, reference, until="2027-06-01")
    scene.now += timedelta(minutes=1)
    scene.accept(reference)
    postpone(scene, reference, until="2027-02-01")
    eve, day = date(2027, 1, 31), date(2027, 2, 1)
    unit, auditor = scene.officer("c.unit"), scene.officer("a.hale")
    assert inbox(seen_by=unit, tab=Tab.MINE, on=eve) == []
    assert [row.reference for row in inbox(seen_by=unit, tab=Tab.MINE, on=day)] == [reference]
    assert counts(seen_by=unit, on=eve)[Tab.MINE] == 0
    assert counts(seen_by=unit, on=day)[Tab.MINE] == 1
    assert inbox(seen_by=auditor, tab=Tab.MINE, on=day) == []


def test_what_was_withdrawn_before_an_agency_had_it_waits_for_the_central_unit(
    scene: Scene,
) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.tell("assistance.withdrawn", {"reference": reference, "reasons": "Paid."})
    row = inbox(seen_by=scene.officer("c.unit"), tab=Tab.MINE, on=ON)[0]
    assert (row.reference, row.next_who) == (reference, NextWho.US_CENTRAL_UNIT)


def test_what_is_referred_is_with_the_desk_it_is_referred_to(scene: Scene) -> None:
    reference = scene.draft()
    scene.submit(reference)
    assert rows(scene, "t.brooks", Tab.WATCHING) == [reference]
    row = inbox(seen_by=scene.officer("t.brooks"), tab=Tab.WATCHING, on=ON)[0]
    assert row.next_who is NextWho.US_TREATY_DESK


def test_urgent_first_then_what_is_due_first(scene: Scene) -> None:
    late = scene.draft(reply_wanted_on="2026-12-24")
    soon = scene.draft(reply_wanted_on="2026-11-25")
    urgent = scene.draft(urgent=True)
    undated = scene.draft()
    assert rows(scene, "j.alvarez", Tab.MY_UNIT) == [urgent, soon, late, undated]
    row = inbox(seen_by=scene.officer("j.alvarez"), tab=Tab.MY_UNIT, on=ON)[1]
    assert (row.days_left, row.next_action, row.next_who) == (
        4,
        Action.SUBMIT,
        NextWho.US_DRAFTER,
    )


def test_what_is_ended_waits_for_nobody(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    assert rows(scene, "j.alvarez", Tab.MINE) == [reference]
    Request.objects.filter(reference=reference).update(state="closed")
    assert rows(scene, "j.alvarez", Tab.MINE) == []


@pytest.mark.parametrize(("words", "found"), [("bearings", 1), ("UA-2026", 1), ("lorries", 0)])
def test_search_looks_at_reference_and_subject(scene: Scene, words: str, found: int) -> None:
    scene.draft()
    asked = RequestsAsked(search=words)
    page = requests_page(asked, seen_by=scene.officer("j.alvarez"), limit=10)
    assert len(page.requests) == found


def test_every_move_from_here_is_offered_with_what_hinders_it(scene: Scene) -> None:
    reference = scene.draft("k.ortiz")
    scene.submit(reference, "k.ortiz")
    request = Request.objects.get(reference=reference)
    offers = {o.action: o for o in offers_for(request, scene.officer("k.ortiz"))}
    assert offers[Action.RETURN].allowed
    assert (offers[Action.APPROVE].allowed, offers[Action.APPROVE].code) == (False, "second_person")
    offers = {o.action: o for o in offers_for(request, scene.officer("a.hale"))}
    assert {offer.code for offer in offers.values()} == {"not_allowed"}
