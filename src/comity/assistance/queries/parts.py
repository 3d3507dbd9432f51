"""The parts of replies, as people read them."""

from comity.assistance.models import Answer, Marking, ReplyPart, Request
from comity.assistance.terms.markings import Originator
from comity.evidence.models import Exhibit
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

MOST_WAITING = 200
_OWN = ("", Originator.OWN.value)


def parts_of(request: Request, *, seen_by: Viewer) -> tuple[ReplyPart, ...]:
    """Return the parts of the replies of a request that may be seen, in order.

    Args:
        request: that was found for whoever may see it.
        seen_by: who looks.
    """
    there = ReplyPart.objects.filter(request=request)
    if not there.exists():
        return ()
    seen = there.visible_to(seen_by).select_related("exhibit", "agency", "answer", "consent")
    return tuple(seen)


def waiting_parts(*, seen_by: Viewer, most: int = MOST_WAITING) -> tuple[ReplyPart, ...]:
    """Return the parts that the viewer's agency is asked to let go, written first on top."""
    found = ReplyPart.objects.all().waiting_for(seen_by).order_by("id")
    return tuple(found.select_related("request", "exhibit", "agency")[:most])


def reply_part(key: int, *, seen_by: Viewer) -> ReplyPart:
    """Return one part.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    seen = ReplyPart.objects.all().visible_to(seen_by).filter(pk=key)
    found = seen.select_related("request__agency", "exhibit", "agency").first()
    if found is None:
        raise NotFoundError()
    return found


def others_in(answer: Answer) -> tuple[str, ...]:
    """Return the names of those beside its supplier whose parts a reply holds, in order."""
    parts = ReplyPart.objects.filter(answer=answer, withheld="").exclude(originator__in=_OWN)
    marked = Marking.objects.filter(answer=answer).exclude(originator__in=_OWN)
    named = (*parts.values_list("named", flat=True), *marked.values_list("named", flat=True))
    return tuple(sorted(set(named)))


def suppliers_in(answer: Answer, *, exhibit: Exhibit | None = None) -> frozenset[str]:
    """Return the codes of the other administrations that supplied parts of a reply.

    Args:
        answer: opened, or ours.
        exhibit: only of this one; None for the whole reply.
    """
    parts = ReplyPart.objects.filter(answer=answer, withheld="").exclude(supplier="")
    if exhibit is not None:
        parts = parts.filter(exhibit=exhibit)
    return frozenset(parts.values_list("supplier", flat=True))
