"""How an answer and its exhibits are to be handled, as the rules and as people read it."""

from comity.assistance.models import Answer, Marking, Request
from comity.assistance.terms.markings import HandlingScheme
from comity.evidence.models import Exhibit
from comity.officers.terms import Viewer


def handling_of(answer: Answer, *, exhibit: Exhibit | None = None) -> list[tuple[str, str]]:
    """Return the handling codes of an answer, or of one exhibit with it, each with its scheme.

    Args:
        answer: with the code that stands in its own field, and those it was marked with.
        exhibit: only what marks this one, and the answer as a whole.
    """
    found = [(HandlingScheme.EUROPOL.value, answer.handling)] if answer.handling else []
    marked = answer.markings.exclude(handling="")
    meant = (each for each in marked if exhibit is None or each.exhibit_id in {None, exhibit.pk})
    return [*found, *((each.handling_scheme, each.handling) for each in meant)]


def markings_of(request: Request, *, seen_by: Viewer) -> tuple[Marking, ...]:
    """Return what is said of the replies of a request and their exhibits, in order."""
    seen = Marking.objects.visible_to(seen_by).filter(answer__request=request)
    return tuple(seen.select_related("answer", "exhibit"))
