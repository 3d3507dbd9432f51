"""What this is made of: a bill of materials (CycloneDX 1.6) from the locks and what is installed.

python -m tools.bill          write docs/reference/sbom.json
python -m tools.bill check    say what is stale, unlocked, or under a licence nobody agreed to

Names, versions and hashes come from the hashed locks, licences from what the packages say of
themselves where they are installed. Nothing is asked of the network; `python -m tools.audit` does.
"""

import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BILL = ROOT / "docs" / "reference" / "sbom.json"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\]+)(?: *; *([^\\]+?))? *\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")

# What may be built upon. A package under anything else stops the check until somebody decides.
AGREED = frozenset(
    {
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "LGPL-3.0-only",  # psycopg, used as a library of its own and replaceable
        "MIT",
        "MIT-0",
        "MPL-2.0",
        "PSF-2.0",
    }
)
# How packages without an SPDX expression say it.
_BY_CLASSIFIER = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# What was read in the licence files themselves, where the metadata says too little or too much.
_READ = {
    "atheris": "Apache-2.0",
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0",
    "grimp": "BSD-2-Clause",
    "import-linter": "BSD-2-Clause",
    "qrcode": "BSD-3-Clause AND MIT",
    "structlog": "MIT OR Apache-2.0",
}


@dataclass(frozen=True)
class Pin:
    """A locked package.

    Attributes:
        name: as the lock writes it.
        version: exact.
        hashes: SHA-256 of every file that may be installed, sorted.
        scope: `required` where every node needs it, `optional` where some do, `excluded` where only
            tests run it.
    """

    name: str
    version: str
    hashes: tuple[str, ...]
    scope: str

    @property
    def address(self) -> str:
        return f"pkg:pypi/{self.name.lower().replace('_', '-')}@{self.version}"


def pins() -> list[Pin]:
    """Return what the locks name; the development lock holds all of the others."""
    scopes = dict.fromkeys(_locked("pkcs11.txt"), "optional")
    scopes |= dict.fromkeys(_locked("runtime.txt"), "required")
    return [
        Pin(name, version, hashes, scopes.get(name, "excluded"))
        for name, (version, hashes) in sorted(_locked("dev.txt").items())
    ]


def _locked(lock: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    found: dict[str, tuple[str, list[str]]] = {}
    name = ""
    for line in (ROOT / "requirements" / lock).read_text().splitlines():
        if pinned := _PINNED.match(line):
            name = pinned[1]
            found[name] = (pinned[2], [])
        elif hashed := _HASH.search(line):
            found[name][1].append(hashed[1])
    return {name: (version, tuple(sorted(told))) for name, (version, told) in found.items()}


def licence_of(name: str) -> str:
    """Return a package's licence as an SPDX expression; empty when it says none."""
    if name in _READ:
        return _READ[name]
    told = distribution(name).metadata
    expression = told["License-Expression"] or ""
    classifiers = [each.split(" :: ")[-1] for each in told.get_all("Classifier") or ()]
    by_classifier = [_BY_CLASSIFIER[each] for each in classifiers if each in _BY_CLASSIFIER]
    plain = (told["License"] or "").strip()
    plain = plain if plain in AGREED else ""
    return expression or plain or " AND ".join(sorted(set(by_classifier)))


def parts_of(expression: str) -> set[str]:
    """Return the licences an SPDX expression names; of alternatives, all."""
    words = set(re.split(r"[\s()]+", expression)) - {"AND", "OR", "WITH", ""}
    return words or {"no licence at all"}


def bill() -> str:
    """Return the whole bill as it is committed: the same bytes from the same locks."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "comity",
                "name": told["name"],
                "version": told["version"],
                "licenses": [{"license": {"id": told["license"]}}],
            }
        },
        "components": [*(_component(pin) for pin in pins()), *_vendored()],
    }
    return json.dumps(whole, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _component(pin: Pin) -> Mapping[str, object]:
    return {
        "type": "library",
        "bom-ref": pin.address,
        "name": pin.name,
        "version": pin.version,
        "purl": pin.address,
        "scope": pin.scope,
        "licenses": [{"expression": licence_of(pin.name)}],
        # One distribution each: wheels for several machines stand in the lock side by side.
        "externalReferences": [
            {
                "type": "distribution",
                "url": pin.address,
                "hashes": [{"alg": "SHA-256", "content": each} for each in pin.hashes],
            }
        ],
    }


def _vendored() -> list[Mapping[str, object]]:
    """Return what comes along that was made elsewhere, and what only tests run."""
    found = set()
    for listed in sorted((ROOT / "src").rglob("VENDORED.toml")):
        for file in tomllib.loads(listed.read_text())["file"]:
            scope = "required" if file["path"].startswith("src/") else "excluded"
            name = file["name"].replace("@", "%40")
            address = f"pkg:{file.get('from', 'npm')}/{name}@{file['version']}"
            found.add((file["name"], file["version"], file["licence"], scope, address))
    return [
        {
            "type": "library",
            "bom-ref": address,
            "name": name,
            "version": version,
            "purl": address,
            "scope": scope,
            "licenses": [{"expression": licence}],
        }
        for name, version, licence, scope, address in sorted(found)
    ]


def faults() -> Iterable[str]:
    """Say what keeps the bill from being true and agreed."""
    if not BILL.exists() or BILL.read_text() != bill():
        yield "docs/reference/sbom.json is stale: python -m tools.bill"
    for pin in pins():
        if not pin.hashes:
            yield f"{pin.name} {pin.version} is locked without a hash"
        if installed(pin.name) not in {pin.version, None}:
            yield f"{pin.name} is installed as {installed(pin.name)}, locked as {pin.version}"
        if unknown := parts_of(licence_of(pin.name)) - AGREED:
            yield f"{pin.name} is under {', '.join(sorted(unknown))}, which nobody agreed to"


def installed(name: str) -> str | None:
    try:
        found: Distribution = distribution(name)
    except PackageNotFoundError:
        return None
    return found.version


def main() -> int:
    if sys.argv[1:] != ["check"]:
        BILL.write_text(bill())
        return 0
    found = list(faults())
    for each in found:
        print(f"bill: {each}", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
