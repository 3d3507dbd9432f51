"""What officers do with notes: write, share, tell what a partner's is worth."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import uuid4

from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.kernel.rulings import Citation, Ground, Permission, Ruling
from comity.ledger.terms import FieldValue
from comity.officers.queries import agencies, own_administration
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role
from comity.practices.duties import SHARE_NOTE, TELL_FEEDBACK, WRITE_NOTE
from comity.practices.models import Note, NoteFeedback, NoteShare
from comity.practices.queries import rulings_on_sharing
from comity.practices.rules import problems_in_feedback, problems_in_note
from comity.practices.schemas import FEEDBACK_TYPE, NOTE_TYPE
from comity.practices.services.recording import record
from comity.practices.terms import (
    FEEDBACK_GIVEN,
    MOST_PARTNERS,
    NOTE_SHARED,
    NOTE_WRITTEN,
    NoteChangedError,
    NoteDraft,
    NoteNotWrittenError,
    NoteSharedAlreadyError,
    NoteState,
    NoteWriterSharesError,
)


def write_note(draft: NoteDraft, *, officer: Viewer, at: datetime) -> Note:
    """Write a note of one's agency; it is read by nobody else until it is shared.

    Args:
        draft: as typed.
        officer: who writes.
        at: aware UTC instant.

    Raises:
        InvalidDraftError: something is missing or wrong; every problem is named.
        NotAllowedError: no office of the officer's carries it.
    """
    demand_role(officer, WRITE_NOTE.roles)
    _demand_none(problems_in_note(draft))
    note = Note(
        note_id=uuid4(),
        state=NoteState.WRITTEN.value,
        agency=next(each for each in agencies() if each.code == officer.agency),
        version=0,
    )
    return _keep(note, draft, officer=officer, at=at)


def change_note(
    number: int, draft: NoteDraft, *, version: int, officer: Viewer, at: datetime
) -> Note:
    """Write on at a note that nobody has shared yet.

    Args:
        number: of the note.
        draft: as typed, whole.
        version: that was read.
        officer: of the agency whose note it is.
        at: aware UTC instant.

    Raises:
        NoteNotWrittenError: it was shared, or is a partner's.
        NoteChangedError: somebody changed it since.
        InvalidDraftError, NotFoundError, NotAllowedError: as when it is written.
    """
    demand_role(officer, WRITE_NOTE.roles)
    note = _locked(number, officer)
    if note.state != NoteState.WRITTEN.value:
        raise NoteNotWrittenError()
    _demand_version(note, version)
    _demand_none(problems_in_note(draft))
    return _keep(note, draft, officer=officer, at=at)


def share_note(
    number: int,
    partners: Collection[str],
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> dict[str, Ruling]:
    """Share a note of ours with partners, each under its own ruling.

    Whom the law lets be told is told; of the others the ruling says why not. A note that was shared
    once can be shared with further partners, and is not changed any more.

    Args:
        number: of the note.
        partners: their codes.
        version: that the officer read; no other leaves.
        officer: an approver of the agency who did not write in it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day ruled on.

    Returns:
        The ruling for each partner.

    Raises:
        FreshSignInNeededError: the officer has not just signed in afresh.
        NoteWriterSharesError: who wrote in it would share it.
        NoteChangedError: somebody changed it since it was read.
        NoteSharedAlreadyError: one of the partners has it.
        InvalidDraftError: no partner is named, or too many.
        LinkNotConfirmedError: nothing can be carried to one of them now.
        NotFoundError, NotAllowedError: as when it is written.
    """
    demand_role(officer, SHARE_NOTE.roles)
    note = _locked(number, officer)
    if not note.is_ours or note.agency_code != officer.agency:
        raise NotFoundError()
    if not officer.people.isdisjoint(note.writers):
        raise NoteWriterSharesError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    _demand_version(note, version)
    if not 1 <= len(set(partners)) <= MOST_PARTNERS:
        raise InvalidDraftError((Problem("missing", "partners"),))
    for share in note.shares.filter(partner__in=partners):
        raise NoteSharedAlreadyError(partner=share.partner)
    rulings = rulings_on_sharing(sorted(set(partners)), on=on)
    for partner, ruling in rulings.items():
        if isinstance(ruling, Permission):
            _share(note, partner, under=ruling, by=officer.name, at=at)
    return rulings


def tell_feedback(
    number: int, *, usefulness: str, words: str, officer: Viewer, at: datetime, on: date
) -> NoteFeedback:
    """Tell the partner what its note is worth; it may be told again when that changes.

    The code alone travels, under the instrument the note came by. One's own words would be a
    disclosure that nobody else has read and no ruling carries: they stay here.

    Args:
        number: of a partner's note.
        usefulness: a `Usefulness`.
        words: what was made of it, for colleagues; no case, no person.
        officer: who tells.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is wrong with what was typed.
        LinkNotConfirmedError: nothing can be carried to the partner now.
        NotFoundError, NotAllowedError: there is no such note of a partner's, or not for them.
    """
    demand_role(officer, TELL_FEEDBACK.roles)
    note = _locked(number, officer)
    if note.is_ours:
        raise NotFoundError()
    _demand_none(problems_in_feedback(usefulness, words))
    body = {"note": str(note.note_id), "usefulness": usefulness, "words": ""}
    message = queue_message(
        NewMessage(type=FEEDBACK_TYPE, body=body, answers=note.message_id),
        to=note.partner,
        under=_permission_to_tell(note, on=on),
        at=at,
    )
    told = NoteFeedback.objects.create(
        note=note,
        usefulness=usefulness,
        words=words.strip(),
        by=officer.name,
        message_id=message,
        at=at,
    )
    facts: dict[str, FieldValue] = {"partner": note.partner, "usefulness": usefulness}
    record(note, FEEDBACK_GIVEN, officer.name, at, **facts, message=message)
    return told


def _keep(note: Note, draft: NoteDraft, *, officer: Viewer, at: datetime) -> Note:
    note.take_draft(draft)
    note.version += 1
    note.written_by, note.at = officer.name, at
    note.writers = sorted({*note.writers, *officer.people})
    note.save()
    record(note, NOTE_WRITTEN, officer.name, at, topic=note.topic, version=note.version)
    return note


def _share(note: Note, partner: str, *, under: Permission, by: str, at: datetime) -> None:
    own = own_administration()
    body: dict[str, object] = {
        "note": str(note.note_id),
        "topic": note.topic,
        "title": note.title,
        "text": note.text,
        "unit": note.agency.name if note.agency else own.name,
    }
    message = queue_message(NewMessage(type=NOTE_TYPE, body=body), to=partner, under=under, at=at)
    NoteShare.objects.create(
        note=note,
        partner=partner,
        under=under.under,
        article=under.article,
        message_id=message,
        by=by,
        at=at,
    )
    if note.state == NoteState.WRITTEN.value:
        note.state, note.at = NoteState.SHARED.value, at
        note.save(update_fields=["state", "at"])
    law: dict[str, FieldValue] = {"under": under.under, "article": under.article}
    terms = under.terms_digest
    record(note, NOTE_SHARED, by, at, partner=partner, **law, terms=terms, message=message)


def _permission_to_tell(note: Note, *, on: date) -> Permission:
    """What a note is worth is told under the instrument it came by, and discloses no more."""
    cites = Citation.quoting(note.article)
    grounds = (Ground("told_of_a_note", cites, facts=(("title", note.title),)),)
    return Permission(
        under=note.relied_on,
        article=note.article,
        terms_digest=note.terms_digest,
        on=on,
        grounds=grounds,
    )


def _locked(number: int, officer: Viewer) -> Note:
    seen = Note.objects.visible_to(officer).select_for_update(of=("self",), no_key=True)
    note = seen.filter(pk=number).select_related("agency").first()
    if note is None:
        raise NotFoundError()
    return note


def _demand_version(note: Note, version: int) -> None:
    if note.version != version:
        raise NoteChangedError(read=version, found=note.version)


def _demand_none(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise InvalidDraftError(problems)
