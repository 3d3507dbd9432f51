"""Keeping filters of the list of requests; none of it is an act."""

from comity.assistance.models.filters import SavedFilter
from comity.assistance.queries.latest import RequestsAsked
from comity.assistance.terms.filters import LONGEST_NAME, MOST_FILTERS, TooManyFiltersError
from comity.kernel.errors import InvalidDraftError, NotFoundError, Problem
from comity.kernel.search_words import MOST_TYPED
from comity.kernel.texts import has_hidden_characters
from comity.officers.terms import Viewer


def save_filter(name: str, asked: RequestsAsked, *, officer: Viewer) -> SavedFilter:
    """Keep a filter under a name; one of that name is replaced.

    Args:
        name: as the officer calls it.
        asked: which requests it lists.
        officer: whose it is.

    Raises:
        InvalidDraftError: there is no name, or it cannot be kept; or it filters nothing.
        TooManyFiltersError: the officer keeps as many as anybody may.
    """
    name = " ".join(name.split())
    _demand_keepable(name, asked)
    kept = SavedFilter.objects.all().visible_to(officer)
    if not kept.filter(name=name).exists() and kept.count() >= MOST_FILTERS:
        raise TooManyFiltersError(most=MOST_FILTERS)
    told = {
        "side": asked.side.value if asked.side else "",
        "state": asked.state,
        "partner": asked.partner,
        "search": asked.search[:MOST_TYPED],
    }
    made, _ = SavedFilter.objects.update_or_create(
        officer_id=officer.officer_id, name=name, defaults=told
    )
    return made


def delete_filter(number: int, *, officer: Viewer) -> None:
    """Forget a filter.

    Raises:
        NotFoundError: the officer has none of that number.
    """
    deleted, _ = SavedFilter.objects.all().visible_to(officer).filter(pk=number).delete()
    if not deleted:
        raise NotFoundError()


def _demand_keepable(name: str, asked: RequestsAsked) -> None:
    if not name:
        raise InvalidDraftError((Problem("missing", "name"),))
    if len(name) > LONGEST_NAME:
        told = (("limit", str(LONGEST_NAME)),)
        raise InvalidDraftError((Problem("too_long", "name", told),))
    if has_hidden_characters(name, lines=False) or has_hidden_characters(asked.search, lines=False):
        raise InvalidDraftError((Problem("control_characters", "name"),))
    if asked == RequestsAsked():
        raise InvalidDraftError((Problem("filter_empty", "name"),))
