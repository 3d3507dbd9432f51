"""The ways in which the register can be looked at."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class View(StrEnum):
    """One way of looking at what the filter found."""

    TABLE = "table"
    TIMELINE = "timeline"
    MAP = "map"


VIEW_NAMES: Mapping[View, Promise] = {
    View.TABLE: _("Table"),
    View.TIMELINE: _("Timeline"),
    View.MAP: _("Map"),
}
