"""Personal data this node holds, as far as structured fields tell, and where one person is named.

No field says of every text whom it names. What is listed here is what fields tell: whom the fields
of a request for persons name, and answers marked as personal data. The desk says so to its reader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from comity.agreements.terms import DataCategory
from comity.assistance.duties import PROTECT_DATA
from comity.assistance.models import Afterword, Answer, Request, Turn
from comity.assistance.stored_rulings import own_law_cited
from comity.assistance.terms import Party, RequestDraft
from comity.assistance.terms.kind_fields import FIELDS
from comity.assistance.terms.personal_data import DataAsked, Held, Sign
from comity.kernel.rulings import Ruling
from comity.officers.terms import Viewer, demand_role

# Fields in which a person may be named, with the model they stand in.
_IN_REQUEST = (
    "subject",
    "facts",
    "asked",
    "parties",
    "legal_elements",
    "enquiries_made",
    "goods_description",
    "consignment_reference",
    "intended_use",
    "own_text",
    "return_reason",
    "decision_reasons",
)
_IN_ANSWER = ("text",)
MOST_CASES = 500
MOST_COUNTED = 250


@dataclass(frozen=True, slots=True)
class DataRow:
    """One place where personal data stands.

    Attributes:
        case: reference of the request.
        partner: code of the other administration.
        held: where it stands.
        signs: by which fields it is known to be personal.
        subjects: the persons concerned, as the field names them; empty when no field does.
        under: reference of the instrument it goes by; empty while none is relied on.
        article: the article relied on.
        own_law: what of the node's own law the ruling cites.
        since: when the case was begun here.
        keep_until: first day on which it may no longer be kept; None when no limit is recorded.
        overdue: that day has come.
    """

    case: str
    partner: str
    held: Held
    signs: tuple[Sign, ...]
    subjects: str
    under: str
    article: str
    own_law: tuple[str, ...]
    since: datetime
    keep_until: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register.

    Attributes:
        rows: in order of their cases, the latest first.
        cases: how many cases the filter finds, before the overdue ones are picked out; the most
            that are counted when there are more.
        after: key of the last case of the page, to go on from; 0 at the end.
        more_cases: there are more than were counted.
    """

    rows: tuple[DataRow, ...]
    cases: int
    after: int
    more_cases: bool = False


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case in which a text stands.

    Attributes:
        case: reference of the request.
        partner: code of the other administration.
        fields: names of the fields in which it stands.
    """

    case: str
    partner: str
    fields: tuple[str, ...]


def personal_data(
    asked: DataAsked, *, seen_by: Viewer, on: date, limit: int, after: int = 0
) -> RegisterPage:
    """Return a page of the personal data this node holds.

    Args:
        asked: which.
        seen_by: a data protection officer.
        on: the civil day, for what is overdue.
        limit: most cases walked for one page.
        after: key of the last case of the page before; 0 for the first page.

    Raises:
        NotAllowedError: `seen_by` is none.
    """
    demand_role(seen_by, PROTECT_DATA.roles)
    keys = _keys(asked, seen_by, most=max(MOST_COUNTED, limit) + 1)
    count = len(keys)
    if after:
        keys = _keys(asked, seen_by, before=after, most=limit + 1)
    here = keys[:limit]
    known = Request.objects.visible_to(seen_by).order_by().in_bulk(here)
    cases = [known[key] for key in here if key in known]
    answers = _answers_of(cases)
    rows = [row for case in cases for row in _rows(case, answers.get(case.pk, []), on)]
    shown = tuple(row for row in rows if _wanted(row, asked))
    more = here[-1] if len(keys) > limit else 0
    return RegisterPage(shown, min(count, MOST_COUNTED), more, more_cases=count > MOST_COUNTED)


def cases_naming(text: str, *, seen_by: Viewer) -> tuple[FoundCase, ...]:
    """Return the cases in whose fields a text stands, whatever its case, the latest first.

    A partner's answer that nobody has opened is not read: what it says is not known here yet.

    Args:
        text: exactly what is looked for.
        seen_by: a data protection officer.

    Returns:
        At most `MOST_CASES` cases.

    Raises:
        NotAllowedError: `seen_by` is none.
    """
    demand_role(seen_by, PROTECT_DATA.roles)
    wanted = text.strip()
    in_request = Q()
    for name in _IN_REQUEST:
        in_request |= Q(**{f"{name}__icontains": wanted})
    said = Q(text__icontains=wanted) | Q(still_to_come__icontains=wanted)
    in_answer = Answer.objects.visible_to(seen_by).filter(said, request=OuterRef("pk"))
    on_its_way = Turn.objects.filter(_said_in_turn(wanted))
    afterwards = Afterword.objects.filter(_said_afterwards(wanted))
    beside_it = Exists(on_its_way.filter(request=OuterRef("pk")))
    after_it = Exists(afterwards.filter(request=OuterRef("pk")))
    named = in_request | Exists(in_answer) | beside_it | after_it
    seen = Request.objects.visible_to(seen_by).filter(named)
    found = list(seen.order_by("-pk")[:MOST_CASES])
    answers = _answers_of(found)
    beside = {
        name: set(rows.filter(request__in=found).values_list("request_id", flat=True))
        for name, rows in (("turns", on_its_way), ("afterwords", afterwards))
    }
    return tuple(_naming(case, answers.get(case.pk, []), wanted, beside) for case in found)


def _said_afterwards(text: str) -> Q:
    """Find a text in what was asked or told of what was supplied, and in what came of it."""
    said = Q(conditions__icontains=text) | Q(reasons__icontains=text)
    for name in ("why", "corrected", "old", "court", "onward_to"):
        said |= Q(**{f"said__{name}__icontains": text})
    return said


def _said_in_turn(text: str) -> Q:
    """Find a text in what was said when a request took a turn, or was asked until then."""
    said = Q(reasons__icontains=text)
    for field in fields(RequestDraft):
        if field.name in _IN_REQUEST:
            said |= Q(**{f"earlier__{field.name}__icontains": text})
    for name in FIELDS:
        said |= Q(**{f"earlier__particulars__{name}__icontains": text})
    return said


def _naming(
    case: Request, answers: list[Answer], text: str, beside: Mapping[str, set[int]]
) -> FoundCase:
    low = text.casefold()
    found = [name for name in _IN_REQUEST if low in getattr(case, name).casefold()]
    if any(low in told.casefold() for each in answers for told in (each.text, each.still_to_come)):
        found.append("answer")
    found += [name for name, cases in beside.items() if case.pk in cases]
    return FoundCase(case.reference, case.partner, tuple(found))


def _keys(asked: DataAsked, viewer: Viewer, *, most: int, before: int = 0) -> list[int]:
    """Return the keys of the cases in which personal data stands, the latest first.

    Each sign has an index of its own, so each is asked apart, and what they find is joined. Asked
    for together, every case and every answer would be read.

    Args:
        asked: which.
        viewer: who looks.
        most: how many.
        before: only cases with a smaller key; 0 for all.
    """
    seen = _asked_for(asked, Request.objects.visible_to(viewer))
    # The answers lead: joined the other way about, SQLite would begin with every case.
    its_case = Exists(seen.filter(pk=OuterRef("request")))
    marked = Answer.objects.all().with_their_request().filter(its_case, personal=True)
    named = seen.filter(names_persons=True)
    if before:
        named, marked = named.filter(pk__lt=before), marked.filter(request_id__lt=before)
    found = set(named.order_by("-pk").values_list("pk", flat=True)[:most])
    # One case may have several replies; it is counted once.
    of_cases = marked.order_by("-request_id").values_list("request_id", flat=True).distinct()
    found.update(of_cases[:most])
    return sorted(found, reverse=True)[:most]


def _asked_for(asked: DataAsked, cases: "QuerySet[Request]") -> "QuerySet[Request]":
    if asked.partner:
        cases = cases.filter(partner=asked.partner)
    if asked.case:
        cases = cases.filter(reference=asked.case)
    if asked.since:
        cases = cases.filter(created_at__gte=_midnight(asked.since))
    if asked.until:
        cases = cases.filter(created_at__lt=_midnight(asked.until + timedelta(days=1)))
    return cases


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())


def _answers_of(cases: list[Request]) -> dict[int, list[Answer]]:
    keys = [case.pk for case in cases]
    answers = Answer.objects.all().with_their_request().filter(request_id__in=keys)
    found: dict[int, list[Answer]] = {}
    for answer in answers.order_by("number"):
        found.setdefault(answer.request_id, []).append(answer)
    return found


def _rows(case: Request, answers: list[Answer], on: date) -> Iterator[DataRow]:
    received = case.own_side is Party.REQUESTED
    if case.names_persons:
        held = Held.RECEIVED_REQUEST if received else Held.OWN_REQUEST
        yield _row(case, held, (Sign.PARTIES,), case.relied_on, case.article, case.last_ruling)
    for answer in answers:
        yield from _of_answer(case, answer, on)


def _of_answer(case: Request, answer: Answer, on: date) -> Iterator[DataRow]:
    received = case.own_side is Party.REQUESTED
    marked = DataCategory.PERSONAL.value in answer.categories
    if not (marked or case.names_persons):
        return
    # What answers a question about persons says something about them, marked or not.
    named = (Sign.PARTIES,) if case.names_persons else ()
    signs = (*((Sign.CATEGORY,) if marked else ()), *named)
    held = Held.SUPPLIED_ANSWER if received else Held.RECEIVED_ANSWER
    limits = answer.use_limits()
    until = limits.keep_until if limits and not received else None
    yield _row(
        case,
        held,
        signs,
        answer.relied_on or (limits.under if limits else ""),
        answer.article,
        answer.last_ruling,
        keep_until=until,
        on=on,
    )


def _row(
    case: Request,
    held: Held,
    signs: tuple[Sign, ...],
    under: str,
    article: str,
    ruling: Ruling | None,
    *,
    keep_until: date | None = None,
    on: date | None = None,
) -> DataRow:
    return DataRow(
        case=case.reference,
        partner=case.partner,
        held=held,
        signs=signs,
        subjects=case.persons,
        under=under,
        article=article,
        own_law=own_law_cited(ruling),
        since=case.created_at,
        keep_until=keep_until,
        overdue=keep_until is not None and on is not None and on >= keep_until,
    )


def _wanted(row: DataRow, asked: DataAsked) -> bool:
    return (not asked.held or row.held == asked.held) and (row.overdue or not asked.overdue)
