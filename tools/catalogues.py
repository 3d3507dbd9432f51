"""Gather the sentences to translate, and compile the catalogues, with Babel alone.

python tools/catalogues.py extract   refresh every .po from the source
python tools/catalogues.py compile   write the .mo files that are out of date
"""

import io
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SOURCE = Path(__file__).resolve().parent.parent / "src" / "comity"
LOCALE = SOURCE / "node" / "locale"
LISTS = SOURCE / "subjects" / "code_lists"
# `_` is Django's lazy gettext here, and `N_` marks what is translated when it is shown.
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "N_": None,
}


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
        told = templatize(path.read_text(), origin=str(path))
        # A template is indented as it pleases, which a module must not be.
        yield path, "\n".join(line.lstrip() for line in told.splitlines()).encode()


def gathered() -> Catalog:
    """Return every sentence of the source, with the file it stands in."""
    found = Catalog(charset="utf-8")
    for path, source in sources():
        place = path.relative_to(SOURCE.parent).as_posix()
        for _line, function, message, _comments in extract_python(
            io.BytesIO(source), KEYWORDS, [], {"encoding": "utf-8"}
        ):
            told, context = _told(str(function), message)
            if told:
                # Without line numbers: they would change with every edit above them.
                found.add(told, locations=[(place, 0)], context=context)
    for path, words in words_of_lists():
        found.add(words, locations=[(path.relative_to(SOURCE.parent).as_posix(), 0)])
    return found


def words_of_lists() -> Iterator[tuple[Path, str]]:
    """Yield what people read of the code lists that are shipped: titles, names and meanings."""
    for path in sorted(LISTS.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        yield path, told["title"]
        for code in told["codes"]:
            yield path, code["name"]
            if meaning := code.get("meaning"):
                yield path, meaning


def _told(function: str, message: object) -> tuple[str | tuple[str, ...] | None, str | None]:
    """Return a sentence, or both its numbers, and the context that tells it from another."""
    given = message if isinstance(message, tuple) else (message,)
    texts = [text if isinstance(text, str) else "" for text in given]
    context = texts.pop(0) if "pgettext" in function else None
    wanted = 2 if function.startswith(("ngettext", "npgettext")) else 1
    told = tuple(texts[:wanted])
    if len(told) < wanted or not all(told):
        return None, None
    return (told if wanted == 2 else told[0]), context


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


def _has_text(string: str | list[str] | tuple[str, ...] | None) -> bool:
    return all(string) if isinstance(string, list | tuple) else bool(string)


if __name__ == "__main__":
    {"compile": compile_all, "extract": extract_all}[sys.argv[1]]()
