"""What persons ask about their data: the desk's list, one request, and what is held of a person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from comity.agreements.queries import current_register
from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import ProvisionKind
from comity.assistance.access_rules import SupplierLaw
from comity.assistance.duties import SEE_SUBJECTS
from comity.assistance.models import Answer, Request
from comity.assistance.models.access import (
    AccessConsultation,
    AccessLaw,
    SubjectItem,
    SubjectRequest,
)
from comity.assistance.queries.personal_data import MOST_CASES, cases_naming
from comity.assistance.terms import Party
from comity.assistance.terms.access import ItemVerdict, LawDraft
from comity.assistance.terms.access_files import FilePlace
from comity.evidence.models import Exhibit
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

MOST_LISTED = 25
MOST_WAITING = 50
# These fields stand beside the request: a turn it took, and what was asked of it afterwards.
_IN_ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class HeldOfPerson:
    """One place in which a person is named.

    Attributes:
        request: the matter.
        answer: the reply it stands in; None where it stands in the request, or beside it.
        fields: names of the fields it stands in.
        exhibit: the attached file it stands in; None where it was typed.
        theirs: whether the partner supplied that file; None where it was typed.
        places: of a file, the first places the person is named in.
        place_count: how many there are.
    """

    request: Request
    answer: Answer | None
    fields: tuple[str, ...]
    exhibit: Exhibit | None = None
    theirs: bool | None = None
    places: tuple[FilePlace, ...] = ()
    place_count: int = 0


@dataclass(frozen=True, slots=True)
class SubjectsPage:
    """A page of persons' requests.

    Attributes:
        rows: registered last, first.
        after: key of the last, to go on from; 0 at the end.
    """

    rows: tuple[SubjectRequest, ...]
    after: int


def subjects_page(*, seen_by: Viewer, after: int = 0, limit: int = MOST_LISTED) -> SubjectsPage:
    """Return a page of persons' requests.

    Args:
        seen_by: a data protection officer, or of the central unit.
        after: key of the last of the page before; 0 for the first page.
        limit: most of a page.

    Raises:
        NotAllowedError: `seen_by` is neither.
    """
    demand_role(seen_by, SEE_SUBJECTS.roles)
    found = SubjectRequest.objects.visible_to(seen_by).order_by("-pk")
    if after:
        found = found.filter(pk__lt=after)
    rows = list(found[: limit + 1])
    return SubjectsPage(tuple(rows[:limit]), rows[limit - 1].pk if len(rows) > limit else 0)


def subject_request(reference: str, *, seen_by: Viewer) -> SubjectRequest:
    """Return one person's request.

    Raises:
        NotAllowedError: `seen_by` handles none.
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    demand_role(seen_by, SEE_SUBJECTS.roles)
    found = SubjectRequest.objects.visible_to(seen_by).filter(reference=reference).first()
    if found is None:
        raise NotFoundError()
    return found


def items_of(subject: SubjectRequest) -> list[SubjectItem]:
    """Return what was found of a person whose request may be seen, with what partners said of it.

    A matter that was erased since has nothing left to give; its items say so by their fields.
    """
    found = SubjectItem.objects.filter(subject=subject)
    found = found.select_related("request", "answer", "exhibit")
    return list(found.prefetch_related("consultations"))


def item_of(subject: SubjectRequest, number: int) -> SubjectItem:
    """Return one thing that was found.

    Raises:
        NotFoundError: there is none of that number.
    """
    found = next((item for item in items_of(subject) if item.number == number), None)
    if found is None:
        raise NotFoundError()
    found.subject = subject
    return found


def waiting_consultations(*, seen_by: Viewer) -> list[AccessConsultation]:
    """Return the consultations that wait for somebody here, the oldest first.

    Raises:
        NotAllowedError: `seen_by` handles none.
    """
    demand_role(seen_by, SEE_SUBJECTS.roles)
    waiting = AccessConsultation.objects.visible_to(seen_by).waiting()
    return list(waiting.select_related("request", "item__subject").order_by("id")[:MOST_WAITING])


