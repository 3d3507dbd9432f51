"""Numbers that a page was sent: whatever is no such number counts as none."""

from typing import Final

from django.http import HttpRequest

_LAST_PAGE: Final = 10_000
_MOST_DIGITS: Final = 9  # no more than a column holds
_NONE: Final = 0  # pages and versions count from one


def page_asked(request: HttpRequest) -> int:
    """Return the page of a list that was asked for; the first where none was, or none so far."""
    asked = _number(request.GET.get("page", ""))
    return asked if 0 < asked <= _LAST_PAGE else 1


def version_read(request: HttpRequest) -> int:
    """Return the version that was read; a form that does not say it changes nothing."""
    return _number(request.POST.get("version", ""))


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) <= _MOST_DIGITS else _NONE
