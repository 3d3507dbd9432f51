"""Everything that is wrong with the settings, each with its place, a reason and a stable code."""

import difflib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from comity.kernel.errors import InvalidDraftError, Problem
from comity.node.settings_file import SettingsFile

PREFIX = "COMITY_"
BETWEEN = "__"
Path = tuple[str | int, ...]


class SettingsRefusedError(InvalidDraftError):
    """The node cannot start as told; each problem names file and line, or a variable."""

    code = "settings_refused"


def problems_of(
    model: type[BaseModel],
    file: SettingsFile,
    environment: Mapping[str, str],
    *,
    others: frozenset[str],
    found: ValidationError | None = None,
) -> tuple[Problem, ...]:
    """Return what is wrong, in the order in which it would be read.

    Args:
        model: the settings as types.
        file: the settings file.
        environment: the process's variables.
        others: variables of ours that are no settings; with none given the environment's names
            are not looked at.
        found: what the types refused; without it only names and JSON of variables are looked at.
    """
    if found is None:
        return tuple(_of_variables(model, environment, others))
    known = frozenset(paths_of(model))
    return tuple(_told(error, file, environment, known) for error in found.errors())


def paths_of(model: type[BaseModel], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the path of every setting, tables before what stands in them."""
    for name, field in model.model_fields.items():
        yield (*before, name)
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from paths_of(kind, (*before, name))


def is_table(kind: object) -> bool:
    """Tell whether a setting is a table of settings."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def variable_of(path: tuple[str | int, ...]) -> str:
    """Return the variable that holds a setting, as `COMITY_OFFICERS_DOOR__PORT`."""
    return PREFIX + BETWEEN.join(str(step) for step in path).upper()


def variable_that_says(path: Path, environment: Mapping[str, str]) -> str:
    """Return the variable by which a setting was told; empty when none told it."""
    told = {name.upper() for name in environment}
    for length in range(len(path), 0, -1):
        if variable_of(path[:length]) in told:
            return variable_of(path[:length])
    return ""


def _of_variables(
    model: type[BaseModel], environment: Mapping[str, str], others: frozenset[str]
) -> Iterator[Problem]:
    paths = {variable_of(path): path for path in paths_of(model)}
    for name, value in sorted(environment.items()):
        upper = name.upper()
        if not upper.startswith(PREFIX) or upper in others:
            continue
        if upper not in paths:
            yield _unknown(name, name, (*paths, *sorted(others)))
        elif _wants_json(model, paths[upper]) and not _is_json(value):
            facts = (("name", ".".join(paths[upper])), ("reason", "JSON is wanted here"))
            yield Problem("setting_wrong", name, facts)


def _wants_json(model: type[BaseModel], path: tuple[str, ...]) -> bool:
    kind: Any = model
    for step in path:
        kind = kind.model_fields[step].annotation
    return is_table(kind) or getattr(kind, "__origin__", None) is tuple


def _is_json(value: str) -> bool:
    try:
        json.loads(value)
    except (ValueError, RecursionError):
        return False
    return True


def _told(
    error: Any,  # noqa: ANN401  pydantic's own record of an error
    file: SettingsFile,
    environment: Mapping[str, str],
    known: frozenset[tuple[str, ...]],
) -> Problem:
    path: Path = error["loc"]
    place = variable_that_says(path, environment) or file.place_of(path)
    name = ".".join(str(step) for step in path)
    if error["type"] == "extra_forbidden":
        siblings = (each for each in known if each[:-1] == path[:-1])
        among = tuple(".".join(each) for each in siblings)
        return _unknown(place, name, among)
    if error["type"] == "missing":
        return Problem("setting_missing", place, (("name", name),))
    return Problem("setting_wrong", place, (("name", name), ("reason", error["msg"])))


def _unknown(place: str, name: str, known: tuple[str, ...]) -> Problem:
    near = difflib.get_close_matches(name.upper(), [each.upper() for each in known], n=1)
    by_upper = {each.upper(): each for each in known}
    if not near:
        return Problem("setting_unknown", place, (("name", name),))
    return Problem("setting_unknown_near", place, (("name", name), ("near", by_upper[near[0]])))
