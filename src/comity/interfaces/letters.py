"""Handing a sealed letter out at a door: made first, then recorded in one transaction."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext, override

from comity.interfaces.sentences import cited, sentence
from comity.interfaces.taking_out import Handed
from comity.kernel.countries import NAMES
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Condition
from comity.letters.attaching import attached_request, digest_of
from comity.letters.composing import Voice, compose
from comity.letters.queries import matter_of_letter
from comity.letters.services import record_letter
from comity.letters.terms import Languages
from comity.letters.typesetting import typeset
from comity.officers.terms import Viewer

MEDIA_TYPE = "application/pdf"
Facts = Iterable[tuple[str, str]]
Seal = Callable[[bytes, str], bytes]
_source: list[Seal] = []


def furnish(seal: Seal) -> None:
    """Say how letters are sealed; called once, at start.

    Args:
        seal: returns a letter with this administration's seal, given the letter as it was set and
            the reference of its request.
    """
    _source[:] = [seal]


def _sealed(letter: bytes, reference: str) -> bytes:
    if not _source:
        raise NotFoundError(what="letter key")
    return _source[0](letter, reference)


def hand_out_letter(
    reference: str, *, languages: Languages, officer: Viewer, at: datetime, on: date
) -> Handed:
    """Make the sealed letter of a request, record that it was made, and hand it out.

    Args:
        reference: of the request.
        languages: those of the letter.
        officer: who makes it.
        at: aware UTC instant.
        on: the civil day it bears.

    Raises:
        NotFoundError, NotAllowedError, NotSentError: there is no letter to make for this officer.
        TypesettingFailedError: it could not be set.
    """
    matter = matter_of_letter(reference, seen_by=officer, on=on)
    attached = attached_request(matter, languages=languages)
    letter = compose(matter, voices=(voice_of(languages.first), voice_of(languages.second)))
    made = typeset(letter, attached=attached, at=at)
    sealed = _sealed(made, reference)
    with transaction.atomic(durable=True):
        record_letter(
            reference,
            languages=languages,
            digest=hashlib.sha256(sealed).hexdigest(),
            attached=digest_of(attached),
            officer=officer,
            at=at,
        )
    name = f"{reference}-{languages.first}-{languages.second}.pdf"
    return Handed(name, len(sealed), iter((sealed,)))


def voice_of(language: str) -> Voice:
    """Return how letters speak one language, whatever language their maker reads.

    Args:
        language: its code, one of those spoken here.
    """

    def translate(words: str) -> str:
        with override(language):
            return gettext(words)

    def day(told: date) -> str:
        with override(language):
            return formats.date_format(told, "DATE_FORMAT")

    def condition(told: Condition) -> str:
        with override(language):
            words = sentence(told.code, _readable(told.facts), translate=gettext)
            rests_on = cited(told.cites, translate=gettext, readable=_readable)
            return f"{words} ({rests_on})"

    return Voice(
        language=language,
        translate=translate,
        day=day,
        country=lambda code: _countries(language).get(code) or NAMES.get(code, code),
        condition=condition,
    )


@lru_cache(maxsize=8)
def _countries(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


def _readable(facts: Facts) -> Facts:
    """Return facts in the language that is spoken now: days as days, our own words translated."""
    return [(name, ", ".join(map(_told, value.split(", ")))) for name, value in facts]


def _told(value: str) -> str:
    try:
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    except ValueError:
        # The catalogue answers an empty question with its own head.
        return gettext(value) if value else value
