"""The card of a request's page for what is asked or told of what was supplied."""

from dataclasses import dataclass

from comity.assistance.duties import WRITE_AFTERWORD
from comity.assistance.models import Afterword
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.afterwords import afterwords_of, is_over, kinds_to_write
from comity.assistance.terms.afterwords import AfterwordKind
from comity.interfaces.web.clock import today
from comity.interfaces.web.panel import Panel
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class AfterwordRow:
    """One line of the card."""

    afterword: Afterword
    is_over: bool


@dataclass(frozen=True, slots=True)
class AfterwordCard:
    """What was asked or told, and what this officer may write."""

    rows: tuple[AfterwordRow, ...]
    kinds: tuple[AfterwordKind, ...]


def afterwords_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card; None where nothing was said and this officer may write nothing."""
    shown, on = detail.request, today()
    rows = tuple(AfterwordRow(each, is_over(each, on=on)) for each in afterwords_of(shown))
    writes = viewer.holds(*WRITE_AFTERWORD.roles) and viewer.reaches(
        shown.agency_code, roles=WRITE_AFTERWORD.roles
    )
    supplied = any(each.released_at for each in detail.replies)
    kinds = kinds_to_write(shown, supplied=supplied) if writes else ()
    if not rows and not kinds:
        return None
    return Panel("afterwords/panel.html", AfterwordCard(rows, kinds), beside=not rows)
