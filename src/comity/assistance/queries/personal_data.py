"""Personal data this node holds, as far as structured fields tell, and where one person is named.

No field says of every text whom it names. What is listed here is what fields tell: the persons
concerned of a request, and answers marked as personal data. The desk says so to its reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from comity.agreements.terms import DataCategory
from comity.assistance.duties import PROTECT_DATA
from comity.assistance.models import Answer, Request
from comity.assistance.terms import Party
from comity.assistance.terms.personal_data import DataAsked, Held, Sign
from comity.kernel.rulings import Limb, Ruling
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
    found = _cases(asked, seen_by)
    count = found.order_by("-pk").values("pk")[: MOST_COUNTED + 1].count()
    if after:
        found = found.filter(pk__lt=after)
    cases = list(found.order_by("-pk")[: limit + 1])
    answers = _answers_of(cases[:limit])
    rows = [row for case in cases[:limit] for row in _rows(case, answers.get(case.pk), on)]
    shown = tuple(row for row in rows if _wanted(row, asked))
    more = cases[limit - 1].pk if len(cases) > limit else 0
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
    in_answer = Answer.objects.visible_to(seen_by).filter(
        request=OuterRef("pk"), text__icontains=wanted
    )
    seen = Request.objects.visible_to(seen_by).filter(in_request | Exists(in_answer))
    found = list(seen.order_by("-pk")[:MOST_CASES])
    answers = _answers_of(found)
    return tuple(_naming(case, answers.get(case.pk), wanted) for case in found)


def _naming(case: Request, answer: Answer | None, text: str) -> FoundCase:
    low = text.casefold()
    fields = [name for name in _IN_REQUEST if low in getattr(case, name).casefold()]
    if answer is not None and low in answer.text.casefold():
        fields.append("answer")
    return FoundCase(case.reference, case.partner, tuple(fields))


def _cases(asked: DataAsked, viewer: Viewer) -> "QuerySet[Request]":
    marked = (
        Answer.objects.visible_to(viewer)
        .filter(request=OuterRef("pk"))
        .filter(categories__icontains=DataCategory.PERSONAL.value)
    )
    found = Request.objects.visible_to(viewer).filter(~Q(parties="") | Exists(marked))
    if asked.partner:
        found = found.filter(partner=asked.partner)
    if asked.case:
        found = found.filter(reference=asked.case)
    if asked.since:
        found = found.filter(created_at__gte=_midnight(asked.since))
    if asked.until:
        found = found.filter(created_at__lt=_midnight(asked.until + timedelta(days=1)))
    return found


def _midnight(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, tzinfo=timezone.get_current_timezone())


def _answers_of(cases: list[Request]) -> dict[int, Answer]:
    keys = [case.pk for case in cases]
    answers = Answer.objects.all().with_their_request().filter(request_id__in=keys)
    return {answer.request_id: answer for answer in answers.annotate(of=F("request_id"))}


def _rows(case: Request, answer: Answer | None, on: date) -> Iterator[DataRow]:
    received = case.own_side is Party.REQUESTED
    if case.parties:
        held = Held.RECEIVED_REQUEST if received else Held.OWN_REQUEST
        yield _row(case, held, (Sign.PARTIES,), case.relied_on, case.article, case.last_ruling)
    if answer is None:
        return
    marked = DataCategory.PERSONAL.value in answer.categories
    if not (marked or case.parties):
        return
    # What answers a question about persons says something about them, marked or not.
    signs = (*((Sign.CATEGORY,) if marked else ()), *((Sign.PARTIES,) if case.parties else ()))
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
        subjects=case.parties,
        under=under,
        article=article,
        own_law=_own_law(ruling),
        since=case.created_at,
        keep_until=keep_until,
        overdue=keep_until is not None and on is not None and on >= keep_until,
    )


def _own_law(ruling: Ruling | None) -> tuple[str, ...]:
    if ruling is None:
        return ()
    cited = (ground.cites for ground in ruling.grounds if ground.limb is Limb.OWN_LAW)
    return tuple(dict.fromkeys(str(each) for each in cited))


def _wanted(row: DataRow, asked: DataAsked) -> bool:
    return (not asked.held or row.held == asked.held) and (row.overdue or not asked.overdue)
