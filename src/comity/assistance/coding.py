"""Area and offence of a request: codes of lists, judged and named by the version they are of. Pure.

A partner may go by another version, or by lists of its own. What it sends is kept as it came, with
the version it names; a code that no list here knows is shown as the code it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comity.assistance.terms import LISTED_CODE, RequestDraft
from comity.kernel.errors import Problem
from comity.subjects.terms import Code, CodeList, CodeLists

# The field, and the list its codes are of.
LISTS: Mapping[str, str] = {"area": "areas", "offence": "offences"}


@dataclass(frozen=True, slots=True)
class Coded:
    """A code with the version of the list it is of.

    Attributes:
        field: of the request.
        typed: the code, as it was chosen or came.
        list: name of the list.
        version: that it is of; empty when none is known.
        code: as a list here has it; None when none has.
        path: the bodies to which it goes when customs is not competent.
    """

    field: str
    typed: str
    list: str
    version: str
    code: Code | None
    path: tuple[Code, ...]


def problems_in_codes(draft: RequestDraft, held: CodeLists, *, on: date) -> Iterator[Problem]:
    """Yield what is wrong with area and offence as the lists stand on a day.

    Args:
        draft: as typed.
        held: the lists; where a list is not held, its codes are not judged.
        on: the civil day.
    """
    found = {name: _held_on(held, LISTS[name], on) for name in LISTS}
    for name, version in found.items():
        typed = getattr(draft, name)
        if typed and version is not None and version.find(typed) is None:
            yield Problem("unknown_code", name)
    areas, offences = found["area"], found["offence"]
    offence = None if offences is None else offences.find(draft.offence)
    if draft.area and offence is not None and offence.parent not in {"", draft.area}:
        area = None if areas is None else areas.find(offence.parent)
        named = offence.parent if area is None else area.name
        yield Problem("offence_of_other_area", "offence", (("area", named),))


def versions_on(draft: RequestDraft, held: CodeLists, *, on: date) -> dict[str, str]:
    """Return the versions of the lists that a draft's codes are of, by the names of the lists."""
    chosen = (LISTS[name] for name in LISTS if getattr(draft, name))
    found = {name: _held_on(held, name, on) for name in chosen}
    return {name: version.version for name, version in found.items() if version is not None}


def versions_told(told: object) -> dict[str, str]:
    """Return the versions of lists that somebody else's data names; what is none is passed over."""
    if not isinstance(told, Mapping):
        return {}
    named = {name: told.get(name) for name in LISTS.values()}
    return {
        name: version
        for name, version in named.items()
        if isinstance(version, str) and re.fullmatch(LISTED_CODE, version)
    }


def coded_in(
    draft: RequestDraft, versions: Mapping[str, str], held: CodeLists, *, on: date
) -> tuple[Coded, ...]:
    """Return the codes of a request in the versions they are of.

    Args:
        draft: the request.
        versions: of the lists, by name, as kept with it; a list that is not named stands as of
            the day.
        held: the lists of this node.
        on: the civil day.
    """
    return tuple(_coded(draft, name, versions, held, on) for name in LISTS if getattr(draft, name))


def _coded(
    draft: RequestDraft, name: str, versions: Mapping[str, str], held: CodeLists, on: date
) -> Coded:
    listed, typed = LISTS[name], getattr(draft, name)
    told = versions.get(listed, "")
    of_version = (each for each in held.during(listed) if each.version == told)
    found = next(of_version, None) or _held_on(held, listed, on)
    code = None if found is None else found.find(typed)
    path = () if found is None or code is None else held.path(found, code, on=on)
    version = told or ("" if found is None else found.version)
    return Coded(name, typed, listed, version, code, path)


def _held_on(held: CodeLists, name: str, on: date) -> CodeList | None:
    return next((each for each in held.during(name) if on in each.period), None)
