"""What is wrong with a practice note, and what act sharing it is. Pure."""

from collections.abc import Iterator

from comity.agreements.terms import AssistanceKind, Volunteer
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters
from comity.practices.terms import LIMITS, NoteDraft, Topic, Usefulness


def problems_in_note(note: NoteDraft) -> tuple[Problem, ...]:
    """Return everything that keeps a note from being kept; empty when it may be."""
    return (
        *(() if note.topic in frozenset(Topic) else (Problem("unknown_code", "topic"),)),
        *_in_text(note.title, "title", lines=False),
        *_in_text(note.text, "text", lines=True),
        *(() if note.no_persons else (Problem("names_no_person", "no_persons"),)),
    )


def problems_in_feedback(usefulness: str, words: str) -> tuple[Problem, ...]:
    """Return what is wrong with what readers tell of a note; the words may be left out."""
    known = usefulness in frozenset(Usefulness)
    return (
        *(() if known else (Problem("unknown_code", "usefulness"),)),
        *(_in_text(words, "words", lines=True) if words.strip() else ()),
    )


def sharing_of(*, by: str, to: str) -> Volunteer:
    """Return the act of telling a partner a practice it has not asked for."""
    return Volunteer(CountryCode(by), CountryCode(to), AssistanceKind.PRACTICES)


def _in_text(text: str, field: str, *, lines: bool) -> Iterator[Problem]:
    if not text.strip():
        yield Problem("missing", field)
    if len(text) > LIMITS[field]:
        facts = (("limit", str(LIMITS[field])), ("length", str(len(text))))
        yield Problem("too_long", field, facts)
    if has_hidden_characters(text, lines=lines):
        yield Problem("control_characters", field)
