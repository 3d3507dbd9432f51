"""Gather the sentences to translate, and compile the catalogues, with Babel alone.

python tools/catalogues.py extract   refresh every .po from the source
python tools/catalogues.py compile   write the .mo files that are out of date
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "comity"
LOCALE = SOURCE / "node" / "locale"
# `_` is Django's lazy gettext here, and `N_` marks what is translated when it is shown.
KEYWORDS = {**DEFAULT_KEYWORDS, "gettext_lazy": None, "ngettext_lazy": (1, 2), "N_": None}


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


def sources() -> Iterator[tuple[Path, bytes]]:
    """Yield every module, and every template rewritten as one by Django's own hand."""
    from django.utils.translation.template import templatize  # noqa: PLC0415  not for `compile`

    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_bytes()
    for path in sorted(SOURCE.rglob("*.html")):
        yield path, templatize(path.read_text(), origin=str(path)).encode()


def gathered() -> Catalog:
    """Return every sentence of the source, with the file it stands in."""
    found = Catalog(charset="utf-8")
    for path, source in sources():
        place = path.relative_to(SOURCE.parent).as_posix()
        options = {"encoding": "utf-8"}
        for _line, function, message, _comments in extract_python(
            io.BytesIO(source), KEYWORDS, [], options
        ):
            told = _told(function, message)
            if told:
                # Without line numbers: they would change with every edit above them.
                found.add(told, locations=[(place, 0)])
    return found


def _told(function: str, message: object) -> str | tuple[str, ...] | None:
    if isinstance(message, tuple):
        texts = tuple(text for text in message if isinstance(text, str))
        if function.startswith("ngettext"):
            return texts[:2] if len(texts) >= 2 and all(texts[:2]) else None
        message = texts[0] if texts else None
    return message if isinstance(message, str) and message else None


def extract_all() -> None:
    found = gathered()
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/django.po")):
        kept = read(path)
        header = kept.header_comment
        kept.update(found, no_fuzzy_matching=True)
        kept.obsolete.clear()
        kept.header_comment = header
        with path.open("wb") as out:
            write_po(out, kept, width=100, sort_output=True, include_lineno=False)
        told = sum(bool(_has_text(message.string)) for message in kept if message.id)
        print(f"{path.parent.parent.name}: {told} of {len(kept)} translated")


def _has_text(string: str | list[str] | tuple[str, ...]) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


if __name__ == "__main__":
    {"compile": compile_all, "extract": extract_all}[sys.argv[1]]()
