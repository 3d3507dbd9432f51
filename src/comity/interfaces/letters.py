"""Handing a sealed letter out at a door: made first, then recorded in one transaction."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from django.db import transaction
from django.utils import formats
from django.utils.translation import gettext, override

from comity.assistance.queries import request_detail
from comity.assistance.terms import Party
from comity.interfaces.sentences import cited, sentence
from comity.interfaces.taking_out import Handed
from comity.kernel.countries import NAMES
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Condition
from comity.letters.attaching import attached_reply, attached_request, digest_of
from comity.letters.composing import compose
from comity.letters.queries import matter_of_letter
from comity.letters.reply_queries import matter_of_reply
from comity.letters.replying import compose_reply
from comity.letters.services import record_letter
from comity.letters.speaking import Voice, Voices
from comity.letters.terms import ATTACHED_REPLY, Languages
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


def seal_made(letter: bytes, reference: str) -> bytes:
    """Return what was set with this administration's seal over it.

    Args:
        letter: as it was set.
        reference: stands in the seal.

    Raises:
        NotFoundError: this node has no key for letters.
    """
    if not _source:
        raise NotFoundError(what="letter key")
    return _source[0](letter, reference)


def hand_out_letter(
    reference: str, *, languages: Languages, officer: Viewer, at: datetime, on: date
) -> Handed:
    """Make the sealed letter of a request, record that it was made, and hand it out.

    Of a partner's request that came by letter it is the letter of our decision, or of our answer.

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
    side = request_detail(reference, seen_by=officer).request.own_side
    make = _of_request if side is Party.REQUESTING else _of_reply
    made, attached = make(reference, languages=languages, officer=officer, at=at, on=on)
    sealed = seal_made(made, reference)
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


def _of_request(
    reference: str, *, languages: Languages, officer: Viewer, at: datetime, on: date
) -> tuple[bytes, bytes]:
    matter = matter_of_letter(reference, seen_by=officer, on=on)
    attached = attached_request(matter, languages=languages)
    return typeset(compose(matter, voices=_voices(languages)), attached=attached, at=at), attached


def _of_reply(
    reference: str, *, languages: Languages, officer: Viewer, at: datetime, on: date
) -> tuple[bytes, bytes]:
    matter = matter_of_reply(reference, seen_by=officer, on=on)
    attached = attached_reply(matter, languages=languages)
    letter = compose_reply(matter, voices=_voices(languages))
    return typeset(letter, attached=attached, at=at, name=ATTACHED_REPLY), attached


def _voices(languages: Languages) -> Voices:
    return voice_of(languages.first), voice_of(languages.second)


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
        language_name=lambda code: _languages(language).get(code) or code,
    )


@lru_cache(maxsize=8)
def _countries(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).territories)


@lru_cache(maxsize=8)
def _languages(language: str) -> dict[str, str]:
    return dict(Locale.parse(language).languages)


def _readable(facts: Facts) -> Facts:
    """Return facts in the language that is spoken now: days as days, our own words translated."""
    return [(name, ", ".join(map(_told, value.split(", ")))) for name, value in facts]


def _told(value: str) -> str:
    try:
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    except ValueError:
        # The catalogue answers an empty question with its own head.
        return gettext(value) if value else value
