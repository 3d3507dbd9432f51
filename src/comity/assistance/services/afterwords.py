"""Afterwords of ours: written by one, sent by another; those that came by letter, taken down."""

from datetime import date, datetime
from uuid import uuid4

from comity.assistance.afterword_rules import problems_in_afterword, problems_in_letter
from comity.assistance.duties import SEND_AFTERWORD, WRITE_AFTERWORD
from comity.assistance.models import Afterword, AfterwordItem, Answer, Request
from comity.assistance.queries.supplied import answer_of, demand_asker, exhibits_supplied
from comity.assistance.schemas.afterwords import (
    CONSENT_ASKED_TYPE,
    DISCLOSURE_NOTICE_TYPE,
    EVIDENCE_NOTICE_TYPE,
    RECALL_ASKED_TYPE,
    RECTIFICATION_TYPE,
)
from comity.assistance.services.correcting import (
    demand_correction_approved,
    is_correction,
    permission_to_correct,
    record_correction,
)
from comity.assistance.services.moves import demand_no_problems, request_for_change
from comity.assistance.services.telling import tell_partner
from comity.assistance.terms import (
    DeputyOfWriterError,
    OtherAgencyError,
    SecondPersonNeededError,
    StepNotAllowedError,
)
from comity.assistance.terms.afterwords import (
    ANSWER_ITEM,
    NOTICES,
    REQUEST_ITEM,
    AfterwordDraft,
    AfterwordKind,
    AfterwordOverError,
    AfterwordState,
    LetterMark,
    day_in,
)
from comity.assistance.terms.events import (
    AFTERWORD_DROPPED,
    AFTERWORD_RECEIVED,
    AFTERWORD_SENT,
    AFTERWORD_WRITTEN,
)
from comity.kernel.errors import NotFoundError, Problem
from comity.ledger.services import append
from comity.ledger.terms import EventKind
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role

TYPES = {
    AfterwordKind.CONSENT: CONSENT_ASKED_TYPE,
    AfterwordKind.RECALL: RECALL_ASKED_TYPE,
    AfterwordKind.DISCLOSURE: DISCLOSURE_NOTICE_TYPE,
    AfterwordKind.EVIDENCE: EVIDENCE_NOTICE_TYPE,
}


def write_afterword(
    reference: str,
    kind: AfterwordKind,
    draft: AfterwordDraft,
    *,
    answer: int | None,
    officer: Viewer,
    at: datetime,
    on: date,
) -> Afterword:
    """Write an afterword of ours; a second person, of the central unit, sends it.

    Args:
        reference: of the request.
        kind: what it asks for, or tells.
        draft: what it says.
        answer: number of the reply it is about; None when a recall is about our request.
        officer: of the agency the matter belongs to, or of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is missing or cannot be kept.
        AnswerNotOpenedError, NothingSuppliedError: there is nothing it could be about.
        StepNotAllowedError: it is the other side that would ask this.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand_writer(request, officer)
    demand_asker(request, kind, about_answer=answer is not None, ours=True)
    about = None if answer is None else answer_of(request, answer)
    demand_no_problems(
        (*problems_in_afterword(kind, draft, on=on), *_strange_items(request, about, kind, draft))
    )
    made = keep_afterword(request, kind, draft, about=about, key=str(uuid4()), ours=True, at=at)
    made.writers, made.written_by = sorted(officer.people), officer.name
    made.save(update_fields=["writers", "written_by"])
    note(AFTERWORD_WRITTEN, made, officer=officer, at=at)
    return made


def take_afterword_down(
    reference: str,
    kind: AfterwordKind,
    draft: AfterwordDraft,
    *,
    answer: int | None,
    letter: LetterMark,
    officer: Viewer,
    at: datetime,
    on: date,
) -> Afterword:
    """Take down what a partner without a node asks or tells by letter.

    Args:
        reference: of the request.
        kind: what it asks for, or tells.
        draft: what the letter says.
        answer: number of the reply it is about; None when it is about their request.
        letter: number and day of the letter.
        officer: of the central unit.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: something is missing or cannot be kept.
        StepNotAllowedError: the matter goes by node, or it is ours to ask this.
        NotFoundError, NotAllowedError, AnswerNotOpenedError, NothingSuppliedError: as to write.
    """
    request = request_for_change(reference, officer=officer)
    demand_role(officer, SEND_AFTERWORD.roles)
    if not request.by_letter:
        raise StepNotAllowedError(state=request.state, action="register")
    demand_asker(request, kind, about_answer=answer is not None, ours=False)
    about = None if answer is None else answer_of(request, answer)
    demand_no_problems(
        (*problems_in_afterword(kind, draft, on=on), *problems_in_letter(letter, on=on))
    )
    made = keep_afterword(request, kind, draft, about=about, key=str(uuid4()), ours=False, at=at)
    made.state = AfterwordState.TOLD if kind in NOTICES else AfterwordState.OPEN
    made.letter, made.letter_on = letter.number.strip(), day_in(letter.on)
    made.save()
    note(AFTERWORD_RECEIVED, made, officer=officer, at=at, message="")
    return made


def send_afterword(
    reference: str,
    number: int,
    *,
    letter: LetterMark,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
    on: date,
) -> Afterword:
    """Let an afterword of ours leave: a second person of the central unit, signed in afresh.

    Args:
        reference: of the request.
        number: of the afterword.
        letter: number and day of the letter, where the partner has no node.
        officer: of the central unit; not who wrote it.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        AfterwordOverError: it does not wait to be sent.
        SecondPersonNeededError: the officer wrote it.
        FreshSignInNeededError: the officer has not just signed in afresh.
        InvalidDraftError: the matter goes by letter, and the letter is not named.
        RulingStandsAgainstError, HigherApprovalNeededError: as to release what it corrects.
        DataOfficerApprovalNeededError: it corrects, and the data protection officer's word on it
            is missing, or against it.
        RelianceMissingError, LinkNotConfirmedError: as to tell the partner anything.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    demand_role(officer, SEND_AFTERWORD.roles)
    made = afterword_of(request, number, state=AfterwordState.DRAFTED)
    if not officer.people.isdisjoint(made.writers):
        own = officer.officer_id in made.writers
        raise SecondPersonNeededError() if own else DeputyOfWriterError()
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    mark_letter(request, made, letter, on=on)
    body = {**body_of(made), "answer": made.answer_message, **made.draft.told(made.what)}
    under = permission_to_correct(made, officer=officer, on=on) if is_correction(made) else None
    approved_by = (
        demand_correction_approved(made, under=under, officer=officer) if under is not None else ""
    )
    made.message_id = tell_partner(request, _type_of(made), body, at=at, on=on, under=under)
    made.sent_by, made.sent_at = officer.name, at
    made.state = AfterwordState.TOLD if made.what in NOTICES else AfterwordState.OPEN
    made.save()
    if under is not None:
        record_correction(made, under=under, approved_by=approved_by, officer=officer, at=at)
    note(AFTERWORD_SENT, made, officer=officer, at=at, message=made.message_id)
    return made


