"""Identifiers of parties and things: the scheme each is written in, and how it is compared."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


class Scheme(StrEnum):
    """A rule by which numbers are given out.

    Source: [imo-a-1117], [iso-6346], [iso-3779], [iso-13616], [iso-17442], [icao-9303],
    [iso-3166-1], [itu-e-164], [itu-m-585], [itu-rr-19], [hs-convention], [eu-mrn], [wco-tin-2018].
    """

    IMO = "imo"
    MMSI = "mmsi"
    CALL_SIGN = "call-sign"
    CONTAINER = "container"
    VIN = "vin"
    MRN = "mrn"
    HS = "hs"
    TRADER = "trader"
    LEI = "lei"
    IBAN = "iban"
    TRAVEL_DOCUMENT = "travel-document"
    COUNTRY = "country"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at an identifier again. It never keeps anything from going on.

    Attributes:
        code: stable code; its sentence stands in `wording`.
        facts: named values that the sentence speaks of.
        field: of the party or the draft in which it was typed; may be empty.
        about: the number itself where the field holds more; may be empty.
    """

    code: str
    facts: tuple[tuple[str, str], ...] = ()
    field: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or a sign as it was typed, and the scheme it is meant in."""

    scheme: Scheme
    typed: str

    @property
    def normalised(self) -> str:
        """The form in which two are compared: spaces, hyphens and capitals make no difference."""
        kept = "<" if self.scheme is Scheme.TRAVEL_DOCUMENT else ""
        plain = normalised(self.typed, keeping=kept)
        return plain.removeprefix(_SAID_BEFORE.get(self.scheme, "")) or plain


# What people write before a number, and what belongs to none.
_SAID_BEFORE = {Scheme.IMO: "IMO", Scheme.IBAN: "IBAN"}


def normalised(text: str, *, keeping: str = "") -> str:
    """Return a text as it is compared: NFKC, capitals, letters and digits only.

    Digits of every script become the ten of ASCII; letters of other scripts stay as they are.

    Args:
        text: as typed.
        keeping: further characters that count.
    """
    before, plain = text, _once(text, keeping)
    # A separator that goes can bring a letter and its accent together, which are one then.
    while plain != before:
        before, plain = plain, _once(plain, keeping)
    return plain


def _once(text: str, keeping: str) -> str:
    whole = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).upper())
    return "".join(_plain(each) for each in whole if _counts(each) or each in keeping)


def _counts(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _plain(character: str) -> str:
    decimal = unicodedata.decimal(character, None)
    return character if decimal is None else str(decimal)
