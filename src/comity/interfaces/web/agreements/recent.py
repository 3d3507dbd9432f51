"""What was lately read out of a register for a page, in the reader's language.

The same register gives the same page again: what is found under one filter on one day is kept for
the next reader. A register that is no longer in use takes what was kept of it along.
"""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from django.utils.translation import get_language

from comity.agreements.terms import Register

_KEPT = 32
_RECENT: WeakKeyDictionary[Register, dict[Hashable, object]] = WeakKeyDictionary()
_ONE_AT_A_TIME = Lock()
_Read = TypeVar("_Read")


def recently(register: Register, asked: Hashable, read: Callable[[], _Read]) -> _Read:
    """Return what `read` gives, or gave for the same question to the same register.

    What was asked for longest ago makes room, so that what every page asks for stays.

    Args:
        register: what is read; nothing else may decide the answer but `asked` and the language.
        asked: the question, with the filter and the day.
        read: how to answer it; never None.
    """
    key = (asked, get_language())
    with _ONE_AT_A_TIME:
        kept = _RECENT.setdefault(register, {})
        answer = kept.pop(key, None)
        if answer is not None:
            kept[key] = answer
            return cast(_Read, answer)
    found = read()
    with _ONE_AT_A_TIME:
        kept[key] = found
        while len(kept) > _KEPT:
            del kept[next(iter(kept))]
    return found
