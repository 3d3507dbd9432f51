"""Practice notes: written, shared by a second person under an article each, read, and judged."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from comity.agreements.services import record_assurance, settle
from comity.agreements.terms import settlement_from
from comity.exchange.jobs import exchange_once
from comity.exchange.models import Outbound
from comity.exchange.refusals import MessageRefusedError
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Permission, Ruling
from comity.ledger.models import LedgerEntry
from comity.officers.terms import FreshSignInNeededError
from comity.practices import services
from comity.practices.models import Note, NoteFeedback
from comity.practices.queries import may_be_told, note_of, notes_page, number_held
from comity.practices.terms import (
    NoteChangedError,
    NoteDraft,
    NoteNotWrittenError,
    NoteSharedAlreadyError,
    NoteUnknownError,
    NoteWriterSharesError,
)
from tests.integration.assistance.scene import AGREEMENT, ON, Scene
from tests.integration.own_law.desk import PROMISE
from tests.integration.rest.client import Caller

pytestmark = pytest.mark.django_db(transaction=True)
DRAFT = NoteDraft(
    topic="method",
    title="Cocaine in the cooling units of refrigerated containers",
    text="The panel behind the fan is screwed with other screws than the maker's.",
    no_persons=True,
)
THEIRS = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11"


@pytest.fixture(autouse=True)
def _law(scene: Scene) -> None:
    """State what the register leaves open, and record the promises that own law asks for."""
    told = {
        "matter": "term",
        "provision": "info.application_enforcement",
        "parameters": {"on_own": True},
        "states": "Stated for the test.",
        "source": "test",
    }
    desk = scene.officer("t.brooks")
    with transaction.atomic(durable=True):
        settle(settlement_from(told, about=AGREEMENT, by="", on=ON), officer=desk, at=scene.now)
    for promise in ("confidentiality", "law-enforcement-use"):
        with transaction.atomic(durable=True):
            record_assurance(replace(PROMISE, assurance=promise), officer=desk, at=scene.now)


def write(scene: Scene, who: str = "j.alvarez", **change: Any) -> Note:
    with transaction.atomic(durable=True):
        return services.write_note(
            replace(DRAFT, **change), officer=scene.officer(who), at=scene.now
        )


def share(scene: Scene, note: Note, *partners: str, **how: Any) -> dict[str, Ruling]:
    with transaction.atomic(durable=True):
        return services.share_note(
            note.pk,
            partners or ("UA",),
            version=how.get("version", note.version),
            officer=scene.officer(how.get("who", "m.chen")),
            signed_in_afresh_at=how.get("afresh", scene.now - timedelta(seconds=5)),
            at=scene.now,
            on=ON,
        )


def told_of(scene: Scene, note: str = THEIRS, **change: str) -> None:
    body = {"note": note, "topic": "trend", "title": "Fewer seals", "text": "Since May."}
    scene.tell("practices.note", {**body, "unit": "Kyiv Customs", **change})


def judge(scene: Scene, note: Note, who: str = "j.alvarez", **told: str) -> NoteFeedback:
    with transaction.atomic(durable=True):
        return services.tell_feedback(
            note.pk,
            **{"usefulness": "applied", "words": "", **told},
            officer=scene.officer(who),
            at=scene.now,
            on=ON,
        )


def test_a_note_is_shared_under_the_article_of_each_agreement(scene: Scene) -> None:
    note = write(scene)
    ruling = share(scene, note)["UA"]
    assert isinstance(ruling, Permission)
    assert ruling.under == AGREEMENT
    assert Outbound.objects.filter(type="practices.note").count() == 1
    assert may_be_told(Note.objects.get()) == ()


def test_how_many_hold_it_is_told_by_their_receipts_alone(scene: Scene) -> None:
    note = write(scene)
    share(scene, note)
    assert number_held(note) == (0, 1)
    exchange_once(scene.keys, own_code="US", at=scene.now, transport=scene.partner)
    assert number_held(note) == (1, 1)


def test_whom_the_law_does_not_let_be_told_is_not_told(scene: Scene) -> None:
    rulings = share(scene, write(scene), "KP")
    assert not isinstance(rulings["KP"], Permission)
    assert not Outbound.objects.filter(type="practices.note").exists()
    assert Note.objects.get().state == "written"


def test_the_record_names_no_word_of_it(scene: Scene) -> None:
    share(scene, write(scene))
    entries = LedgerEntry.objects.filter(event__startswith="practice.")
    assert [entry.event for entry in entries.order_by("index")] == [
        "practice.written",
        "practice.shared",
    ]
    assert not any(b"cooling" in bytes(entry.body) for entry in entries)


def test_a_second_person_shares_it_and_has_just_signed_in(scene: Scene) -> None:
    note = write(scene, "k.ortiz")
    with pytest.raises(NoteWriterSharesError):
        share(scene, note, who="k.ortiz")
    with pytest.raises(FreshSignInNeededError):
        share(scene, note, afresh=None)
    with pytest.raises(NotAllowedError):
        share(scene, note, who="j.alvarez")
    with pytest.raises(NotFoundError):
        share(scene, note, who="e.stone")


def test_only_what_was_read_leaves_and_only_once(scene: Scene) -> None:
    note = write(scene)
    with pytest.raises(NoteChangedError):
        share(scene, note, version=note.version + 1)
    share(scene, note)
    with pytest.raises(NoteSharedAlreadyError):
        share(scene, note)


def test_what_was_shared_is_not_changed_any_more(scene: Scene) -> None:
    note = write(scene)
    officer = scene.officer("j.alvarez")
    with transaction.atomic(durable=True):
        services.change_note(
            note.pk, replace(DRAFT, title="New"), version=1, officer=officer, at=scene.now
        )
    share(scene, note, version=2)
    with pytest.raises(NoteNotWrittenError), transaction.atomic(durable=True):
        services.change_note(note.pk, DRAFT, version=2, officer=officer, at=scene.now)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"topic": "gossip"}, "unknown_code", "topic"),
        ({"title": " "}, "missing", "title"),
        ({"title": "x" * 201}, "too_long", "title"),
        ({"text": "a\u202eb"}, "control_characters", "text"),
        ({"no_persons": False}, "names_no_person", "no_persons"),
    ],
)
def test_every_fault_is_named_at_its_field(
    scene: Scene, change: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        write(scene, **change)
    assert [(each.code, each.field) for each in refused.value.problems] == [(code, field)]


def test_before_it_is_shared_only_its_agency_reads_it(scene: Scene) -> None:
    note = write(scene)
    for stranger in ("d.reyes", "a.hale", "c.unit", "nobody"):
        assert notes_page(seen_by=scene.officer(stranger), page=1, size=9).notes == ()
        with pytest.raises(NotFoundError):
            note_of(note.pk, seen_by=scene.officer(stranger))
    share(scene, note)
    assert notes_page(seen_by=scene.officer("d.reyes"), page=1, size=9).notes == (note,)
    assert notes_page(seen_by=scene.officer("nobody"), page=1, size=9).notes == ()


def test_a_partners_note_is_read_and_judged(scene: Scene) -> None:
    told_of(scene)
    note = Note.objects.get()
    assert note_of(note.pk, seen_by=scene.officer("d.reyes")) == note
    judge(scene, note, words="Found twice since.")
    judge(scene, note, "d.reyes", usefulness="known")
    assert Outbound.objects.filter(type="practices.feedback").count() == 2
    sent = Outbound.objects.filter(type="practices.feedback").order_by("pk")
    bodies = [json.loads(bytes(each.body)) for each in sent]
    assert [(body["usefulness"], body["words"]) for body in bodies] == [
        ("applied", ""),
        ("known", ""),
    ]
    assert note.feedback.filter(words="Found twice since.").exists(), "colleagues read it here"
    with pytest.raises(InvalidDraftError):
        judge(scene, note, usefulness="superb")
    with pytest.raises(NotAllowedError):
        judge(scene, note, "a.hale")


def test_a_partner_judges_only_what_it_was_told(scene: Scene) -> None:
    note = write(scene)
    body = {"note": str(note.note_id), "usefulness": "applied", "words": ""}
    with pytest.raises(NoteUnknownError):
        scene.tell("practices.feedback", body)
    share(scene, note)
    scene.tell("practices.feedback", body)
    assert note.feedback.get().partner == "UA"
    with pytest.raises(NoteUnknownError):
        scene.tell("practices.feedback", {**body, "note": str(uuid4())})


def test_a_partner_sends_a_note_once(scene: Scene) -> None:
    told_of(scene)
    with pytest.raises(NoteUnknownError):
        told_of(scene, title="Other words")
    assert Note.objects.get().title == "Fewer seals"


@pytest.mark.parametrize(
    "change",
    [{"topic": "gossip"}, {"title": "<script>\u202e"}, {"text": "x" * 20001}, {"title": ""}],
)
def test_what_a_partner_cannot_send_is_refused(scene: Scene, change: dict[str, str]) -> None:
    with pytest.raises(MessageRefusedError):
        told_of(scene, **change)


def test_a_program_lists_notes_without_saying_how_many(scene: Scene) -> None:
    note = write(scene)
    listed = Caller("j.alvarez").sign_in().get("/practices").json()
    assert [each["number"] for each in listed["items"]] == [note.pk]


def test_words_find_notes(scene: Scene) -> None:
    write(scene)
    write(scene, title="Forged stamps", topic="trend")
    viewer = scene.officer("j.alvarez")
    found = notes_page(seen_by=viewer, words="forged", page=1, size=9).notes
    assert [note.title for note in found] == ["Forged stamps"]
    assert len(notes_page(seen_by=viewer, topic="trend", page=1, size=9).notes) == 1
    first = notes_page(seen_by=viewer, page=1, size=1)
    assert (len(first.notes), first.next_page) == (1, 2)
