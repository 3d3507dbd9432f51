"""Verbs that are imported only when somebody names them, so that each pays for itself alone."""

from collections.abc import Iterator, Mapping, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_group


def verbs_by_name(places: Mapping[str, str]) -> type[TyperGroup]:
    """Return a group of verbs for `typer.Typer(cls=...)`.

    Args:
        places: where each verb, or group of verbs, stands, as `module:name`; in the order in which
            `--help` lists them, after those that the group was given.
    """

    class ByName(TyperGroup):
        """A group whose verbs are imported by name."""

        def __init__(self, **attributes: Any) -> None:
            super().__init__(**attributes)
            self.commands = _Verbs(self.commands, places)

    return ByName


class _Verbs(MutableMapping[str, Any]):
    """The commands of a group; one that is at its place still is imported when it is asked for."""

    def __init__(self, known: Mapping[str, Any], places: Mapping[str, str]) -> None:
        self._known = dict(known)
        self._places = dict(places)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  typer exports no Command
        if name not in self._known:
            self._known[name] = _command_at(self._places[name], name)
        return self._known[name]

    def __contains__(self, name: object) -> bool:
        return name in self._known or name in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._known, *self._places)))

    def __len__(self) -> int:
        return len({*self._known, *self._places})

    def __setitem__(self, name: str, command: Any) -> None:  # noqa: ANN401  typer exports no Command
        self._known[name] = command

    def __delitem__(self, name: str) -> None:
        self._known.pop(name, None)
        self._places.pop(name, None)


def _command_at(place: str, name: str) -> Any:  # noqa: ANN401  typer exports no Command
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    holder = typer.Typer()
    if isinstance(found, typer.Typer):
        holder.add_typer(found, name=name)
    else:
        holder.command(name)(found)
    return get_group(holder).commands[name]
