"""Practice notes: techniques, trends and methods, shared with partners under an article."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router
from pydantic import Field

from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import PageSize, Strict, Text, Version, Word
from comity.interfaces.rulings_json import ruling_json
from comity.officers.terms import Viewer, demand_role
from comity.practices import queries, services
from comity.practices.duties import READ_NOTES
from comity.practices.models import Note
from comity.practices.terms import NoteDraft, Topic

router = Router(tags=["practices"])
Json = dict[str, Any]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]


class NoteIn(Strict):
    """A note as typed."""

    topic: Word = ""
    title: Text = ""
    text: Text = ""
    no_persons: bool = False

    def draft(self) -> NoteDraft:
        """Return it as the rules read it."""
        return NoteDraft(**self.dict())


class ChangedNoteIn(NoteIn):
    """A note written on, and the version that was read."""

    version: Version

    def draft(self) -> NoteDraft:
        """Return it as the rules read it."""
        return NoteDraft(**self.dict(exclude={"version"}))


class ShareIn(Strict):
    """Whom a note is shared with, and the version that was read."""

    partners: list[Word]
    version: Version


class FeedbackIn(Strict):
    """What a partner's note is worth; the words stay in this node, for colleagues."""

    usefulness: Word = ""
    words: Text = ""


@router.get("/practices", response=Json)
def list_notes(
    request: HttpRequest,
    topic: Word = "",
    words: Word = "",
    page: Annotated[int, Field(ge=1, le=10_000)] = 1,
    size: PageSize = 25,
) -> Json:
    """List the notes that may be seen, the latest first."""
    viewer = moment_of(request).officer
    demand_role(viewer, READ_NOTES.roles)
    wanted = topic if topic in set(Topic) else ""
    found = queries.notes_page(seen_by=viewer, topic=wanted, words=words, page=page, size=size)
    return {"items": [_row(note) for note in found.notes], "next_page": found.next_page}


@router.post("/practices", response=Json)
def write_note(request: HttpRequest, note: NoteIn) -> Json:
    """Write a note; nobody else reads it until it is shared."""
    with act_of(request) as moment:
        made = services.write_note(note.draft(), officer=moment.officer, at=moment.at)
    return _shown(made.pk, moment.officer)


@router.get("/practices/{number}", response=Json)
def read_note(request: HttpRequest, number: Number) -> Json:
    """Return one note, with whom it was shared and what was made of it."""
    return _shown(number, moment_of(request).officer)


@router.patch("/practices/{number}", response=Json)
def change_note(request: HttpRequest, number: Number, note: ChangedNoteIn) -> Json:
    """Write on at a note that nobody has shared yet."""
    with act_of(request) as moment:
        services.change_note(
            number, note.draft(), version=note.version, officer=moment.officer, at=moment.at
        )
    return _shown(number, moment.officer)


@router.post("/practices/{number}/share", response=Json)
def share_note(request: HttpRequest, number: Number, chosen: ShareIn) -> Json:
    """Share a note with partners: a second person, signed in afresh, each under its ruling."""
    with act_of(request) as moment:
        rulings = services.share_note(
            number,
            chosen.partners,
            version=chosen.version,
            officer=moment.officer,
            signed_in_afresh_at=moment.afresh_at,
            at=moment.at,
            on=moment.on,
        )
    told = {code: ruling_json(ruling, translate=gettext) for code, ruling in rulings.items()}
    return {**_shown(number, moment.officer), "rulings": told}


@router.post("/practices/{number}/feedback", response=Json)
def tell_feedback(request: HttpRequest, number: Number, told: FeedbackIn) -> Json:
    """Tell the partner what its note is worth."""
    with act_of(request) as moment:
        services.tell_feedback(
            number,
            usefulness=told.usefulness,
            words=told.words,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return _shown(number, moment.officer)


def _row(note: Note) -> Json:
    return {
        "number": note.pk,
        "note": str(note.note_id),
        "state": note.state,
        "topic": note.topic,
        "title": note.title,
        "partner": note.partner,
        "agency": note.agency_code,
        "version": note.version,
        "at": note.at,
    }


def _shown(number: int, viewer: Viewer) -> Json:
    note = queries.note_of(number, seen_by=viewer)
    return {
        **_row(note),
        "text": note.text,
        "unit": note.unit,
        "written_by": note.written_by,
        "relied_on": note.relied_on,
        "article": note.article,
        "shares": [
            {"partner": e.partner, "under": e.under, "article": e.article, "by": e.by, "at": e.at}
            for e in note.shares.all()
        ],
        "feedback": [
            {
                "partner": e.partner,
                "usefulness": e.usefulness,
                "words": e.words,
                "by": e.by,
                "at": e.at,
            }
            for e in note.feedback.all()
        ],
    }
