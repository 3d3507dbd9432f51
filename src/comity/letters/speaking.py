"""How a letter speaks: two voices, and what is said in both. Pure but for the words it asks."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comity.assistance.coding import Coded
from comity.assistance.wording import FIELD_LABELS
from comity.kernel.languages import RIGHT_TO_LEFT
from comity.kernel.rulings import Condition
from comity.letters.faces import runs_right_to_left, shown
from comity.letters.terms import Enclosed, Line, Side, Words


@dataclass(frozen=True, slots=True)
class Voice:
    """How one language is spoken; whoever makes letters brings two.

    Attributes:
        language: its code.
        translate: a sentence of ours into it.
        day: a day as it writes days.
        country: the name of a country or union.
        condition: a condition of a permission as a sentence.
        language_name: the name of a language.
    """

    language: str
    translate: Callable[[str], str]
    day: Callable[[date], str]
    country: Callable[[str], str]
    condition: Callable[[Condition], str]
    language_name: Callable[[str], str]

    @property
    def turned(self) -> bool:
        """Whether it runs right to left."""
        return self.language in RIGHT_TO_LEFT


Voices = tuple[Voice, Voice]


def both(voices: Voices, say: Callable[[Voice], str]) -> Words:
    """Return what is said in both languages."""
    first, second = voices
    return say(first), say(second)


def said(voices: Voices, sentence: str) -> Words:
    """Return a sentence of ours in both languages."""
    return both(voices, lambda voice: voice.translate(sentence))


def day_words(voices: Voices, day: date) -> Words:
    """Return a day as both languages write it."""
    return both(voices, lambda voice: voice.day(day))


def country_words(voices: Voices, code: str) -> Words:
    """Return the name of a country in both languages."""
    return both(voices, lambda voice: voice.country(code))


def article_words(article: str, voices: Voices) -> Words:
    """Return an article; where none is recorded, a provision is called by a word of ours."""
    return both(voices, lambda voice: one_line(voice.translate(article)))


def typed_line(label: Words, text: str, *, long: bool) -> Line:
    """Return a line of what was typed; what is long keeps its line breaks."""
    kept = shown(text) if long else one_line(text)
    return Line(label, kept, turned=tuple(map(runs_right_to_left, kept.split("\n"))))


def one_line(text: str) -> str:
    """Return text as it can be set, on one line."""
    return shown(text).replace("\n", " ")


def shown_file(each: Enclosed) -> Enclosed:
    """Return an enclosure as it can be set."""
    name, media_type = one_line(each.file_name), one_line(each.media_type)
    return Enclosed(name, media_type, each.size, each.digest)


def shown_side(side: Side) -> Side:
    """Return an administration as it can be set."""
    # A partner's name is the partner's word.
    lines = tuple(one_line(line) for line in side.lines)
    return Side(side.code, one_line(side.name), one_line(side.unit), lines)


def coded_lines(coded: Iterable[Coded], voices: Voices) -> Iterator[Line]:
    """Yield area and offence by their names; a code that no list has as the code it is.

    Args:
        coded: in the versions of their lists.
        voices: of the letter's two languages.
    """
    for each in coded:
        label = said(voices, FIELD_LABELS[each.field])
        if each.code is None:
            yield Line(label, one_line(f"{each.typed} ({each.list} {each.version})"))
        else:
            yield Line(label, words=said(voices, each.code.name))
