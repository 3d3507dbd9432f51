"""Register files: agreements as reviewed TOML, read strictly into one `Register`.

Nothing is guessed: what a file does not say is not recorded, and a file that says something
impossible is refused with file, line and reason, all faults of all files at once.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from comity.agreements.register_files.counts_file import check_figures, read_counts
from comity.agreements.register_files.faults import Fault, RegisterFileError
from comity.agreements.register_files.instrument_file import read_instrument
from comity.agreements.register_files.malformed import fault_of_toml, note_hidden_characters
from comity.agreements.register_files.own_law_file import read_own_law
from comity.agreements.register_files.provision_tables import read_template
from comity.agreements.register_files.tables import Page, Table
from comity.agreements.register_files.toml_data import toml_data
from comity.agreements.register_files.union_file import check_unions, read_union
from comity.agreements.register_files.whole import check_references
from comity.agreements.register_files.writing import toml_of
from comity.agreements.terms import (
    DomesticLaw,
    Instrument,
    PublishedCount,
    Register,
    Template,
    Union,
)

__all__ = [
    "Fault",
    "RegisterFileError",
    "encoding_from_text",
    "instrument_from_text",
    "load_register",
    "read_folder",
    "register_from_texts",
    "toml_of",
]

MAX_BYTES = 256 * 1024


def load_register(folder: Path) -> Register:
    """Read every register file below a folder.

    Raises:
        RegisterFileError: the folder holds none, or some are refused; it names every fault.
    """
    return register_from_texts(read_folder(folder))


def read_folder(folder: Path) -> dict[str, str]:
    """Return the text of every register file below a folder, by its path there.

    Raises:
        RegisterFileError: there is no file, or one cannot be read as text.
    """
    texts: dict[str, str] = {}
    faults = []
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        raw = path.read_bytes()
        try:
            texts[name] = raw.decode("utf-8")
        except UnicodeDecodeError:
            faults.append(Fault(name, 1, "not_text"))
        if len(raw) > MAX_BYTES:
            faults.append(Fault(name, 1, "file_too_long", (("limit", str(MAX_BYTES)),)))
    if not texts and not faults:
        faults.append(Fault(folder.as_posix(), 1, "no_files"))
    if faults:
        raise RegisterFileError(tuple(faults))
    return texts


def register_from_texts(texts: Mapping[str, str]) -> Register:
    """Build the register from the texts of its files, by their path below the register folder.

    Raises:
        RegisterFileError: some files are refused; it names every fault.
    """
    return _read(tuple(sorted(texts.items())))


@lru_cache(maxsize=4)
def _read(texts: tuple[tuple[str, str], ...]) -> Register:
    """Read texts once: a node checks, shows and imports the same files one after another."""
    pages = [_page(name, text) for name, text in texts]
    templates = [(p, read_template(t)) for p, t in _of_kind(pages, "template")]
    by_reference = {template.reference: template for _, template in templates}
    laws = [(p, read_own_law(t, digest=_digest(t.data))) for p, t in _of_kind(pages, "domestic")]
    instruments = [
        (p, read_instrument(t, templates=by_reference, digest=_digest(t.data)))
        for p, t in _of_kind(pages, None)
    ]
    counts = [(p, read_counts(t)) for p, t in _of_kind(pages, "counts")]
    unions = [(p, read_union(t)) for p, t in _of_kind(pages, "union")]
    _check_names(templates, laws, instruments, counts, unions)
    check_unions(unions)
    held = {instrument.reference: instrument for _, instrument in instruments}
    check_references([(page, instrument) for page, instrument in instruments], among=held)
    for page, told in counts:
        check_figures(page, told, among=held)
    faults = tuple(fault for page, _ in pages for fault in page.faults)
    if faults:
        raise RegisterFileError(faults)
    return Register(
        files=tuple(instrument for _, instrument in instruments),
        own_laws=tuple(law for _, law in laws),
        templates=tuple(template for _, template in templates),
        counts=tuple(told for _, told in counts),
        unions=tuple(union for _, union in unions),
        digest=_digest_of_texts(dict(texts)),
    )


def instrument_from_text(text: str, *, path: str = "", among: Register | None = None) -> Instrument:
    """Read one register file, as strictly as the whole folder is read.

    Args:
        text: the whole file.
        path: its path below the register folder, whose name must be the reference; where it is not
            given the name is not checked.
        among: the register it belongs to, whose templates it may be assumed from and whose
            instruments it may name. It may replace the one of its own reference there. Without
            one, no template and no other instrument is known.

    Raises:
        RegisterFileError: the file is refused; it names every fault with its line.
    """
    held = among or Register()
    page, found = _one(path, text, templates=held.templates)
    if path:
        _check_names([], [], [(page, found)], [], [])
    others = {instrument.reference: instrument for instrument in held.files}
    check_references([(page, found)], among={**others, found.reference: found})
    if page.faults:
        raise RegisterFileError(tuple(page.faults))
    return found


def encoding_from_text(text: str, *, templates: Iterable[Template]) -> Instrument:
    """Read one register file that a partner sent, or that belongs to another time.

    What other instruments it names is not looked for: a partner would learn from the answer which
    of them this node has.

    Args:
        text: the whole file.
        templates: those it may be assumed from.

    Raises:
        RegisterFileError: the file is refused; it names every fault with its line.
    """
    page, found = _one("", text, templates=templates)
    if page.faults:
        raise RegisterFileError(tuple(page.faults))
    return found


def _one(path: str, text: str, *, templates: Iterable[Template]) -> tuple[Page, Instrument]:
    page, table = _page(path, text)
    if table is None:
        raise RegisterFileError(tuple(page.faults))
    known = {template.reference: template for template in templates}
    return page, read_instrument(table, templates=known, digest=_digest(table.data))


_Pages = list[tuple[Page, Table | None]]


def _page(name: str, text: str) -> tuple[Page, Table | None]:
    """Return a file's page, with its table when it is TOML at all; its length comes first."""
    if len(text.encode()) > MAX_BYTES:
        page = Page(name)
        page.faults.append(Fault(name, 1, "file_too_long", (("limit", str(MAX_BYTES)),)))
        return page, None
    try:
        data = toml_data(text)
    except ValueError as wrong:
        page = Page(name)
        page.faults.append(fault_of_toml(name, text, wrong))
        return page, None
    page = Page(name, text)
    note_hidden_characters(page, text, data)
    return page, Table(page, data)


