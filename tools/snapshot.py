"""A checked-in copy of what is known against the packages this is built from.

requirements/advisories.json holds facts only: which advisory means which versions, of what date,
read where. `make check` holds the locks against it without a network; `python -m tools.audit renew
PyPI-all.zip` writes it anew from the zip in which OSV publishes its database for PyPI.

It grows old and says so, but its age is no fault: a checkout that nobody touches goes on passing,
and whoever changes a lock meets the age in what `make check` prints. A package that it was never
asked about is a fault, so that a new dependency comes with a renewal.
"""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from packaging.utils import canonicalize_name
from pydantic import BaseModel, ConfigDict, Field

from tools.advisories import Advisory, Affected, affected_by, is_affected, saved_in
from tools.bill import ROOT, Pin

SNAPSHOT = ROOT / "requirements" / "advisories.json"
# What was published longer ago is kept only where it means a locked version.
YEARS = 4
OLD = timedelta(days=30)
LICENCE = "CC-BY-4.0"


class _Facts(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Range(_Facts):
    """Versions from an «introduced» to the next «fixed» or past the next «last_affected»."""

    type: Literal["ECOSYSTEM"]
    events: tuple[dict[Literal["introduced", "fixed", "last_affected"], str], ...]


class Known(_Facts):
    """What one advisory says of one package.

    Attributes:
        package: its canonical name.
        id, aliases: what the advisory is called here and elsewhere.
        published: on which day, as its database says, or of what day the place is that tells of it.
        withdrawn: since when it is said of nothing any more.
        ranges, versions: which versions it means; one by one only those that no range tells of.
        origin: where it was read.
    """

    package: str
    id: str
    aliases: tuple[str, ...] = ()
    published: date | None = None
    withdrawn: date | None = None
    ranges: tuple[Range, ...] = ()
    versions: tuple[str, ...] = ()
    origin: str

    @property
    def names(self) -> set[str]:
        return {self.id, *self.aliases}

    def means(self, version: str) -> bool:
        return self.withdrawn is None and is_affected(version, self.model_dump())


class Source(_Facts):
    """Where advisories were read.

    Attributes:
        licence: under which it may be passed on.
        newest: of what day the newest is that it held; what came later is not known here.
        since: from which year on it was read.
        of: the packages it was asked about; of all, where none is named.
    """

    name: str
    address: str
    licence: str
    newest: date
    since: int
    of: tuple[str, ...] = ()


class Accepted(_Facts):
    """Why an advisory is lived with, and since when."""

    reason: str = Field(min_length=20)
    on: date


class Snapshot(_Facts):
    """What was known on a day.

    Attributes:
        asked: the packages that were asked about, and which version was locked then.
        accepted: by the advisory's name; written by hand, kept by a renewal.
    """

    taken: date
    sources: tuple[Source, ...] = Field(min_length=1)
    asked: dict[str, str]
    accepted: dict[str, Accepted] = {}
    advisories: tuple[Known, ...]


def read(path: Path) -> Snapshot:
    return Snapshot.model_validate_json(path.read_bytes())


def faults(snapshot: Snapshot, locked: Iterable[Pin]) -> list[str]:
    """Say what is known against the locks, was never asked about, or is accepted for nothing."""
    found, used = [], set()
    for pin in locked:
        if canonicalize_name(pin.name) not in snapshot.asked:
            found.append(f"{pin.name} was never asked about: python -m tools.audit renew")
        for known in _meant(snapshot, pin):
            accepted = known.names & set(snapshot.accepted)
            used |= accepted
            if not accepted:
                found.append(f"{pin.name} {pin.version}: {known.id} ({known.origin})")
    found += [f"{each} is accepted, and nothing is meant by it" for each in _idle(snapshot, used)]
    return found


def notes(snapshot: Snapshot, locked: Iterable[Pin], today: date) -> list[str]:
    """Say how old the snapshot is, how far each source reaches, and what is lived with."""
    age = (today - snapshot.taken).days
    told = [f"snapshot of {snapshot.taken}, {age} days old"]
    if today - snapshot.taken > OLD:
        told.append("the snapshot is old: python -m tools.audit renew PyPI-all.zip")
    told += [f"{each.name}: from {each.since} to {each.newest}" for each in snapshot.sources]
    for pin in locked:
        before = snapshot.asked.get(canonicalize_name(pin.name), pin.version)
        if before != pin.version:
            told.append(f"{pin.name} was {before} when it was asked about, and is {pin.version}")
        told += [
            f"{pin.name} {pin.version}: {name} accepted on {why.on}: {why.reason}"
            for known in _meant(snapshot, pin)
            for name, why in sorted(snapshot.accepted.items())
            if name in known.names
        ]
    return told


def _meant(snapshot: Snapshot, pin: Pin) -> list[Known]:
    name = canonicalize_name(pin.name)
    return [
        each for each in snapshot.advisories if each.package == name and each.means(pin.version)
    ]


def _idle(snapshot: Snapshot, used: set[str]) -> list[str]:
    return sorted(set(snapshot.accepted) - used)


def renewed(saved: Path, locked: Iterable[Pin], today: date, before: Snapshot | None) -> Snapshot:
    """Return what a saved copy of the database knows of the locked packages.

    Args:
        saved: the zip that OSV publishes for PyPI, one JSON file for each advisory.
        locked: the packages to ask about.
        today: the day of the asking.
        before: the snapshot that is replaced; what it accepts stays accepted.

    Raises:
        ValueError: if the copy holds nothing, or ends before the snapshot that it would replace.
    """
    told = saved_in(saved)
    newest = max(_day(each["modified"]) for each in told if affected_by(each))
    if before is not None and newest < max(each.newest for each in before.sources):
        raise ValueError(f"it ends on {newest}, before the snapshot that is there")
    since = today.year - YEARS
    by_name: dict[str, Pin] = {canonicalize_name(pin.name): pin for pin in locked}
    found = [
        known
        for advisory in told
        for known in _told_of(advisory, by_name)
        if _matters(known, by_name[known.package], since)
    ]
    source = Source(
        name="OSV", address="https://osv.dev", licence=LICENCE, newest=newest, since=since
    )
    return Snapshot(
        taken=today,
        sources=(source,),
        asked={name: pin.version for name, pin in sorted(by_name.items())},
        accepted={} if before is None else before.accepted,
        advisories=tuple(sorted(found, key=lambda each: (each.package, each.id))),
    )


def _matters(known: Known, pin: Pin, since: int) -> bool:
    old = known.published is not None and known.published.year < since
    return not old or known.means(pin.version)


def _told_of(advisory: Advisory, by_name: dict[str, Pin]) -> Iterable[Known]:
    """Give what an advisory says of each locked package, once for each."""
    by_package: dict[str, list[Affected]] = {}
    for affected in affected_by(advisory):
        by_package.setdefault(canonicalize_name(affected["package"]["name"]), []).append(affected)
    for name in by_name.keys() & by_package.keys():
        ranges = [_range(each) for affected in by_package[name] for each in _of_index(affected)]
        # Where a range is told, the versions beside it are those of the range, one by one.
        alone = [affected for affected in by_package[name] if not _of_index(affected)]
        versions = [each for affected in alone for each in affected.get("versions", ())]
        withdrawn = advisory.get("withdrawn")
        yield Known(
            package=name,
            id=advisory["id"],
            aliases=tuple(sorted(advisory.get("aliases", ()))),
            published=_day(advisory.get("published", advisory["modified"])),
            withdrawn=_day(withdrawn) if withdrawn else None,
            ranges=tuple(ranges),
            versions=tuple(versions),
            origin=f"https://osv.dev/vulnerability/{advisory['id']}",
        )


def _of_index(affected: Affected) -> list[dict[str, Any]]:
    return [each for each in affected.get("ranges", ()) if each["type"] == "ECOSYSTEM"]


def _range(told: dict[str, Any]) -> Range:
    # «limit» bounds a walk through commits and says nothing of versions.
    events = ({k: at for k, at in event.items() if k != "limit"} for event in told["events"])
    return Range.model_validate({"type": told["type"], "events": [each for each in events if each]})


def _day(instant: str) -> date:
    return date.fromisoformat(instant[:10])


def written(snapshot: Snapshot) -> str:
    """Return the file as it is checked in: one line for each advisory, the same from the same."""
    told = snapshot.model_dump(mode="json", exclude_defaults=True)
    parts = [f" {json.dumps(key)}: {_lines(value)}" for key, value in told.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value: object) -> str:
    if isinstance(value, list):
        return "[\n" + ",\n".join(f"  {json.dumps(each)}" for each in value) + "\n ]"
    if isinstance(value, dict):
        each_on_a_line = (f"  {json.dumps(k)}: {json.dumps(each)}" for k, each in value.items())
        return "{\n" + ",\n".join(each_on_a_line) + "\n }"
    return json.dumps(value)
