"""The words of letters: what stands in one, and what a check of one finds. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from comity.assistance.coding import Coded
from comity.assistance.terms import RequestDraft
from comity.kernel.errors import ComityError
from comity.kernel.languages import LANGUAGES
from comity.kernel.rulings import Condition
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

ATTACHED: Final = "request.json"
FORMAT: Final = "comity-letter-1"
ATTACHED_REPLY: Final = "reply.json"
REPLY_FORMAT: Final = "comity-letter-reply-1"
PERSON_FORMAT: Final = "comity-letter-person-1"

LETTER_MADE = EventKind(
    "letter.made",
    ("partner", "languages", "digest", "attached"),
    N_("A sealed letter of the request to {partner} was made ({languages})."),
)
REPLY_MADE = EventKind(
    "letter.reply_made",
    ("partner", "languages", "digest", "attached"),
    N_("A sealed letter to {partner} about its request was made ({languages})."),
)
INFORMATION_MADE = EventKind(
    "letter.information_made",
    ("partner", "languages", "digest", "attached"),
    N_("A sealed letter with information for {partner} was made ({languages})."),
)
PERSON_REPLY_MADE = EventKind(
    "letter.person_reply_made",
    ("languages", "digest", "attached"),
    N_("A sealed letter with the reply to the person was made ({languages})."),
)
EVENTS = (LETTER_MADE, REPLY_MADE, INFORMATION_MADE, PERSON_REPLY_MADE)

Words = tuple[str, str]
"""A sentence of the letter in its two languages."""


@dataclass(frozen=True, slots=True)
class Languages:
    """The two languages of a letter.

    Attributes:
        first: stands on the left.
        second: stands on the right; another than the first.

    Raises:
        LanguagesNotTakenError: one is not spoken here, or both are the same.
    """

    first: str
    second: str

    def __post_init__(self) -> None:
        """Refuse a pair no letter is written in."""
        if self.first == self.second or not {self.first, self.second} <= set(LANGUAGES):
            raise LanguagesNotTakenError(offered=", ".join(LANGUAGES))

    def __str__(self) -> str:
        return f"{self.first}, {self.second}"


@dataclass(frozen=True, slots=True)
class Side:
    """An administration as a letter names it.

    Attributes:
        code: two letters.
        name: of the administration, as it calls itself.
        unit: the agency that asks, or the unit that is addressed; may be empty.
        lines: the postal address of the side that is asked, where it is kept.
    """

    code: str
    name: str
    unit: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Enclosed:
    """An exhibit that goes with the request, beside the letter."""

    file_name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Translated:
    """A translation that stands beside what the letter says.

    Attributes:
        text: in the other language.
        from_language: code of the original's.
        into_language: code of the translation's.
        translator: who made it.
        translated_on: the civil day.
        certified_by: who certified it; empty when nobody did.
        authoritative: code of the language that counts where both differ.
    """

    text: str
    from_language: str
    into_language: str
    translator: str
    translated_on: date
    certified_by: str
    authoritative: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter is made from.

    Attributes:
        reference: of the request.
        own: who asks.
        partner: who is asked.
        draft: the request as it was approved.
        under: reference of the instrument relied on.
        title: what that instrument is called.
        article: the article relied on; empty where it is not recorded.
        terms_digest: of the instrument's encoding as it was ruled on.
        conditions: what the permission asks in return.
        enclosed: exhibits of the request.
        message: id of the message the request went out with.
        approved_on: the civil day it was approved.
        made_on: the civil day of the letter.
        coded: area and offence, in the versions of their lists.
        translated: translations of the request.
        said_on: the civil day it was put by word of mouth; None where it was not.
    """

    reference: str
    own: Side
    partner: Side
    draft: RequestDraft
    under: str
    title: str
    article: str
    terms_digest: str
    conditions: tuple[Condition, ...]
    enclosed: tuple[Enclosed, ...]
    message: str
    approved_on: date
    made_on: date
    coded: tuple[Coded, ...] = ()
    translated: tuple[Translated, ...] = ()
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a letter: a label, and what was typed, or words in both languages.

    Attributes:
        label: in both languages.
        typed: what somebody wrote, once, in the language they wrote it in.
        words: what the form itself says, in both.
        turned: of each line of what was typed, whether it runs right to left.
    """

    label: Words
    typed: str = ""
    words: Words = ("", "")
    turned: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A numbered part of a letter."""

    title: Words
    lines: tuple[Line, ...] = ()
    sentences: tuple[Words, ...] = ()
    files: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """What stands in a letter, before it is set.

    Attributes:
        languages: codes of both.
        turned: which of both run right to left.
        reference: of the request.
        head: the country that asks, in both languages.
        own: the administration that asks.
        to: the country that is asked, in both languages.
        partner: the administration that is asked.
        facts: reference, day and the like, beside the code for verification.
        title: what the letter is.
        opening: its first sentence.
        parts: numbered.
        closing: its last sentences.
        blanks: what is filled in by hand where it is signed.
        labels: every other fixed word, by name.
    """

    languages: Words
    turned: tuple[bool, bool]
    reference: str
    head: Words
    own: Side
    to: Words
    partner: Side
    facts: tuple[Line, ...]
    title: Words
    opening: Words
    parts: tuple[Part, ...]
    closing: tuple[Words, ...]
    blanks: tuple[Words, ...]
    labels: Mapping[str, Words]


class Finding(StrEnum):
    """What a check of a letter finds; the values are codes of sentences."""

    WHOLE = "letter_whole"
    NOT_A_LETTER = "letter_not_readable"
    NO_SEAL = "letter_no_seal"
    SEAL_BROKEN = "letter_seal_broken"
    CHANGED_AFTER = "letter_changed_after"
    NOTHING_ATTACHED = "letter_nothing_attached"
    DIGEST_DIFFERS = "letter_digest_differs"
    OTHER_PAPER = "letter_other_paper"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a letter found.

    Attributes:
        finding: the first thing that is wrong, or that it is whole.
        reference: of the request; empty where it cannot be read.
        sealed_by: the name in the certificate; empty without a seal.
        certificate: SHA-256 of it, for comparing with what the administration told.
        sealed_at: as the sealing machine's clock said; None where it says nothing.
        digest: SHA-256 of the attached file; empty where there is none.
        attached: the attached file.
    """

    finding: Finding
    reference: str = ""
    sealed_by: str = ""
    certificate: str = ""
    sealed_at: datetime | None = None
    digest: str = ""
    attached: bytes = b""

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return self.finding is Finding.WHOLE


class LanguagesNotTakenError(ComityError):
    """A letter is in two different languages of those spoken here."""

    code = "letter_languages"


class LanguageNotTakenError(ComityError):
    """A letter to a person is in one language of those spoken here."""

    code = "letter_language"


class NotSentError(ComityError):
    """Nothing was approved, decided or answered that a letter is made of."""

    code = "letter_not_sent"


class TypesettingFailedError(ComityError):
    """The typesetter could not set the letter."""

    code = "letter_not_set"
