"""What the letter that answers a person says, in one language. Pure but for the words it asks."""

from collections.abc import Iterator

from comity.assistance.wording.access import (
    EXEMPTION_NAMES,
    PLACE_NAMES,
    RIGHT_NAMES,
    place_in_file,
)
from comity.kernel.wording import fill
from comity.letters import person_wording as wording
from comity.letters.person_terms import PersonGiven, PersonMatter
from comity.letters.speaking import (
    Voice,
    Voices,
    country_words,
    day_words,
    one_line,
    said,
    shown_side,
    typed_line,
)
from comity.letters.terms import Letter, Line, Part, Words
from comity.letters.wording import BLANKS, LABELS


def compose_person_reply(matter: PersonMatter, *, voice: Voice) -> Letter:
    """Return the letter that answers a person about their data.

    Args:
        matter: what it is made from.
        voice: of its only language.
    """
    voices = voice, voice
    return Letter(
        languages=(voice.language, voice.language),
        turned=(voice.turned, voice.turned),
        reference=matter.reference,
        head=country_words(voices, matter.own.code),
        own=shown_side(matter.own),
        to=("", ""),
        partner=shown_side(matter.person),
        facts=tuple(_facts(matter, voices)),
        title=said(voices, wording.TITLE),
        opening=said(voices, wording.OPENING),
        parts=tuple(_parts(matter, voices)),
        closing=(said(voices, wording.NEITHER), said(voices, wording.QUOTE)),
        blanks=tuple(said(voices, each) for each in BLANKS),
        labels={
            **{name: said(voices, each) for name, each in LABELS.items()},
            **{name: said(voices, each) for name, each in wording.LABELS.items()},
        },
    )


def _facts(matter: PersonMatter, voices: Voices) -> Iterator[Line]:
    yield Line(said(voices, LABELS["reference"]), matter.reference)
    yield Line(said(voices, wording.ASKED_FOR), words=said(voices, RIGHT_NAMES[matter.right]))
    yield Line(said(voices, wording.RECEIVED_ON), words=day_words(voices, matter.received_on))
    yield Line(said(voices, LABELS["approved"]), words=day_words(voices, matter.approved_on))
    yield Line(said(voices, LABELS["made"]), words=day_words(voices, matter.made_on))


def _parts(matter: PersonMatter, voices: Voices) -> Iterator[Part]:
    for given in matter.given:
        yield Part(_twice(_title(given, voices[0])), tuple(_lines(given, voices)))
    if not matter.given:
        nothing = said(voices, wording.NOTHING)
        yield Part(said(voices, wording.NOTHING_GIVEN), sentences=(nothing,))
    if matter.withheld:
        lines = tuple(
            typed_line(said(voices, EXEMPTION_NAMES[ground]), cites, long=False)
            for ground, cites in matter.withheld
        )
        yield Part(said(voices, wording.WITHHELD), lines)


def _title(given: PersonGiven, voice: Voice) -> str:
    facts = (
        ("place", voice.translate(PLACE_NAMES[given.place])),
        ("partner", voice.country(given.partner)),
        ("day", voice.day(given.since)),
    )
    return fill(voice.translate(wording.GIVEN), facts)


def _lines(given: PersonGiven, voices: Voices) -> Iterator[Line]:
    if given.article:
        yield Line(said(voices, wording.EXCHANGED_UNDER), one_line(given.article))
    for label, text in given.texts:
        yield typed_line(said(voices, label), text, long=True)
    if given.file:
        yield typed_line(said(voices, wording.FILE), given.file, long=False)
        yield typed_line(said(voices, wording.PLACES), _places(given, voices[0]), long=True)
    elif not given.texts:
        yield Line(said(voices, PLACE_NAMES[given.place]), words=said(voices, wording.NOT_KEPT))


def _places(given: PersonGiven, voice: Voice) -> str:
    told = [place_in_file(each, voice.translate) for each in given.places]
    if given.place_count > len(given.places):
        count = (("count", str(given.place_count)),)
        told.insert(0, fill(voice.translate(wording.MORE_PLACES), count))
    return "\n".join(told)


def _twice(words: str) -> Words:
    return words, words
