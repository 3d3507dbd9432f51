"""Forms for the parts of an instrument's file: head, party, event, provision, source."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise

from comity.interfaces.web.agreements.entry_groups import Group

Entry = Mapping[str, Any]


class EntryForm(forms.Form):
    """One entry of a register file as fields."""

    def __init__(
        self, groups: Sequence[Group], *, entry: Entry, typed: Mapping[str, object] | None = None
    ) -> None:
        self.groups = groups
        self.slots = [slot for group in groups for row in group.rows for slot in row]
        initial = {slot.name: slot.shown(_at(entry, slot.path)) for slot in self.slots}
        super().__init__(typed, initial=initial)
        self.fields.update({slot.name: slot.field() for slot in self.slots})

    def shown_groups(self) -> list[tuple[Promise | str, list[list[forms.BoundField]]]]:
        """Return the fields as the page lays them out."""
        return [
            (group.title, [[self[slot.name] for slot in row] for row in group.rows])
            for group in self.groups
        ]

    def entry(self, before: Entry) -> dict[str, Any]:
        """Return the entry as typed; what the form does not know stays as it was."""
        assert self.is_valid(), "a form that does not judge has nothing to refuse"
        found: dict[str, Any] = dict(before)
        for key in {slot.path[0] for slot in self.slots}:
            found.pop(str(key), None)
        for slot in self.slots:
            value = slot.value(self.cleaned_data[slot.name])
            if value is not None:
                _put(found, slot.path, value)
        order = [*before, *(key for key in found if key not in before)]
        return {key: _dense(found[key]) for key in order if key in found}


def _at(entry: Any, path: Sequence[str | int]) -> Any:  # noqa: ANN401  a value of TOML
    """Return what stands at a path of an entry; None where it has none."""
    found = entry
    for part in path:
        match found:
            case dict():
                found = found.get(part)
            case list() if isinstance(part, int) and part < len(found):
                found = found[part]
            case _:
                return None
    return found


def _put(entry: dict[str, Any], path: Sequence[str | int], value: object) -> None:
    # Rows are held by their number here, and made a list at the end.
    inner: dict[Any, Any] = entry
    for part in path[:-1]:
        inner = inner.setdefault(part, {})
    inner[path[-1]] = value


def _dense(value: object) -> object:
    """Return rows that were typed by number as a list, without those left empty."""
    if isinstance(value, dict) and value and all(isinstance(key, int) for key in value):
        return [value[row] for row in sorted(value)]
    return value
