"""`comity node settings`: each setting, its value and where it came from; secrets never."""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, SecretStr

from comity.node.configuration import NodeSettings, settings_path
from comity.node.settings_faults import is_table, variable_that_says
from comity.node.settings_file import SettingsFile, read_settings_file

_PASSWORD = re.compile(r"(?<=://)([^/@]*?):[^@]*@|(?<=password=)[^&]*")


@dataclass(frozen=True, slots=True)
class ShownSetting:
    """A setting as an administrator may see it.

    Attributes:
        name: dotted, as in the file's tables.
        value: as text; a secret only as set or not set.
        source: the variable, the file's line, or `default`.
    """

    name: str
    value: str
    source: str


def shown_settings() -> tuple[ShownSetting, ...]:
    """Return every setting of this node.

    Raises:
        SettingsRefusedError: with everything that is wrong.
    """
    return tuple(_shown(NodeSettings(), read_settings_file(settings_path()), ()))


def _shown(
    settings: BaseModel, file: SettingsFile, before: tuple[str, ...]
) -> Iterator[ShownSetting]:
    for name, field in type(settings).model_fields.items():
        path, value = (*before, name), getattr(settings, name)
        if is_table(field.annotation) and isinstance(value, BaseModel):
            yield from _shown(value, file, path)
        else:
            yield ShownSetting(".".join(path), as_text(value), _source(path, file))


def as_text(value: Any) -> str:  # noqa: ANN401  whatever a setting may be
    """Return a value as text, without any secret in it."""
    match value:
        case None:
            return ""
        case SecretStr():
            return "set" if value.get_secret_value() else "not set"
        case bool():
            return "true" if value else "false"
        case tuple():
            plain = [each.model_dump() if isinstance(each, BaseModel) else each for each in value]
            return json.dumps(plain, ensure_ascii=False)
        case _:
            return _PASSWORD.sub(lambda found: _hidden(found[1]), str(value))


def _hidden(user: str | None) -> str:
    return "…" if user is None else f"{user}:…@"


def _source(path: tuple[str, ...], file: SettingsFile) -> str:
    if variable := variable_that_says(path, os.environ):
        return variable
    return file.place_of(path) if file.holds(path) else "default"
