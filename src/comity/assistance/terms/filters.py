"""Filters that an officer keeps under a name. Pure."""

from typing import Final

from comity.kernel.errors import ComityError

MOST_FILTERS: Final = 20
LONGEST_NAME: Final = 60


class TooManyFiltersError(ComityError):
    """An officer keeps as many filters as anybody may."""

    code = "too_many_filters"
