"""Hearing the partner that supplied a person's data; and our own opinion, when we are asked."""

from datetime import date, datetime
from uuid import uuid4

from comity.assistance.access_rules import opinion_due, problems_in_opinion, texts_too_long
from comity.assistance.afterword_rules import problems_in_letter
from comity.assistance.calendars import calendar_of
from comity.assistance.duties import GIVE_OPINION, KEEP_SUBJECTS, RELEASE_ACCESS
from comity.assistance.models.access import AccessConsultation
from comity.assistance.models.afterwords import name_of_answer
from comity.assistance.queries.access import item_of, law_of_access
from comity.assistance.queries.turns import was_message_refused
from comity.assistance.schemas.access import ACCESS_CONSULTATION_TYPE, ACCESS_OPINION_TYPE
from comity.assistance.services.access import note_writer, subject_locked
from comity.assistance.services.access_moves import demand_second
from comity.assistance.services.access_telling import tell_of_opinion
from comity.assistance.services.law import own_code
from comity.assistance.services.moves import demand_no_problems, demand_not_erased
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import StaleVersionError
from comity.assistance.terms.access import (
    ConsultationOverError,
    ConsultationStage,
    NothingToConsultError,
    OpinionDraft,
    SubjectMoveError,
    SubjectState,
)
from comity.assistance.terms.afterwords import LetterMark, day_in
from comity.assistance.terms.events.access import (
    ACCESS_CONSULTATION_SENT,
    ACCESS_CONSULTATION_WRITTEN,
    ACCESS_OPINION_RECEIVED,
    ACCESS_OPINION_SENT,
    ACCESS_OPINION_WRITTEN,
)
from comity.kernel.errors import NotFoundError
from comity.ledger.services import append
from comity.ledger.terms import OVERSIGHT, EventKind, FieldValue
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

_OPEN = (ConsultationStage.WRITTEN.value, ConsultationStage.SENT.value)


