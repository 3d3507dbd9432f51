"""A person's request as a whole: proposed, approved by a second person, answered, ended, erased."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from comity.assistance.access_rules import state_after
from comity.assistance.afterword_rules import problems_in_letter
from comity.assistance.duties import APPROVE_SUBJECT, KEEP_SUBJECTS
from comity.assistance.models.access import AccessConsultation, SubjectRequest
from comity.assistance.queries.access import items_of, law_of_access
from comity.assistance.rules import problems_in_text
from comity.assistance.services.access import (
    note_writer,
    record,
    set_clock,
    subject_locked,
)
from comity.assistance.services.access_hearing import demand_heard
from comity.assistance.services.moves import demand_no_problems, demand_version
from comity.assistance.terms import DeputyOfWriterError, SecondPersonNeededError
from comity.assistance.terms.access import (
    IdentityNotShownError,
    IdentityShown,
    ItemsUndecidedError,
    ItemVerdict,
    NotYetToEraseError,
    SubjectMove,
    SubjectMoveError,
    SubjectState,
)
from comity.assistance.terms.access_files import FilesBeingReadError
from comity.assistance.terms.afterwords import LetterMark, day_in
from comity.assistance.terms.events.access import (
    SUBJECT_ANSWERED,
    SUBJECT_APPROVED,
    SUBJECT_ENDED,
    SUBJECT_ERASED,
    SUBJECT_IDENTITY_NOTED,
    SUBJECT_PROPOSED,
    SUBJECT_RETURNED,
)
from comity.assistance.terms.retention import MessagesWaitError
from comity.exchange.services.erasing import erase_body, erase_sent_body, is_sent_waiting
from comity.kernel.errors import Problem
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def note_identity(
    reference: str,
    *,
    identity: str,
    identity_on: str,
    officer: Viewer,
    at: datetime,
    on: date,
) -> SubjectRequest:
    """Note how and when the person showed who they are: the clock runs from then.

    Raises:
        InvalidDraftError: the way is not known, or the day is none or lies ahead.
        SubjectMoveError: it is not being examined any more.
        NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    found = _to_move(reference, officer)
    if found.stands is not SubjectState.OPEN:
        raise SubjectMoveError()
    day = day_in(identity_on)
    known = set(IdentityShown) - {IdentityShown.NOT_YET}
    demand_no_problems(
        (
            *(() if identity in known else (Problem("unknown_code", "identity"),)),
            *(() if day is not None and day <= on else (Problem("not_a_day", "identity_on"),)),
        )
    )
    found.identity, found.identity_on = identity, day
    set_clock(found)
    note_writer(found, officer)
    found.save()
    record(SUBJECT_IDENTITY_NOTED, found, officer=officer, at=at, day=str(day))
    return found


def propose_reply(reference: str, *, officer: Viewer, at: datetime, on: date) -> SubjectRequest:
    """Propose the reply to a second person: who they are is shown, and everything is decided.

    Raises:
        FilesBeingReadError: what stands in attached files is not known yet.
        IdentityNotShownError, ItemsUndecidedError: something is still owed.
        ConsultationOwedError, OpinionBindsError: a supplier stands in the way of what is granted.
        SubjectMoveError, NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    found = _to_move(reference, officer)
    found.state = state_after(found.stands, SubjectMove.PROPOSE).value
    if found.reads_files:
        raise FilesBeingReadError()
    if found.identity == IdentityShown.NOT_YET:
        raise IdentityNotShownError()
    told = _counted(found, on=on)
    found.return_reason = ""
    note_writer(found, officer)
    found.save()
    record(SUBJECT_PROPOSED, found, officer=officer, at=at, **told)
    return found


def return_reply(reference: str, *, reason: str, officer: Viewer, at: datetime) -> SubjectRequest:
    """Give a proposed reply back to be looked at again, or an approved one before it has left.

    Raises:
        InvalidDraftError: no reason is given.
        SubjectMoveError, NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    found = subject_locked(reference, officer=officer)
    demand_role(officer, APPROVE_SUBJECT.roles)
    found.state = state_after(found.stands, SubjectMove.RETURN).value
    demand_no_problems(problems_in_text(reason, field="reason"))
    found.return_reason = reason.strip()
    found.approved_by, found.approved_at = "", None
    found.version += 1
    found.save()
    record(SUBJECT_RETURNED, found, officer=officer, at=at)
    return found