def _of_kind(pages: _Pages, kind: str | None) -> list[tuple[Page, Table]]:
    """Return the files of a special kind, or, for None, those of instruments."""
    special = {"template", "domestic", "counts", "union"}
    return [
        (page, table)
        for page, table in pages
        if table is not None
        and (table.data.get("kind") == kind if kind else table.data.get("kind") not in special)
    ]


def _check_names(
    templates: list[tuple[Page, Template]],
    laws: list[tuple[Page, DomesticLaw]],
    instruments: list[tuple[Page, Instrument]],
    counts: list[tuple[Page, PublishedCount]],
    unions: list[tuple[Page, Union]],
) -> None:
    """A file carries the name of what it holds, and nothing is held twice."""
    named = [(page, template.reference, "reference") for page, template in templates]
    named += [(page, law.reference, "country") for page, law in laws]
    named += [(page, instrument.reference, "reference") for page, instrument in instruments]
    named += [(page, told.reference, "reference") for page, told in counts]
    named += [(page, union.reference, "reference") for page, union in unions]
    seen: dict[str, str] = {}
    for page, reference, key in named:
        if not reference:  # told already, where the file was read
            continue
        # A file is found by its name alone: an instrument named `us` would pass for own law.
        name = reference.removeprefix("domestic/")
        if name in seen:
            page.fault((key,), "reference_twice", reference=reference, other=seen[name])
        elif Path(page.file).stem != name:
            page.fault((key,), "reference_not_file_name", reference=reference)
        seen.setdefault(name, page.file)


def _digest(data: Mapping[str, object]) -> str:
    """Return the digest of an encoding: comments and layout do not change it.

    Nor does the mark of what is public, which each node sets for itself and which is no term.
    """
    encoded = {name: value for name, value in data.items() if name != "public"}
    canonical = json.dumps(encoded, default=_iso, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _digest_of_texts(texts: Mapping[str, str]) -> str:
    whole = hashlib.sha256()
    for name, text in sorted(texts.items()):
        whole.update(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n".encode())
    return whole.hexdigest()
