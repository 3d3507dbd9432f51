"""Lists of requests: pages join, whichever way a request is seen, and read no more than a page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import Request
from comity.assistance.queries import (
    RequestsAsked,
    counts,
    inbox,
    latest,
    place_of,
    requests_page,
)
from comity.assistance.terms import Tab
from comity.officers.models import Agency
from tests.integration.assistance.scene import ON, Scene


def drafts(scene: Scene, number: int) -> list[str]:
    """Drafts one after the other; two of them in the same instant."""
    made = []
    for each in range(number):
        made.append(scene.draft(subject=f"Bearings, lot 70{each}"))
        scene.now += timedelta(minutes=1 if each else 0)
    return made


def told(scene: Scene, who: str, asked: RequestsAsked, limit: int) -> list[str]:
    """All pages of a list, one after the other."""
    shown, before = [], ""
    while True:
        page = requests_page(
            asked, seen_by=scene.officer(who), limit=limit, before=place_of(before)
        )
        shown += [each.reference for each in page.requests]
        before = page.before
        if not before:
            return shown


@pytest.mark.parametrize("who", ["j.alvarez", "a.hale"])
@pytest.mark.parametrize("limit", [1, 2, 50])
def test_pages_join_without_gap_or_double(scene: Scene, who: str, limit: int) -> None:
    made = drafts(scene, 5)
    assert told(scene, who, RequestsAsked(), limit) == made[::-1]


def test_what_another_agency_shared_stands_among_ones_own(scene: Scene) -> None:
    made = drafts(scene, 3)
    Request.objects.get(reference=made[1]).shared_with.add(Agency.objects.get(code="ICE"))
    assert told(scene, "d.reyes", RequestsAsked(), 1) == [made[1]]
    assert told(scene, "e.park", RequestsAsked(), 1) == []
    on_all = counts(seen_by=scene.officer("d.reyes"), on=ON)
    assert on_all[Tab.FROM_PARTNERS] == on_all[Tab.MY_UNIT] == 0


@pytest.mark.parametrize(("dense", "near"), [(0, 0), (0, 1), (0, 600), (1000, 600)])
def test_words_are_found_however_many_have_them(
    scene: Scene, dense: int, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(latest, "_DENSE", dense)
    monkeypatch.setattr(latest, "_NEAR", near)
    made = drafts(scene, 3)
    assert told(scene, "j.alvarez", RequestsAsked(search="bear LOT 701"), 2) == [made[1]]
    assert told(scene, "j.alvarez", RequestsAsked(search="bearings"), 2) == made[::-1]
    for nothing in ("lorries", ",", "x", "701 702"):
        assert told(scene, "j.alvarez", RequestsAsked(search=nothing), 2) == []
    assert told(scene, "d.reyes", RequestsAsked(search="bearings"), 2) == []
    assert told(scene, "a.hale", RequestsAsked(search="bearings"), 2) == made[::-1]


@pytest.mark.parametrize("wrong", ["", "-", "1", "a-1", "1-a", "1-" + "9" * 40, "\u0661-1"])
def test_a_place_that_is_none_is_the_beginning(wrong: str) -> None:
    assert place_of(wrong) is None


def test_a_part_of_the_inbox_is_a_part_of_the_whole(scene: Scene) -> None:
    drafts(scene, 4)
    officer = scene.officer("j.alvarez")
    whole = inbox(seen_by=officer, tab=Tab.MINE, on=ON)
    parts = [inbox(seen_by=officer, tab=Tab.MINE, on=ON, part=slice(a, a + 2)) for a in (0, 2)]
    assert parts[0] + parts[1] == whole
    assert counts(seen_by=officer, on=ON)[Tab.MINE] == 4


def test_a_page_asks_the_same_few_questions_however_many_there_are(scene: Scene) -> None:
    asked = []
    for number in (1, 6):
        drafts(scene, number)
        officer = scene.officer("j.alvarez")
        with CaptureQueriesContext(connection) as questions:
            requests_page(RequestsAsked(), seen_by=officer, limit=25)
        asked.append(len(questions))
    assert asked[0] == asked[1] <= 3
