"""Translations of what was asked or answered: beside the original, never in its place. Pure."""

from dataclasses import dataclass
from enum import StrEnum


class TextOf(StrEnum):
    """Which text was translated."""

    REQUEST = "request"
    ANSWER = "answer"


class Authority(StrEnum):
    """Which of both texts counts where they differ."""

    ORIGINAL = "original"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True)
class TranslationDraft:
    """A translation as typed.

    Attributes:
        of: a `TextOf`.
        text: what it says in the other language.
        from_language: code of the original's language, such as `uk`.
        into_language: code of the translation's.
        translator: who translated it: a person, a bureau, or a machine.
        translated_on: the civil day, ISO.
        certified_by: who certified it, and how; empty when nobody did.
        authority: an `Authority`.
    """

    of: str = ""
    text: str = ""
    from_language: str = ""
    into_language: str = ""
    translator: str = ""
    translated_on: str = ""
    certified_by: str = ""
    authority: str = Authority.ORIGINAL.value
