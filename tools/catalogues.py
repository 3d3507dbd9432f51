"""Gather the sentences to translate, and compile the catalogues, with Babel alone.

python tools/catalogues.py extract   refresh every .po from the source
python tools/catalogues.py compile   write the .mo files that are out of date
"""

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parent.parent / "src" / "comity" / "node" / "locale"


def read(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name)


def compile_all() -> None:
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
            continue
        with target.open("wb") as out:
            write_mo(out, read(path))


if __name__ == "__main__":
    {"compile": compile_all}[sys.argv[1]]()