def consult_supplier(
    reference: str, number: int, *, why: str, officer: Viewer, at: datetime
) -> AccessConsultation:
    """Write the question to the partner that supplied a thing found; a second person sends it.

    Args:
        reference: of the person's request.
        number: of the thing found.
        why: what the partner should know beside it; may be empty.
        officer: a data protection officer.
        at: aware UTC instant.

    Raises:
        NothingToConsultError: it is no partner's.
        ConsultationOverError: the partner is being asked already.
        SubjectMoveError: the person's request is not being examined any more.
        ErasedAlreadyError: the matter it stands in was erased.
        InvalidDraftError, NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    subject = subject_locked(reference, officer=officer)
    demand_role(officer, KEEP_SUBJECTS.roles)
    if subject.stands is not SubjectState.OPEN:
        raise SubjectMoveError()
    item = item_of(subject, number)
    if not item.partner:
        raise NothingToConsultError()
    demand_not_erased(item.request)
    demand_no_problems(tuple(texts_too_long({"why": why})))
    if AccessConsultation.objects.filter(item=item, state__in=_OPEN).exists():
        raise ConsultationOverError()
    made = AccessConsultation.objects.create(
        item=item,
        request=item.request,
        answer=item.answer,
        key=str(uuid4()),
        ours=True,
        state=ConsultationStage.WRITTEN.value,
        right=subject.right,
        person=subject.person,
        why=why.strip(),
        writers=sorted(officer.people),
        written_by=officer.name,
        written_at=at,
    )
    note_writer(subject, officer)
    subject.save()
    note(ACCESS_CONSULTATION_WRITTEN, made, by=officer.name, at=at)
    return made


def release_access(
    number: int,
    *,
    written_at: datetime,
    letter: LetterMark,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> AccessConsultation:
    """Let a question of ours, or our opinion on a partner's, go: a second person, signed in afresh.

    Args:
        number: of the consultation.
        written_at: when what was read was written; nothing else leaves.
        letter: number and day of the letter, where the partner has no node.
        officer: a data protection officer or of the central unit, who did not write it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        ConsultationOverError: nothing of it waits to be sent.
        StaleVersionError: it was written anew since it was read.
        SecondPersonNeededError, DeputyOfWriterError: the officer wrote it.
        FreshSignInNeededError: the officer has not just signed in afresh.
        InvalidDraftError: the matter goes by letter, and the letter is not named.
        RelianceMissingError, LinkNotConfirmedError: as to tell the partner anything.
        NotAllowedError, NotFoundError: as for every act.
    """
    found = _locked(number, officer)
    demand_role(officer, RELEASE_ACCESS.roles)
    asks = found.stands is ConsultationStage.WRITTEN
    if not asks and found.stands is not ConsultationStage.OPINION_WRITTEN:
        raise ConsultationOverError()
    demand_second(found.writers, officer)
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    _demand_read(found, written_at)
    if found.request.by_letter:
        demand_no_problems(problems_in_letter(letter, on=on))
    found.sent_by, found.sent_at = officer.name, at
    if asks:
        _ask(found, letter, at=at, on=on)
        note(ACCESS_CONSULTATION_SENT, found, by=officer.name, at=at, message=found.message_id)
    else:
        _reply(found, letter, at=at, on=on)
        told = {"verdict": found.verdict, "message": found.reply_message_id}
        note(ACCESS_OPINION_SENT, found, by=officer.name, at=at, **told)
    return found


def write_opinion(
    number: int, draft: OpinionDraft, *, officer: Viewer, at: datetime
) -> AccessConsultation:
    """Write our opinion on giving a person what we supplied; a second person sends it.

    Args:
        number: of the consultation.
        draft: what is said.
        officer: a data protection officer, or of the central unit.
        at: aware UTC instant.

    Raises:
        ConsultationOverError: no opinion of ours is asked for any more.
        InvalidDraftError: something is missing or cannot be kept.
        NotAllowedError, NotFoundError: as for every act.
    """
    found = _locked(number, officer)
    demand_role(officer, GIVE_OPINION.roles)
    if found.stands not in {ConsultationStage.RECEIVED, ConsultationStage.OPINION_WRITTEN}:
        raise ConsultationOverError()
    demand_no_problems(problems_in_opinion(draft))
    found.verdict, found.ground = draft.verdict, draft.ground
    found.reasons, found.state = draft.reasons.strip(), ConsultationStage.OPINION_WRITTEN.value
    found.writers = sorted({*found.writers, *officer.people})
    found.written_by, found.written_at = officer.name, at
    found.save()
    note(ACCESS_OPINION_WRITTEN, found, by=officer.name, at=at, verdict=found.verdict)
    return found


def take_opinion_down(
    number: int,
    draft: OpinionDraft,
    *,
    letter: LetterMark,
    officer: Viewer,
    at: datetime,
    on: date,
) -> AccessConsultation:
    """Take down the opinion that a partner without a node gave by letter.

    Args:
        number: of the consultation.
        draft: what the letter says.
        letter: number and day of the letter.
        officer: a data protection officer, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        ConsultationOverError: no letter is waited for: its node answers itself, or it has.
        InvalidDraftError: something is missing or cannot be kept.
        NotAllowedError, NotFoundError: as for every act.
    """
    found = _locked(number, officer)
    demand_role(officer, GIVE_OPINION.roles)
    if found.stands is not ConsultationStage.SENT or not answers_by_letter(found):
        raise ConsultationOverError()
    demand_no_problems((*problems_in_opinion(draft), *problems_in_letter(letter, on=on)))
    found.reply_letter, found.reply_letter_on = letter.number.strip(), day_in(letter.on)
    keep_opinion(found, draft, by=officer.name, at=at, message="")
    tell_of_opinion(found, at=at, but=officer.people)
    return found


def answers_by_letter(found: AccessConsultation) -> bool:
    """Tell whether the opinion comes by letter: no node carries it, or theirs would not take it."""
    return found.request.by_letter or was_message_refused(found.message_id)


def keep_opinion(
    found: AccessConsultation, draft: OpinionDraft, *, by: str, at: datetime, message: str
) -> None:
    """Keep what the partner says, and record that it was learnt."""
    found.verdict, found.ground, found.reasons = draft.verdict, draft.ground, draft.reasons.strip()
    found.state, found.decided_at = ConsultationStage.ANSWERED.value, at
    found.reply_message_id = message
    found.save()
    told = {"verdict": found.verdict, "message": message}
    note(ACCESS_OPINION_RECEIVED, found, by=by, at=at, **told)


def note(
    event: EventKind, found: AccessConsultation, *, by: str, at: datetime, **told: FieldValue
) -> None:
    """Record an act on a consultation, for oversight alone and without the case it is about."""
    append(
        event,
        about=f"access-{found.pk}",
        by=by,
        agency=OVERSIGHT,
        at=at,
        partner=found.request.partner,
        item=str(found.pk),
        **told,
    )


def _locked(number: int, officer: Viewer) -> AccessConsultation:
    seen = AccessConsultation.objects.visible_to(officer).filter(pk=number)
    locked = seen.select_for_update(of=("self",), no_key=True)
    found = locked.select_related("request__agency", "answer", "item").first()
    if found is None:
        raise NotFoundError()
    demand_not_erased(found.request)
    return found


def _demand_read(found: AccessConsultation, written_at: datetime) -> None:
    if found.written_at != written_at:
        read, stands = (
            each.isoformat(timespec="seconds") for each in (written_at, found.written_at)
        )
        raise StaleVersionError(read=read, found=stands)


def _ask(found: AccessConsultation, letter: LetterMark, *, at: datetime, on: date) -> None:
    law, _by_default = law_of_access()
    both = (calendar_of(own_code()), calendar_of(found.request.partner))
    found.until = opinion_due(law.consult_days, begins=on, calendars=both)
    assert found.until is not None, "without a pause there is a day"
    body: dict[str, object] = {
        "reference": found.request.reference,
        "consultation": found.key,
        "answer": name_of_answer(found.answer),
        "right": found.right,
        "person": found.person,
        "until": found.until.isoformat(),
        "why": found.why,
    }
    found.message_id = tell_partner(found.request, ACCESS_CONSULTATION_TYPE, body, at=at, on=on)
    found.letter, found.letter_on = letter.number.strip(), day_in(letter.on)
    found.state = ConsultationStage.SENT.value
    found.save()


def _reply(found: AccessConsultation, letter: LetterMark, *, at: datetime, on: date) -> None:
    body: dict[str, object] = {
        "reference": found.request.reference,
        "consultation": found.key,
        "opinion": found.verdict,
        "ground": found.ground,
        "reasons": found.reasons,
    }
    found.reply_message_id = tell_partner(found.request, ACCESS_OPINION_TYPE, body, at=at, on=on)
    found.reply_letter, found.reply_letter_on = letter.number.strip(), day_in(letter.on)
    found.state, found.decided_at = ConsultationStage.REPLIED.value, at
    found.save()
