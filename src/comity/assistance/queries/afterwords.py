"""What was asked or told of what was supplied, as people read it."""

from datetime import date

from comity.assistance.afterword_rules import stands
from comity.assistance.duties import CENTRAL
from comity.assistance.models import Afterword, Answer, Request
from comity.assistance.queries.supplied import demand_asker, exhibits_supplied
from comity.assistance.terms import Party, RequestState, StepNotAllowedError
from comity.assistance.terms.afterwords import (
    ANSWER_ITEM,
    REQUEST_ITEM,
    AfterwordKind,
    AfterwordState,
)
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

MOST_WAITING = 20
# As many are looked through for those that may be seen; the central unit sees every one.
_FEW = 4 * MOST_WAITING
# Before it left, or came, nothing was supplied that anything could be asked about.
_NOTHING_YET = frozenset(
    {RequestState.DRAFT, RequestState.SUBMITTED, RequestState.WITHDRAWN, RequestState.APPROVED}
)


def afterwords_of(request: Request) -> tuple[Afterword, ...]:
    """Return what was asked or told about a request that was found for whoever may see it."""
    if request.own_side is Party.REQUESTING and request.stands in _NOTHING_YET:
        return ()
    found = request.afterwords.select_related("answer")
    rows = tuple(found.prefetch_related("items__exhibit")) if found else ()
    for each in rows:
        each.request = request  # what is read already is not read again
    return rows


def afterword(reference: str, number: int, *, seen_by: Viewer) -> Afterword:
    """Return one afterword.

    Raises:
        NotFoundError: there is none, or none that `seen_by` may see.
    """
    seen = Afterword.objects.visible_to(seen_by).filter(request__reference=reference)
    found = seen.filter(number=number).select_related("request__agency", "answer", "scan").first()
    if found is None:
        raise NotFoundError()
    return found


def waiting_afterwords(*, seen_by: Viewer) -> tuple[Afterword, ...]:
    """Return what waits for the central unit, to be sent or decided, the oldest first."""
    if not seen_by.holds(*CENTRAL):
        return ()
    # What waits is little, and read first: of all requests it would be asked too long.
    few = list(Afterword.objects.all().waiting().order_by("id").values_list("pk", flat=True)[:_FEW])
    waiting = Afterword.objects.visible_to(seen_by).filter(pk__in=few).order_by("id")
    return tuple(waiting.select_related("request")[:MOST_WAITING]) if few else ()


def kinds_to_write(request: Request, *, supplied: bool) -> tuple[AfterwordKind, ...]:
    """Return what this side may ask or tell of a request, by who supplied what.

    Args:
        request: found for whoever may see it.
        supplied: a reply of ours was released, or one of the partner's was opened.
    """
    if request.own_side is Party.REQUESTING and request.stands in _NOTHING_YET:
        return ()
    return tuple(kind for kind in AfterwordKind if _may(request, kind, supplied=supplied))


def replies_about(request: Request) -> tuple[Answer, ...]:
    """Return the replies something can be asked about: ours released, a partner's opened."""
    replies = Answer.objects.filter(request=request).order_by("-number")
    if request.own_side is Party.REQUESTING:
        return tuple(replies.filter(opened_at__isnull=False))
    return tuple(replies.filter(released_at__isnull=False))


def items_to_recall(request: Request, about: Answer | None) -> tuple[tuple[str, str], ...]:
    """Return what of ours can be asked back, each with the name of its file; "" for the text."""
    whole = REQUEST_ITEM if about is None else ANSWER_ITEM
    exhibits = exhibits_supplied(request, about, ours=True)
    return ((whole, ""), *((key, each.file_name) for key, each in exhibits.items()))


def is_over(consent: Afterword, *, on: date) -> bool:
    """Tell whether a consent that was given holds no longer."""
    given = consent.stands is AfterwordState.GIVEN
    return given and not stands(consent.stands, until=consent.until, on=on)


def _may(request: Request, kind: AfterwordKind, *, supplied: bool) -> bool:
    about_answer = kind is not AfterwordKind.RECALL or request.own_side is Party.REQUESTED
    try:
        demand_asker(request, kind, about_answer=about_answer, ours=True)
    except StepNotAllowedError:
        return False
    return supplied or not about_answer
