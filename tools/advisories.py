"""What a database of advisories says of a version, in the form of OSV (osv.dev)."""

import json
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

ECOSYSTEM = "PyPI"
Advisory = Mapping[str, Any]
Affected = Mapping[str, Any]


def saved_in(saved: Path) -> list[Advisory]:
    """Return what a saved copy holds: a zip of one JSON file for each advisory."""
    with zipfile.ZipFile(saved) as opened:
        told = [json.loads(opened.read(name)) for name in sorted(opened.namelist())]
    if not any(affected_by(each) for each in told):
        raise ValueError("no advisory stands in it")
    return told


def affected_by(advisory: Advisory) -> list[Affected]:
    """Return which packages of the index an advisory tells of, withdrawn or not."""
    told: Iterable[Affected] = advisory.get("affected", ())
    return [each for each in told if each.get("package", {}).get("ecosystem") == ECOSYSTEM]


def is_affected(version: str, affected: Affected) -> bool:
    """Tell whether a version is named, or lies in a range of versions that are affected."""
    if any(Version(version) == _version(each) for each in affected.get("versions", ())):
        return True
    ranges = (each for each in affected.get("ranges", ()) if each["type"] == "ECOSYSTEM")
    return any(_lies_in(Version(version), each["events"]) for each in ranges)


def _lies_in(version: Version, events: Iterable[Mapping[str, str]]) -> bool:
    """Walk the events in their order; the last one at or before the version decides."""
    told = ((_mark(at, kind), kind) for event in events for kind, at in event.items())
    marks = sorted((at, kind) for at, kind in told if at is not None)
    before = [kind for at, kind in marks if _counts(version, at, kind)]
    return bool(before) and before[-1] == "introduced"


def _counts(version: Version, at: Version, kind: str) -> bool:
    # «last_affected» is still affected itself; it counts for what comes after it.
    return at < version if kind == "last_affected" else at <= version


def _mark(at: str, kind: str) -> Version | None:
    # What begins where nobody can tell begins with the first version.
    return _version(at) or (Version("0") if kind == "introduced" else None)


def _version(told: str) -> Version | None:
    """Return a version, or nothing for one that nobody can order: such an end closes no range."""
    try:
        return Version(told)
    except InvalidVersion:
        return None
