"""The card that tells how an answer and its exhibits are to be handled."""

from dataclasses import dataclass

from django.utils.translation import gettext

from comity.assistance.duties import ATTACH
from comity.assistance.models import Marking
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.markings import markings_of
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.markings import EvaluationScheme, HandlingScheme, Originator
from comity.assistance.wording.markings import (
    EVALUATION_SCHEME_NAMES,
    HANDLING_MEANINGS,
    HANDLING_SCHEME_NAMES,
    INFORMATION_MEANINGS,
    ORIGINATOR_NAMES,
    SOURCE_MEANINGS,
)
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class MarkingLine:
    """What is said of one part, each code with its plain meaning."""

    marking: Marking
    handling: str
    evaluation: str
    originator: str


@dataclass(frozen=True, slots=True)
class MarkingCard:
    """What is said of every part, and whether this officer may state it."""

    lines: tuple[MarkingLine, ...]
    may_mark: bool


def markings_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card; None where nothing is stated and this officer may state nothing."""
    if not detail.replies:
        return None
    marked = any(each.markings.exists() for each in detail.replies)
    found = markings_of(detail.request, seen_by=viewer) if marked else ()
    lines = tuple(line_of(each) for each in found)
    may_mark = _may_mark(detail, viewer)
    if not lines and not may_mark:
        return None
    return Panel("markings/panel.html", MarkingCard(lines, may_mark), beside=True)


def line_of(marking: Marking) -> MarkingLine:
    """Return what is said of one part, in words."""
    draft = marking.draft
    handling = evaluation = originator = ""
    if draft.handling:
        scheme = gettext(HANDLING_SCHEME_NAMES[HandlingScheme(draft.handling_scheme)])
        meaning = gettext(HANDLING_MEANINGS[draft.handling_scheme, draft.handling])
        handling = f"{scheme} {draft.handling}: {meaning}"
    if draft.evaluation_scheme:
        scheme = gettext(EVALUATION_SCHEME_NAMES[EvaluationScheme(draft.evaluation_scheme)])
        source = gettext(SOURCE_MEANINGS[draft.evaluation_scheme, draft.source])
        told = gettext(INFORMATION_MEANINGS[draft.evaluation_scheme, draft.information])
        evaluation = f"{scheme} {draft.source}{draft.information}: {source}; {told}"
    if draft.originator:
        originator = gettext(ORIGINATOR_NAMES[Originator(draft.originator)])
    return MarkingLine(marking, handling, evaluation, originator)


def _may_mark(detail: RequestDetail, viewer: Viewer) -> bool:
    shown = detail.request
    being_written = shown.own_side is Party.REQUESTED and shown.stands in {
        RequestState.ACCEPTED,
        RequestState.ANSWER_DRAFTED,
    }
    unreleased = any(each.released_at is None for each in detail.replies)
    own = viewer.holds(*ATTACH.roles) and shown.agency_code == viewer.agency
    return being_written and unreleased and own