def approve_reply(
    reference: str,
    *,
    version: int,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> SubjectRequest:
    """Approve a proposed reply as a second person, signed in afresh.

    Args:
        reference: of the person's request.
        version: that was read; no other is approved.
        officer: a data protection officer or of the central unit, who wrote nothing in it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        SecondPersonNeededError, DeputyOfWriterError: the officer wrote in it.
        FreshSignInNeededError: the officer has not just signed in afresh.
        StaleVersionError: it was changed since it was read.
        ConsultationOwedError, OpinionBindsError: a supplier stands in the way of what is granted.
        SubjectMoveError, NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    found = subject_locked(reference, officer=officer)
    demand_role(officer, APPROVE_SUBJECT.roles)
    state = state_after(found.stands, SubjectMove.APPROVE)
    demand_second(found.writers, officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    demand_version(found.version, version)
    _counted(found, on=on)
    found.state, found.approved_by, found.approved_at = state.value, officer.name, at
    found.save()
    record(SUBJECT_APPROVED, found, officer=officer, at=at)
    return found


def answer_person(
    reference: str, *, letter: LetterMark, officer: Viewer, at: datetime, on: date
) -> SubjectRequest:
    """Record by which letter the approved reply left for the person.

    Raises:
        InvalidDraftError: the letter is not named.
        SubjectMoveError, NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    found = _to_move(reference, officer)
    found.state = state_after(found.stands, SubjectMove.ANSWER).value
    demand_no_problems(problems_in_letter(letter, on=on))
    told = _counted(found, on=on)
    found.letter, found.letter_on = letter.number.strip(), day_in(letter.on)
    found.closed_at = at
    found.save()
    record(SUBJECT_ANSWERED, found, officer=officer, at=at, **told)
    return found


def end_subject(reference: str, *, reason: str, officer: Viewer, at: datetime) -> SubjectRequest:
    """End a person's request without a reply: withdrawn, or who they are was never shown.

    Raises:
        InvalidDraftError: no reason is given.
        SubjectMoveError, NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    found = _to_move(reference, officer)
    found.state = state_after(found.stands, SubjectMove.END).value
    demand_no_problems(problems_in_text(reason, field="reason"))
    found.closed_at, found.return_reason = at, reason.strip()
    found.save()
    record(SUBJECT_ENDED, found, officer=officer, at=at)
    return found


def erase_subject(
    reference: str,
    *,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> SubjectRequest:
    """Erase who asked, when the days our own rule keeps it are over; that somebody did stays.

    What was asked of suppliers about the person is erased with it, and what they said.

    Raises:
        FreshSignInNeededError: the officer has not just signed in afresh.
        NotYetToEraseError: it may still be kept, or no rule says until when.
        MessagesWaitError: a question to a supplier has not been delivered.
        SubjectMoveError, NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    found = _to_move(reference, officer)
    state_after(found.stands, SubjectMove.ERASE)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    due = erasable_on(found)
    if due is None or on < due or found.erased_at is not None:
        raise NotYetToEraseError()
    found.person = found.identifiers = found.contact = found.asked = found.return_reason = ""
    found.erased_at, found.files_unread = at, []
    found.save()
    for item in items_of(found):
        item.reasons, item.places = "", []
        item.save(update_fields=["reasons", "places"])
        for asked in item.consultations.all():
            _erase_messages(asked)
        item.consultations.update(person="", why="", reasons="")
    record(SUBJECT_ERASED, found, officer=officer, at=at)
    return found


def erasable_on(subject: SubjectRequest) -> date | None:
    """Return the first day on which who asked is erased; None while no rule says so."""
    law, _by_default = law_of_access()
    if subject.closed_at is None or not law.keep_days:
        return None
    return timezone.localdate(subject.closed_at) + timedelta(days=law.keep_days)


def demand_second(writers: list[int], officer: Viewer) -> None:
    """Refuse who wrote in what leaves, and whoever stands in for one who did.

    Raises:
        SecondPersonNeededError, DeputyOfWriterError: the officer is no second person.
    """
    if not officer.people.isdisjoint(writers):
        own = officer.officer_id in writers
        raise SecondPersonNeededError() if own else DeputyOfWriterError()


def _erase_messages(asked: AccessConsultation) -> None:
    if is_sent_waiting(asked.message_id):
        raise MessagesWaitError()
    erase_sent_body(asked.message_id)
    erase_body(asked.reply_message_id)


def _to_move(reference: str, officer: Viewer) -> SubjectRequest:
    found = subject_locked(reference, officer=officer)
    demand_role(officer, KEEP_SUBJECTS.roles)
    return found


def _counted(subject: SubjectRequest, *, on: date) -> dict[str, int]:
    """Return how much is granted and withheld; refuse while something stands in the way."""
    items = items_of(subject)
    if any(not item.verdict for item in items):
        raise ItemsUndecidedError()
    granted = [item for item in items if item.verdict == ItemVerdict.GRANT]
    for item in granted:
        demand_heard(item, on=on)
    return {"granted": len(granted), "withheld": len(items) - len(granted)}
