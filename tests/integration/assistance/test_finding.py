"""A search finds what its officer may see and nothing else; and an officer comes back to where
they were."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import OpenedRequest, Request, SearchKey
from comity.assistance.queries import SearchedWord, found_requests, recent_work
from comity.assistance.services import change_draft, note_opened
from comity.kernel.search_words import searched_words
from tests.integration.assistance.scene import PEOPLE, Scene


def found(scene: Scene, typed: str, who: str = "j.alvarez", **how: int) -> list[str]:
    words = [SearchedWord(each) for each in searched_words(typed)]
    seen = found_requests(words, seen_by=scene.officer(who), **how)
    return [request.reference for request in seen.requests]


def opened(scene: Scene, reference: str, who: str) -> None:
    request = Request.objects.get(reference=reference)
    note_opened(request, officer=scene.officer(who), at=scene.now)
    scene.now += timedelta(minutes=1)


@pytest.mark.parametrize(
    "typed",
    [
        "US-UA-2026-00001",
        "us-ua-2026",
        "00001",
        "bearing",
        "BEARINGS suspected",
        "declar fausse",
        "ua-2026",
    ],
)
def test_a_request_is_found_by_parts_of_its_reference_and_subject(scene: Scene, typed: str) -> None:
    reference = scene.draft(subject="Ball bearings, suspected: déclaration FAUSSE")
    assert found(scene, typed) == [reference]


@pytest.mark.parametrize("typed", ["", "b", "%%", "__", "\x00\x00", "bearings lorries", "\\\\"])
def test_what_no_line_holds_finds_nothing(scene: Scene, typed: str) -> None:
    scene.draft()
    assert found(scene, typed) == []


def test_letters_of_other_scripts_are_searched_without_case_too(scene: Scene) -> None:
    reference = scene.draft(subject="Підшипники, заниження вартості")
    assert found(scene, "ПІДШИПНИКИ") == [reference]


def test_a_partner_is_found_by_the_code_its_name_stands_for(scene: Scene) -> None:
    reference = scene.draft()
    scene.draft(partner="KE")
    word = SearchedWord("ukrai", partners=("UA",))
    seen = found_requests([word], seen_by=scene.officer("j.alvarez"))
    assert [request.reference for request in seen.requests] == [reference]


def test_a_changed_draft_is_found_by_what_it_says_now(scene: Scene) -> None:
    reference = scene.draft()
    with transaction.atomic(durable=True):
        saved = change_draft(
            reference,
            changed={"subject": "Lorries", "partner": "KE"},
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )
    assert found(scene, "bearings") == found(scene, reference) == []
    assert found(scene, "lorries") == found(scene, "us-ke") == [saved.reference]


def test_what_a_partner_asks_is_found_by_the_unit_that_decides(scene: Scene) -> None:
    reference = scene.received(reference="UA-US-2026-00001")
    assert found(scene, "UA-US-2026-00001", "c.unit") == [reference]
    assert found(scene, "UA-US-2026-00001") == []


def test_another_agencys_requests_are_neither_shown_nor_counted(scene: Scene) -> None:
    own = scene.draft()
    for _ in range(3):
        scene.draft("d.reyes")
    words = [SearchedWord("bearings")]
    seen = found_requests(words, seen_by=scene.officer("j.alvarez"), most=1)
    assert [request.reference for request in seen.requests] == [own]
    assert not seen.more
    assert found_requests(words, seen_by=scene.officer("d.reyes"), most=1).more
    assert found(scene, "bearings", "n.okafor") == []


def test_an_officer_comes_back_to_drafts_and_to_what_was_opened_last(scene: Scene) -> None:
    draft = scene.draft()
    other = scene.draft("k.ortiz")
    opened(scene, other, "j.alvarez")
    recent = recent_work(seen_by=scene.officer("j.alvarez"))
    assert [(each.request.reference, each.own_draft) for each in recent] == [
        (other, False),
        (draft, True),
    ]
    assert [e.request.reference for e in recent_work(seen_by=scene.officer("k.ortiz"))] == [other]


def test_what_may_not_be_seen_any_more_is_not_offered_again(scene: Scene) -> None:
    reference = scene.draft()
    opened(scene, reference, "d.reyes")
    assert recent_work(seen_by=scene.officer("d.reyes")) == []


def test_only_the_last_few_are_remembered_and_staying_writes_nothing(scene: Scene) -> None:
    references = [scene.draft("k.ortiz") for _ in range(12)]
    for reference in references:
        opened(scene, reference, "j.alvarez")
    last = Request.objects.get(reference=references[-1])
    assert not note_opened(last, officer=scene.officer("j.alvarez"), at=scene.now)
    assert OpenedRequest.objects.count() == 10
    recent = recent_work(seen_by=scene.officer("j.alvarez"))
    assert [each.request.reference for each in recent] == references[:-5:-1]


def test_everybody_finds_exactly_what_they_may_see(scene: Scene) -> None:
    scene.submit(scene.draft())  # referred to the treaty desk
    scene.draft("d.reyes")
    scene.received(reference="UA-US-2026-00001")
    scene.settle_assessment()
    scene.accept(scene.received(reference="UA-US-2026-00002"))
    scene.sent()
    for who in PEOPLE:
        seen = Request.objects.visible_to(scene.officer(who))
        assert set(found(scene, "2026", who)) == {request.reference for request in seen}, who


def test_a_search_reads_nothing_of_requests_of_others(scene: Scene) -> None:
    """So that neither its answer nor its time tells whether there are any."""
    scene.draft("d.reyes")
    circles = {bytes(each.key).split(b"\0")[0] for each in SearchKey.objects.all()}
    assert circles == {b"node", b"agency:ICE"}
    words, viewer = [SearchedWord("bearings", partners=("UA",))], scene.officer("j.alvarez")
    with CaptureQueriesContext(connection) as asked:
        found_requests(words, seen_by=viewer)
    # The two looks at the keys, and no row of a request.
    assert [each["sql"] for each in asked if "searchkey" not in each["sql"]] == []
