"""What persons ask about their data: registered, searched for, and decided item by item."""

from datetime import date, datetime

from comity.assistance.access_rules import (
    answer_due,
    problems_in_law,
    problems_in_subject,
    problems_in_verdict,
    state_after,
)
from comity.assistance.calendars import calendar_of
from comity.assistance.duties import KEEP_SUBJECTS
from comity.assistance.models.access import AccessLaw, SubjectItem, SubjectRequest
from comity.assistance.queries.access import (
    held_of_person,
    item_of,
    law_of_access,
)
from comity.assistance.references import next_of_persons
from comity.assistance.services.access_hearing import demand_heard
from comity.assistance.services.access_items import begin_files, item_made
from comity.assistance.services.law import own_code
from comity.assistance.services.moves import demand_no_problems
from comity.assistance.terms.access import (
    ItemVerdict,
    LawDraft,
    SubjectDraft,
    SubjectMove,
    SubjectMoveError,
    SubjectState,
    VerdictDraft,
)
from comity.assistance.terms.afterwords import day_in
from comity.assistance.terms.events.access import (
    SUBJECT_ITEM_DECIDED,
    SUBJECT_LAW_KEPT,
    SUBJECT_REGISTERED,
    SUBJECT_SEARCHED,
)
from comity.kernel.errors import NotFoundError
from comity.ledger.services import append
from comity.ledger.terms import OVERSIGHT, EventKind, FieldValue
from comity.officers.terms import Viewer, demand_role


def keep_access_law(law: LawDraft, *, officer: Viewer, at: datetime) -> AccessLaw:
    """Write down what our own law wants of answering persons; the last one counts.

    Args:
        law: as typed.
        officer: a data protection officer.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: a number is none, or no article is named.
    """
    demand_role(officer, KEEP_SUBJECTS.roles)
    demand_no_problems(problems_in_law(law))
    kept = AccessLaw.objects.create(
        days=law.days,
        unit=law.unit,
        article=law.article.strip(),
        consult_days=law.consult_days,
        keep_days=law.keep_days,
        by=officer.name,
        at=at,
    )
    append(
        SUBJECT_LAW_KEPT,
        about="subjects",
        by=officer.name,
        agency=OVERSIGHT,
        at=at,
        days=law.days,
        article=kept.article,
    )
    return kept


def register_subject(
    draft: SubjectDraft, *, officer: Viewer, at: datetime, on: date
) -> SubjectRequest:
    """Register what a person asks about their data; its clock begins with who they are shown.

    Args:
        draft: as typed.
        officer: a data protection officer.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        InvalidDraftError: something is missing or cannot be kept.
    """
    demand_role(officer, KEEP_SUBJECTS.roles)
    demand_no_problems(problems_in_subject(draft, on=on))
    received_on, identity_on = day_in(draft.received_on), day_in(draft.identity_on)
    assert received_on is not None, "a request without its day has a problem"
    made = SubjectRequest(
        reference=_next_reference(on.year),
        right=draft.right,
        person=draft.person.strip(),
        identifiers=draft.identifiers.strip(),
        contact=draft.contact.strip(),
        asked=draft.asked.strip(),
        identity=draft.identity,
        identity_on=identity_on,
        received_on=received_on,
        registered_by=officer.name,
        registered_at=at,
    )
    set_clock(made)
    note_writer(made, officer)
    made.save()
    record(SUBJECT_REGISTERED, made, officer=officer, at=at, right=made.right, day=str(received_on))
    return made


