"""Parts of a reply as pages tell them, and the card on the page of their request."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from comity.assistance.duties import ATTACH
from comity.assistance.models import ReplyPart, Request
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.parts import parts_of
from comity.assistance.services.parts_ruled import RuledPart
from comity.assistance.terms import Party, RefusalGround
from comity.assistance.terms.markings import Originator
from comity.assistance.terms.parts import PartStanding
from comity.assistance.wording import GROUND_NAMES
from comity.assistance.wording.markings import ORIGINATOR_NAMES
from comity.assistance.wording.parts import SAYS_NAMES, STANDING_NAMES, WITHHELD_NAMES
from comity.interfaces.web.basis import Reason, reason_of
from comity.interfaces.web.panel import Panel
from comity.kernel.rulings import Condition, Ground
from comity.officers.terms import Viewer

_PILLS = {
    PartStanding.PERMITTED: "pill-good",
    PartStanding.WAITS: "pill-wait",
    PartStanding.REFERRED: "pill-wait",
    PartStanding.REFUSED: "pill-stop",
}


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part as it is read.

    Attributes:
        part: the part.
        originator: whose it is, in words; empty where that is not told.
        standing: whether it may go, in words; empty of one that has gone.
        pill: how that is marked.
        says: what its originator has said, in words.
        reasons: why it may not go.
        withheld: the ground on which it is withheld, in words.
    """

    part: ReplyPart
    originator: str
    standing: str = ""
    pill: str = ""
    says: str = ""
    reasons: tuple[Reason, ...] = ()
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class PartsCard:
    """The card: how many parts stay, those that went or came, and whether any may be written."""

    reference: str
    staying: int
    lines: tuple[PartLine, ...]
    may_write: bool


def parts_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card of the parts; None where a reply has none and none can be written."""
    if not detail.replies:
        return None
    found = parts_of(detail.request, seen_by=viewer)
    may_write = may_write_parts(detail.request, viewer)
    if not found and not may_write:
        return None
    there = {each.pk for each in detail.replies}
    gone = tuple(line_of(each) for each in found if each.answer_id in there)
    staying = sum(each.answer_id is None for each in found)
    card = PartsCard(detail.request.reference, staying, gone, may_write)
    return Panel("reply_parts/panel.html", card, beside=True)


def may_write_parts(request: Request, viewer: Viewer) -> bool:
    """Tell whether a viewer writes the reply of a request that is being answered."""
    place = (request.own_side, request.stands)
    if request.own_side is not Party.REQUESTED or place not in ATTACH.states:
        return False
    return viewer.holds(*ATTACH.roles) and viewer.agency == request.agency_code


def line_of(part: ReplyPart) -> PartLine:
    """Return a part that went, or came, in words."""
    return PartLine(part, originator_of(part), withheld=withheld_of(part))


def ruled_lines(parts: Iterable[RuledPart]) -> tuple[PartLine, ...]:
    """Return parts that have not gone, each with what is ruled of it, in words."""
    return tuple(_ruled(each) for each in parts)


def originator_of(part: ReplyPart) -> str:
    """Return whose a part is; empty where that is not told."""
    if not part.originator:
        return ""
    kind = gettext(ORIGINATOR_NAMES[Originator(part.originator)])
    return f"{kind}: {part.named}" if part.named else kind


def withheld_of(part: ReplyPart) -> str:
    """Return on which ground a part is withheld; a code that nobody here knows as it is."""
    if part.withheld in frozenset(RefusalGround):
        return gettext(GROUND_NAMES[RefusalGround(part.withheld)])
    known = WITHHELD_NAMES.get(part.withheld)
    return part.withheld if known is None else gettext(known)


def _reason(ground: Ground) -> Reason:
    """A ground of a part bears one way only: it stays."""
    return reason_of(Condition(ground.code, ground.cites, ground.facts))


def _ruled(each: RuledPart) -> PartLine:
    ruled = each.ruled
    return PartLine(
        each.part,
        originator_of(each.part),
        standing=gettext(STANDING_NAMES[ruled.standing]),
        pill=_PILLS.get(ruled.standing, ""),
        says="" if each.part.is_own else gettext(SAYS_NAMES[ruled.says]),
        reasons=tuple(_reason(ground) for ground in ruled.grounds),
        withheld=withheld_of(each.part),
    )
