"""The sentences of statistics, and what their figures are called."""

from collections.abc import Mapping

from comity.assistance.terms.moves import Party
from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "days_in_wrong_order": N_("The last day is before the first."),
    "more_than_a_year": N_("At most {most} days are counted at once."),
}

DIRECTION_NAMES: Mapping[Party, str] = {
    Party.REQUESTING: N_("What we asked"),
    Party.REQUESTED: N_("What they asked"),
}