def access_consultation(number: int, *, seen_by: Viewer) -> AccessConsultation:
    """Return one consultation about a person's data.

    Raises:
        NotAllowedError: `seen_by` handles none.
        NotFoundError: there is none of that number.
    """
    demand_role(seen_by, SEE_SUBJECTS.roles)
    seen = AccessConsultation.objects.visible_to(seen_by).filter(pk=number)
    found = seen.select_related("request__agency", "answer", "item__subject").first()
    if found is None:
        raise NotFoundError()
    return found


def law_of_access() -> tuple[LawDraft, bool]:
    """Return what our own law wants, and whether that is only the administrative default."""
    kept = AccessLaw.objects.first()
    return (kept.draft, False) if kept is not None else (LawDraft(), True)


def held_of_person(terms: Iterable[str], *, seen_by: Viewer) -> tuple[HeldOfPerson, ...]:
    """Return every place in which a person is named by any of the terms, the latest first.

    Args:
        terms: the name, and what else the person is known by.
        seen_by: a data protection officer.

    Raises:
        NotAllowedError: `seen_by` is none.
    """
    wanted = tuple(terms)
    named: dict[str, set[str]] = {}
    for term in wanted:
        for each in cases_naming(term, seen_by=seen_by):
            named.setdefault(each.case, set()).update(each.fields)
    seen = Request.objects.visible_to(seen_by).filter(reference__in=list(named)[:MOST_CASES])
    found: list[HeldOfPerson] = []
    for request in seen.select_related("agency").order_by("-pk"):
        beside = sorted(named[request.reference] - {_IN_ANSWER})
        if beside:
            found.append(HeldOfPerson(request, None, tuple(beside)))
        if _IN_ANSWER in named[request.reference]:
            found += [
                HeldOfPerson(request, answer, (_IN_ANSWER,))
                for answer in _answers_naming(request, wanted)
            ]
    return tuple(found)


def supplier_law(request: Request, *, on: date) -> SupplierLaw:
    """Return what the agreement of a matter says of hearing the supplier before giving access.

    Args:
        request: of the matter.
        on: the civil day.
    """
    register = current_register()
    if not request.relied_on or not register.has(request.relied_on):
        return SupplierLaw()
    instrument = register.instrument(request.relied_on)
    said = instrument.provision_on(ProvisionKind.DATA_SUBJECT, on=on)
    if said is None or not said.flag("supplier_heard"):
        return SupplierLaw()
    cites = cite_provision(instrument, said)
    words = ", ".join(value for _name, value in cites.facts if value)
    return SupplierLaw(words or instrument.reference, bool(said.flag("objection_binds")))


def supplied_by_partner(request: Request, answer: Answer | None) -> bool:
    """Tell whether it was the partner who supplied a request, or a reply to one.

    Information that nobody asked for is its giver's whole: what it is about, and what it tells.
    """
    requesting = request.own_side is Party.REQUESTING
    return requesting if answer is not None or request.unasked else not requesting


def text_given(item: SubjectItem) -> tuple[tuple[str, str], ...]:
    """Return what of an item is given: the fields it stands in, with what stands there now.

    What stands in a file is not told here: its name and the places are.
    """
    if item.verdict != ItemVerdict.GRANT or item.exhibit_id is not None:
        return ()
    if item.answer is not None:
        return (("answer", item.answer.text),) if item.answer.text else ()
    draft = item.request
    told = ((name, getattr(draft, name, "")) for name in item.fields)
    return tuple((name, text) for name, text in told if isinstance(text, str) and text)


def _answers_naming(request: Request, terms: tuple[str, ...]) -> list[Answer]:
    said = Q()
    for term in terms:
        said |= Q(text__icontains=term) | Q(still_to_come__icontains=term)
    answers = Answer.objects.all().with_their_request().filter(said, request=request)
    return list(answers.order_by("number"))
