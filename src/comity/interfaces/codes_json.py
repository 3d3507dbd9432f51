"""Code lists and doubts as JSON values, the same for the command line and the API."""

from collections.abc import Callable
from datetime import date
from typing import Any

from comity.agreements.terms import Source
from comity.interfaces.sentences import in_english, sentence
from comity.subjects.rules import doubts_about, identifiers_of
from comity.subjects.terms import Code, CodeList, CodeLists, Doubt, Identifier, Subject

Json = dict[str, Any]
Translate = Callable[[str], str]


def lists_json(held: CodeLists, *, on: date, translate: Translate = in_english) -> list[Json]:
    """Return one line for each list: the version that holds on a day, and how many codes it has."""
    return [_row(held, name, on=on, translate=translate) for name in held.names]


def list_json(held: CodeLists, name: str, *, on: date, translate: Translate = in_english) -> Json:
    """Return a list as it stands on a day, with the days of its other versions.

    Raises:
        CodeListNotFoundError: there is no such list.
    """
    shown = held.on(name, on)
    codes = () if shown is None else shown.codes
    return {
        **_row(held, name, on=on, translate=translate),
        "versions": [_version(each) for each in held.of(name)],
        "sources": [] if shown is None else [_source(each) for each in shown.sources],
        "items": [_code(held, shown, each, on=on, translate=translate) for each in codes],
    }


def checked_json(identifier: Identifier, *, translate: Translate = in_english) -> Json:
    """Return what the check of an identifier finds."""
    doubts = doubts_about(identifier)
    return {
        "scheme": identifier.scheme.value,
        # A value that was not looked into is not given back: it may be of any length.
        "normalised": "" if _is_hostile(doubts) else identifier.normalised,
        "doubts": [doubt_json(each, translate=translate) for each in doubts],
    }


def subject_json(subject: Subject, *, translate: Translate = in_english) -> Json:
    """Return what of a structured party looks mistyped, and how its identifiers compare."""
    return {
        "identifiers": [
            {"field": field, **checked_json(identifier, translate=translate)}
            for field, identifier in identifiers_of(subject)
        ]
    }


def doubt_json(doubt: Doubt, *, translate: Translate = in_english) -> Json:
    """Return one doubt with its sentence, and with its field and number where it has them."""
    return {
        "field": doubt.field,
        "about": doubt.about,
        "code": doubt.code,
        "facts": dict(doubt.facts),
        "sentence": sentence(doubt.code, doubt.facts, translate=translate),
    }


def _is_hostile(doubts: tuple[Doubt, ...]) -> bool:
    return any(each.code in {"number_too_long", "hidden_in_number"} for each in doubts)


def _row(held: CodeLists, name: str, *, on: date, translate: Translate) -> Json:
    shown = held.on(name, on)
    told = shown or held.of(name)[0]
    return {
        "list": name,
        "title": translate(told.title),
        "on": on.isoformat(),
        "version": None if shown is None else shown.version,
        "codes": 0 if shown is None else len(shown.codes),
    }


def _version(held: CodeList) -> Json:
    start, end = held.period.start, held.period.end
    return {
        "version": held.version,
        "from": None if start is None else start.isoformat(),
        "until": None if end is None else end.isoformat(),
        "codes": len(held.codes),
    }


def _source(source: Source) -> Json:
    return {"title": source.title, "says": source.says}


def _code(
    held: CodeLists, shown: CodeList | None, code: Code, *, on: date, translate: Translate
) -> Json:
    path = () if shown is None else held.path(shown, code, on=on)
    return {
        "code": code.code,
        "name": translate(code.name),
        "meaning": translate(code.meaning) if code.meaning else "",
        "parent": code.parent or None,
        "path": [each.code for each in path],
    }
