"""Reading a structured party from what a program or a file tells, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields
from typing import Any

from comity.kernel.errors import InvalidDraftError, Problem
from comity.subjects.terms import SUBJECTS, Subject


def subject_from(told: Mapping[str, object]) -> Subject:
    """Return the party or thing that is told.

    Args:
        told: its `kind`, a key of `SUBJECTS`, and its fields; what is left out is empty.

    Raises:
        InvalidDraftError: the kind or a field is not known, or a value is of the wrong type.
    """
    kind = SUBJECTS.get(str(told.get("kind", "")))
    if kind is None:
        known = (("key", "kind"), ("value", str(told.get("kind"))[:40]), ("known", _KNOWN))
        raise InvalidDraftError((Problem("unknown_value", "kind", known),))
    given = {name: value for name, value in told.items() if name != "kind"}
    problems = tuple(_problems(given, {each.name: each for each in fields(kind)}))
    if problems:
        raise InvalidDraftError(problems)
    # Each was seen to be of the type of its field.
    values: dict[str, Any] = {
        name: tuple(v) if isinstance(v, list) else v for name, v in given.items()
    }
    return kind(**values)


def _problems(given: Mapping[str, object], known: Mapping[str, Field[object]]) -> Iterator[Problem]:
    for name, value in given.items():
        field = known.get(name)
        if field is None:
            yield Problem("unknown_key", name[:40], (("key", name[:40]),))
        elif field.default == ():
            if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
                yield _wrong_type(name, "list of texts")
        elif not isinstance(value, str):
            yield _wrong_type(name, "text")


def _wrong_type(name: str, wanted: str) -> Problem:
    return Problem("wrong_type", name, (("key", name), ("wanted", wanted)))


_KNOWN = ", ".join(SUBJECTS)
