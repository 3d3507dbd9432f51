"""The words of oral requests and of what was released alone, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.translation import gettext

from comity.assistance.terms.duty_release import AloneReason, Follow, ReviewWord
from comity.assistance.terms.oral import Likeness, Means, OralLeave, OralState, WhyUrgent
from comity.assistance.wording.duty_release import (
    ALONE_REASON_NAMES,
    FOLLOW_NAMES,
    REVIEW_WORD_NAMES,
)
from comity.assistance.wording.oral import (
    LIKENESS_NAMES,
    MEANS_NAMES,
    ORAL_LEAVE_NAMES,
    ORAL_STATE_NAMES,
    URGENCY_NAMES,
)

register = template.Library()

# Of each list its codes and their names; no two lists share a code.
_LISTS: tuple[tuple[Any, Mapping[Any, str]], ...] = (
    (Means, MEANS_NAMES),
    (WhyUrgent, URGENCY_NAMES),
    (OralLeave, ORAL_LEAVE_NAMES),
    (OralState, ORAL_STATE_NAMES),
    (Likeness, LIKENESS_NAMES),
    (AloneReason, ALONE_REASON_NAMES),
    (ReviewWord, REVIEW_WORD_NAMES),
    (Follow, FOLLOW_NAMES),
)
_NAMES = {code.value: names[code] for codes, names in _LISTS for code in codes}


@register.filter
def urgent_name(code: str) -> str:
    """Return a code of these lists in words."""
    return gettext(_NAMES[code])
