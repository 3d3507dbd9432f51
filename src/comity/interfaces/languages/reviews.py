"""What native readers have reviewed: one file of data beside each catalogue, `review.toml`.

A review is of one sentence and of one translation of it. Change either, and the review no longer
counts: the digest of the sentence is not found any more, or that of its translation differs.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

CATALOGUE = Path("LC_MESSAGES") / "django.po"
REVIEW = "review.toml"


@dataclass(frozen=True, slots=True)
class Review:
    """One sitting of a reader.

    Attributes:
        by: who read, by name.
        on: the day.
        sentences: the digest of each sentence read, and that of the translation approved.
    """

    by: str
    on: date
    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Reviews:
    """All that is told about the review of one language.

    Attributes:
        awaiting: sentences that may stand without a translation for now.
        made: the sittings, oldest first.
    """

    awaiting: tuple[str, ...] = ()
    made: tuple[Review, ...] = ()

    def of(self, message: Message) -> Review | None:
        """Return the latest review of a sentence, whether or not it has changed since."""
        digest = sentence_digest(message)
        return next((each for each in reversed(self.made) if digest in each.sentences), None)

    def covers(self, message: Message) -> bool:
        """Tell whether a reader has approved this translation of this sentence."""
        review = self.of(message)
        approved = review.sentences[sentence_digest(message)] if review else None
        return approved == translation_digest(message)


def read_catalogue(folder: Path) -> Catalog:
    """Return the catalogue of a language.

    Args:
        folder: of the language, such as `locale/uk`.
    """
    with (folder / CATALOGUE).open("rb") as source:
        return read_po(source, locale=folder.name)


def read_reviews(folder: Path) -> Reviews:
    """Return what was reviewed in a language; nothing when nobody has written it down.

    Args:
        folder: of the language, such as `locale/uk`.

    Raises:
        tomllib.TOMLDecodeError: the file is no TOML.
        KeyError: a sitting leaves out who, when or what.
    """
    path = folder / REVIEW
    told = tomllib.loads(path.read_text()) if path.exists() else {}
    made = tuple(
        Review(each["by"], each["on"], dict(each["sentences"])) for each in told.get("review", ())
    )
    awaiting = tuple(told.get("awaiting", ()))
    return Reviews(awaiting, tuple(sorted(made, key=lambda each: each.on)))


def sentences(catalogue: Catalog) -> Iterator[Message]:
    """Yield every sentence of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def forms(message: Message) -> tuple[str, ...]:
    """Return the translation in each of its numbers; an empty one where it is not translated."""
    told = message.string
    return tuple(told) if isinstance(told, tuple | list) else (told or "",)


def is_translated(message: Message) -> bool:
    """Tell whether a sentence has a translation, in each of the language's numbers."""
    return all(forms(message))


def in_english(message: Message) -> str:
    """Return the sentence itself; the plural where it has two."""
    return message.id if isinstance(message.id, str) else message.id[-1]


def sentence_digest(message: Message) -> str:
    """Return what names a sentence in `review.toml`: its words and its context."""
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    return _digest([message.context or "", *ids])


def translation_digest(message: Message) -> str:
    """Return what a reader approved: every form of the translation."""
    return _digest(list(forms(message)))


def _digest(texts: list[str]) -> str:
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()[:16]
