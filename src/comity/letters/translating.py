"""Translations on a letter: the text, and what is to be known of it. Pure."""

from collections.abc import Iterable, Iterator

from comity.letters import translation_wording as wording
from comity.letters.speaking import Voices, both, day_words, one_line, said, typed_line
from comity.letters.terms import Line, Part, Translated, Words


def translation_parts(translated: Iterable[Translated], voices: Voices) -> Iterator[Part]:
    """Yield one part of a letter for each translation.

    Args:
        translated: as they were noted.
        voices: of the letter's languages.
    """
    for each in translated:
        yield Part(said(voices, wording.TITLE), tuple(_lines(each, voices)))


def _lines(each: Translated, voices: Voices) -> Iterator[Line]:
    yield Line(said(voices, wording.FROM), words=_language(each.from_language, voices))
    yield Line(said(voices, wording.INTO), words=_language(each.into_language, voices))
    yield typed_line(said(voices, wording.TEXT), each.text, long=True)
    yield Line(said(voices, wording.TRANSLATOR), one_line(each.translator))
    yield Line(said(voices, wording.DAY), words=day_words(voices, each.translated_on))
    if each.certified_by:
        yield Line(said(voices, wording.CERTIFIED), one_line(each.certified_by))
    else:
        yield Line(said(voices, wording.CERTIFIED), words=said(voices, wording.NOT_CERTIFIED))
    yield Line(said(voices, wording.COUNTS), words=_language(each.authoritative, voices))


def _language(code: str, voices: Voices) -> Words:
    return both(voices, lambda voice: one_line(voice.language_name(code)))