def search_subject(reference: str, *, officer: Viewer, at: datetime, on: date) -> SubjectRequest:
    """Search all that is held for the person; what was found before keeps what was decided on it.

    Attached files are read behind it, by the worker: no page waits for them.

    Raises:
        NotAllowedError, NotFoundError: as for every act on a person's request.
        SubjectMoveError: it is not being examined any more.
    """
    found = subject_locked(reference, officer=officer)
    demand_role(officer, KEEP_SUBJECTS.roles)
    state_after(found.stands, SubjectMove.SEARCH)
    terms = SubjectDraft(person=found.person, identifiers=found.identifiers).searched()
    every = list(found.items.all())
    known = {(each.request_id, each.answer_id): each for each in every if not each.exhibit_id}
    held = held_of_person(terms, seen_by=officer)
    for each in held:
        there = known.get((each.request.pk, each.answer.pk if each.answer else None))
        if there is not None:
            there.fields = sorted(each.fields)
            there.save(update_fields=["fields"])
            continue
        every.append(item_made(found, each, number=len(every) + 1, on=on))
    begin_files(found, officer=officer)
    found.searched_at = at
    note_writer(found, officer)
    found.save()
    record(SUBJECT_SEARCHED, found, officer=officer, at=at, found=len(held))
    return found


def decide_item(
    reference: str,
    number: int,
    draft: VerdictDraft,
    *,
    officer: Viewer,
    at: datetime,
    on: date,
) -> SubjectItem:
    """Decide on one thing that was found: granted, withheld, or neither confirmed nor denied.

    Args:
        reference: of the person's request.
        number: of the thing found.
        draft: what is decided.
        officer: a data protection officer.
        at: aware UTC instant.
        on: the civil day.

    Raises:
        InvalidDraftError: a ground or where it is said is missing.
        ConsultationOwedError: a partner supplied it, and was not heard yet.
        OpinionBindsError: the partner objects, and its word binds.
        SubjectMoveError: it is not being examined any more.
        NotAllowedError, NotFoundError: as for every act on a person's request.
    """
    found = subject_locked(reference, officer=officer)
    demand_role(officer, KEEP_SUBJECTS.roles)
    if found.stands is not SubjectState.OPEN:
        raise SubjectMoveError()
    item = item_of(found, number)
    demand_no_problems(problems_in_verdict(draft))
    if draft.verdict == ItemVerdict.GRANT:
        demand_heard(item, on=on)
    item.verdict, item.decided_by = draft.verdict, officer.name
    withheld = draft.verdict != ItemVerdict.GRANT
    item.ground, item.cites = (draft.ground, draft.cites.strip()) if withheld else ("", "")
    item.reasons = draft.reasons.strip()
    item.save()
    note_writer(found, officer)
    found.save()
    told = {"item": str(item.number), "verdict": item.verdict}
    record(SUBJECT_ITEM_DECIDED, found, officer=officer, at=at, **told)
    return item


def subject_locked(reference: str, *, officer: Viewer) -> SubjectRequest:
    """Return a person's request that an officer may see, locked until the transaction ends.

    Raises:
        NotFoundError: there is none, or none that the officer may see.
    """
    seen = SubjectRequest.objects.visible_to(officer)
    found = seen.select_for_update(of=("self",), no_key=True).filter(reference=reference).first()
    if found is None:
        raise NotFoundError()
    return found


def set_clock(subject: SubjectRequest) -> None:
    """Reckon by when the person is answered: by our own law, or by the administrative default."""
    law, by_default = law_of_access()
    subject.due_on = answer_due(
        law,
        received_on=subject.received_on,
        identity_on=subject.identity_on,
        calendars=(calendar_of(own_code()),),
    )
    subject.due_by = "" if by_default else law.article


def note_writer(subject: SubjectRequest, officer: Viewer) -> None:
    """Note that an officer wrote in it: none of those approves it."""
    subject.writers = sorted({*subject.writers, *officer.people})
    subject.version += 1


def record(
    event: EventKind,
    subject: SubjectRequest,
    *,
    officer: Viewer,
    at: datetime,
    **told: FieldValue,
) -> None:
    """Record an act on a person's request, for oversight alone."""
    append(event, about=subject.reference, by=officer.name, agency=OVERSIGHT, at=at, **told)


def _next_reference(year: int) -> str:
    begins, counted = f"SA-{year}-", next_of_persons(year)
    last = SubjectRequest.objects.filter(reference__startswith=begins).order_by("-pk").first()
    # What was registered before there was a counter counts too.
    number = int(last.reference.rpartition("-")[2]) + 1 if last is not None else 1
    return f"{begins}{max(counted, number):05}"
