"""What was lately read out of a register for a page, in the reader's language.

The same register gives the same page again: what is found under one filter on one day is kept for
the next reader. A register that is no longer in use takes what was kept of it along.
"""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from django.utils.translation import get_language

from comity.agreements.terms import Register

_KEPT = 16
_RECENT: WeakKeyDictionary[Register, dict[Hashable, object]] = WeakKeyDictionary()
_Read = TypeVar("_Read")


def recently(register: Register, asked: Hashable, read: Callable[[], _Read]) -> _Read:
    """Return what `read` gives, or gave for the same question to the same register.

    Args:
        register: what is read; nothing else may decide the answer but `asked` and the language.
        asked: the question, with the filter and the day.
        read: how to answer it.
    """
    kept = _RECENT.setdefault(register, {})
    key = (asked, get_language())
    if key not in kept:
        answer = read()
        if len(kept) >= _KEPT:
            kept.clear()
        kept[key] = answer
        return answer
    return cast(_Read, kept[key])
