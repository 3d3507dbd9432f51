"""How much of each language there is, counted from its catalogue and its reviews."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from comity.interfaces.languages.reviews import (
    is_translated,
    read_catalogue,
    read_reviews,
    sentences,
)
from comity.kernel.languages import LANGUAGES, SOURCE

LOCALES = Path(__file__).resolve().parents[2] / "node" / "locale"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One language.

    Attributes:
        code: of the language, as `uk`.
        name: of the language, in itself.
        total: how many sentences there are.
        translated: how many of them have a translation.
        reviewed: how many translations a native reader has approved as they stand.
        changed: how many were approved once, and were changed since.
    """

    code: str
    name: str
    total: int
    translated: int
    reviewed: int
    changed: int

    @property
    def is_source(self) -> bool:
        """Whether the sentences are written in this language, and nothing is translated."""
        return self.code == SOURCE

    @property
    def is_unreviewed(self) -> bool:
        """Whether any sentence of it was translated by a machine and approved by nobody."""
        return not self.is_source and self.reviewed < self.total


def coverage(code: str, *, locales: Path = LOCALES) -> Coverage:
    """Return how far one language is.

    Args:
        code: one of `LANGUAGES`.
        locales: the folder of the catalogues.
    """
    if code == SOURCE:
        # English has no catalogue: it is what the others are translations of.
        total = max(coverage(each, locales=locales).total for each in LANGUAGES if each != SOURCE)
        return Coverage(code, LANGUAGES[code], total, total, total, 0)
    reviews = read_reviews(locales / code)
    held = tuple(sentences(read_catalogue(locales / code)))
    approved = [message for message in held if reviews.covers(message)]
    once = [message for message in held if reviews.of(message) is not None]
    return Coverage(
        code,
        LANGUAGES[code],
        total=len(held),
        translated=sum(is_translated(message) for message in held),
        reviewed=len(approved),
        changed=len(once) - len(approved),
    )


@lru_cache(maxsize=1)
def whole() -> tuple[Coverage, ...]:
    """Return every language people are spoken to in; read once, as the catalogues themselves."""
    return tuple(coverage(code) for code in LANGUAGES)


def is_unreviewed(language: str) -> bool:
    """Tell whether a reader of this language has to be told that a machine translated.

    Args:
        language: its code, as `ar` or `ar-eg`.
    """
    code = language.split("-", maxsplit=1)[0]
    return any(each.is_unreviewed for each in whole() if each.code == code)
