"""The sentences of filters that are kept."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "too_many_filters": N_("You keep {most} filters already. Delete one first."),
    "filter_empty": N_("This filter would leave nothing out. Choose something first."),
}
