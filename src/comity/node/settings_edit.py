"""Changing a few settings in a settings file that people wrote, and nothing else in it."""

import tomllib
from collections.abc import Mapping

from comity.agreements.register_files.lines import lines_of
from comity.kernel.errors import ComityError
from comity.node.home import toml_text


class SettingsNotEditableError(ComityError):
    """The file is written in a way in which one setting cannot be changed by itself."""

    code = "settings_not_editable"


def with_settings(text: str, changes: Mapping[str, object]) -> str:
    """Return the text with some plain settings above its tables changed, remarks kept.

    Args:
        text: of a settings file that has been read.
        changes: new values by name; None takes the setting away.

    Raises:
        SettingsNotEditableError: the result would say something else than asked.
    """
    lines = text.split("\n")
    places = lines_of(text)
    new = []
    for name, value in changes.items():
        told = [] if value is None else [f"{name} = {toml_text(value)}"]
        if (number := places.get((name,))) is not None:
            lines[number - 1] = told[0] if told else ""
        else:
            new += told
    changed = "\n".join([*new, *lines])
    wanted = {**tomllib.loads(text), **changes}
    plain = {name: value for name, value in wanted.items() if value is not None}
    try:
        if tomllib.loads(changed) == plain:
            return changed
    except tomllib.TOMLDecodeError:
        pass
    raise SettingsNotEditableError(names=", ".join(changes))
