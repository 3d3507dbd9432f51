"""The parts of a reply as whoever releases it reads them: which go, which stay, and why."""

from dataclasses import dataclass
from uuid import UUID

from comity.assistance.models import Answer, Request
from comity.assistance.services.parts_ruled import demand_parts_go, parts_going, ruled_parts
from comity.interfaces.web.clock import today
from comity.interfaces.web.reply_parts.shown import PartLine, ruled_lines
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError


@dataclass(frozen=True, slots=True)
class GoingShown:
    """How a reply would go now.

    Attributes:
        lines: each part, with what is ruled of it.
        exhibits_kept: ids of the exhibits that do not go.
        why_not: why the reply cannot go so; empty where it can.
    """

    lines: tuple[PartLine, ...]
    exhibits_kept: tuple[UUID, ...]
    why_not: str


def going_of(request: Request, answer: Answer | None) -> GoingShown | None:
    """Return how a reply that waits to be released would go; None where it has no parts."""
    if answer is None or answer.released_at is not None:
        return None
    if not request.reply_parts.exists():
        return None
    ruled = ruled_parts(request, answer.as_draft(), on=today())
    kept = parts_going(request, answer, on=today()).exhibits_kept
    return GoingShown(ruled_lines(ruled), kept, _why_not(request, answer))


def parts_shown(request: Request, answer: Answer | None) -> tuple[PartLine, ...]:
    """Return the parts of a reply that waits, each with what is ruled of it; none of a request."""
    going = going_of(request, answer)
    return () if going is None else going.lines


def _why_not(request: Request, answer: Answer) -> str:
    try:
        demand_parts_go(request, answer, on=today())
    except ComityError as stays:
        return tell_error(stays)
    return ""
