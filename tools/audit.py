"""Ask whether anything this is built from is known to be unsafe.

python -m tools.audit                 ask the OSV database over the network
python -m tools.audit PyPI-all.zip    read a saved copy of it, where there is no network
python -m tools.audit index           ask the package index of each, where only that is reached
python -m tools.audit snapshot        read requirements/advisories.json, as `make check` does
python -m tools.audit renew PyPI-all.zip    write requirements/advisories.json anew

The packages are those of the development lock, which holds all a node needs too. What could not be
asked is said, and is no success. The saved copy is the zip that OSV publishes of its database for
PyPI, one JSON file for each advisory.
"""

import json
import sys
import urllib.request
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

from packaging.utils import canonicalize_name

from tools.advisories import affected_by, is_affected, saved_in
from tools.bill import Pin, pins
from tools.snapshot import SNAPSHOT, Snapshot, faults, notes, read, renewed, written

SERVICE = "https://api.osv.dev/v1/querybatch"
# The index tells only of advisories it has taken over, one package at a time.
INDEX = "https://pypi.org/pypi"


def asked_of(service: str, locked: list[Pin]) -> list[str]:
    """Return what the service knows against the locked versions, one line each."""
    questions = [
        {"package": {"name": p.name, "ecosystem": "PyPI"}, "version": p.version} for p in locked
    ]
    body = json.dumps({"queries": questions}).encode()
    question = urllib.request.Request(  # noqa: S310  the address stands in this file
        service, data=body, headers={"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(question, timeout=60) as answer:  # noqa: S310  as above
        told = json.load(answer)["results"]
    if len(told) != len(locked):
        raise ValueError("as many answers as questions were expected")
    return [
        f"{pin.name} {pin.version}: {each['id']}"
        for pin, result in zip(locked, told, strict=True)
        for each in result.get("vulns", ())
    ]


def asked_of_index(index: str, locked: list[Pin]) -> tuple[list[str], list[str]]:
    """Return what the index of packages knows, one line each, and what it could not be asked of."""
    found, untold = [], []
    for pin in locked:
        address = f"{index}/{pin.name}/{pin.version}/json"
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310  as above
                told = json.load(answer)["vulnerabilities"]
        except (OSError, ValueError, KeyError, TypeError) as error:
            untold.append(f"{pin.name} {pin.version} ({error})")
            continue
        standing = (each for each in told if not each.get("withdrawn"))
        found += [f"{pin.name} {pin.version}: {each['id']}" for each in standing]
    return found, untold


def read_from(saved: Path, locked: list[Pin]) -> list[str]:
    """Return the same from a saved copy: a zip of one JSON file for each advisory."""
    by_name = {canonicalize_name(pin.name): pin for pin in locked}
    found = []
    for advisory in saved_in(saved):
        if advisory.get("withdrawn"):
            continue
        for affected in affected_by(advisory):
            pin = by_name.get(canonicalize_name(affected["package"]["name"]))
            if pin is not None and is_affected(pin.version, affected):
                found.append(f"{pin.name} {pin.version}: {advisory['id']}")
    return found


def audited(words: list[str], locked: list[Pin]) -> tuple[list[str], list[str]]:
    """Return what is known against the locked versions, and which could not be asked about."""
    match words:
        case []:
            return asked_of(SERVICE, locked), []
        case ["index"]:
            return asked_of_index(INDEX, locked)
        case ["snapshot"]:
            return held_against(read(SNAPSHOT), locked), []
        case ["renew", saved]:
            SNAPSHOT.write_text(written(renewed(Path(saved), locked, _today(), _before())))
            return held_against(read(SNAPSHOT), locked), []
        case [saved]:
            return read_from(Path(saved), locked), []
        case _:
            raise ValueError("one word at most, or «renew» and a file")


def held_against(snapshot: Snapshot, locked: list[Pin]) -> list[str]:
    """Print what the snapshot is, and return what is wrong by it."""
    for each in notes(snapshot, locked, _today()):
        print(f"audit: {each}")
    return faults(snapshot, locked)


def _before() -> Snapshot | None:
    return read(SNAPSHOT) if SNAPSHOT.exists() else None


def _today() -> date:
    return datetime.now(UTC).date()


def main() -> int:
    locked = pins()
    try:
        found, untold = audited(sys.argv[1:], locked)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        print(
            f"audit: nothing could be asked ({error}); nothing is known either way", file=sys.stderr
        )
        return 2
    for each in found:
        print(f"audit: {each}", file=sys.stderr)
    for each in untold:
        print(f"audit: could not be asked about {each}; of it nothing is known", file=sys.stderr)
    print(f"audit: {len(locked) - len(untold)} of {len(locked)} packages, {len(found)} faults")
    return 1 if found else 2 if untold else 0


if __name__ == "__main__":
    raise SystemExit(main())
