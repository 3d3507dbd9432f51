"""What an entry names beside what it is about: the items by which it can be found. Pure."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

VALUE_LIMIT: Final = 300


class MentionKind(StrEnum):
    """What is named."""

    ABOUT = "about"
    INSTRUMENT = "instrument"
    ARTICLE = "article"
    EXHIBIT = "exhibit"
    MESSAGE = "message"
    PARTNER = "partner"
    OFFICER = "officer"
    FILE = "file"


BASES: Final = (MentionKind.INSTRUMENT.value, MentionKind.ARTICLE.value)
"""What a ruling can rest on."""

# A fact has the same name in every event that knows it.
_KIND_OF_FACT: Final[Mapping[str, MentionKind]] = {
    "under": MentionKind.INSTRUMENT,
    "agreement": MentionKind.INSTRUMENT,
    "article": MentionKind.ARTICLE,
    "exhibit": MentionKind.EXHIBIT,
    "exhibits": MentionKind.EXHIBIT,
    "message": MentionKind.MESSAGE,
    "partner": MentionKind.PARTNER,
    "partners": MentionKind.PARTNER,
    "item": MentionKind.ABOUT,
    "officer": MentionKind.OFFICER,
    "deputy": MentionKind.OFFICER,
    "receiver": MentionKind.OFFICER,
    "author": MentionKind.OFFICER,
    "issued_by": MentionKind.OFFICER,
    "asked_by": MentionKind.OFFICER,
    "file": MentionKind.FILE,
}

Mention = tuple[str, str]


def mentions_of(about: str, fields: Mapping[str, object]) -> tuple[Mention, ...]:
    """Return what an entry names, as (value, kind), each once and in order.

    Args:
        about: what the entry is about.
        fields: its facts, by name.
    """
    found = {(shortened(about), MentionKind.ABOUT.value)}
    for name, value in fields.items():
        kind = _KIND_OF_FACT.get(name)
        if kind is not None:
            found |= {(shortened(text), kind.value) for text in _texts(value)}
    return tuple(sorted(mention for mention in found if mention[0]))


def shortened(value: str) -> str:
    """Return a value as it is kept for finding; longer ones are found by their beginning."""
    return value[:VALUE_LIMIT]


def _texts(value: object) -> Iterable[str]:
    match value:
        case str():
            return (value,)
        case list() | tuple():
            return tuple(text for text in value if isinstance(text, str))
        case _:
            return ()