def drop_afterword(reference: str, number: int, *, officer: Viewer, at: datetime) -> Afterword:
    """Give up an afterword of ours that was not sent.

    Raises:
        AfterwordOverError: it does not wait to be sent.
        NotFoundError, NotAllowedError: as for every act on a request.
    """
    request = request_for_change(reference, officer=officer)
    _demand_writer(request, officer)
    made = afterword_of(request, number, state=AfterwordState.DRAFTED)
    made.state = AfterwordState.DROPPED
    made.save(update_fields=["state"])
    note(AFTERWORD_DROPPED, made, officer=officer, at=at)
    return made


def keep_afterword(
    request: Request,
    kind: AfterwordKind,
    draft: AfterwordDraft,
    *,
    about: Answer | None,
    key: str,
    ours: bool,
    at: datetime,
) -> Afterword:
    """Keep an afterword beside its request, which the caller has locked, under its next number."""
    last = Afterword.objects.filter(request=request).order_by("-number").first()
    made = Afterword.objects.create(
        request=request,
        answer=about,
        number=1 if last is None else last.number + 1,
        key=key,
        kind=kind.value,
        state=AfterwordState.DRAFTED.value,
        ours=ours,
        said=draft.told(kind),
        written_at=at,
    )
    if kind is AfterwordKind.RECALL:
        there = exhibits_supplied(request, about, ours=ours)
        AfterwordItem.objects.bulk_create(
            AfterwordItem(afterword=made, item=item, exhibit=there.get(item))
            for item in draft.items
        )
    return made


def afterword_of(request: Request, number: int, *, state: AfterwordState) -> Afterword:
    """Return an afterword of a request that the caller has locked, where it stands so.

    Raises:
        NotFoundError: there is none of that number.
        AfterwordOverError: it stands elsewhere.
    """
    found = Afterword.objects.filter(request=request, number=number).first()
    if found is None:
        raise NotFoundError()
    found.request = request
    if found.stands is not state:
        raise AfterwordOverError()
    return found


def mark_letter(request: Request, made: Afterword, letter: LetterMark, *, on: date) -> None:
    """Keep by which letter an afterword leaves; one that goes by node has none.

    Raises:
        InvalidDraftError: the matter goes by letter, and the letter is not named.
    """
    if request.by_letter:
        demand_no_problems(problems_in_letter(letter, on=on))
        made.letter, made.letter_on = letter.number.strip(), day_in(letter.on)


def body_of(made: Afterword) -> dict[str, object]:
    """Return what every message about an afterword begins with."""
    return {"reference": made.request.reference, "afterword": made.key}


def note(
    event: EventKind, made: Afterword, *, officer: Viewer, at: datetime, **fields: str
) -> None:
    """Record an act on an afterword."""
    append(
        event,
        about=made.request.reference,
        by=officer.name,
        agency=made.request.owner_on_record,
        at=at,
        partner=made.request.partner,
        afterword=made.kind,
        item=str(made.number),
        **fields,
    )


def _type_of(made: Afterword) -> str:
    return RECTIFICATION_TYPE if made.draft.rectifies else TYPES[made.what]


def _demand_writer(request: Request, officer: Viewer) -> None:
    demand_role(officer, WRITE_AFTERWORD.roles)
    if not officer.reaches(request.agency_code, roles=WRITE_AFTERWORD.roles):
        raise OtherAgencyError(agency=request.agency_code or "")


def _strange_items(
    request: Request, about: Answer | None, kind: AfterwordKind, draft: AfterwordDraft
) -> tuple[Problem, ...]:
    """Return what a recall is about that was not supplied by us."""
    if kind is not AfterwordKind.RECALL:
        return ()
    whole = REQUEST_ITEM if about is None else ANSWER_ITEM
    known = {whole, *exhibits_supplied(request, about, ours=True)}
    return () if set(draft.items) <= known else (Problem("unknown_code", "items"),)
