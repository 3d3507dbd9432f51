"""Files of code lists: TOML read as strictly as the register's, one file for each version."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from comity.agreements.register_files import MAX_BYTES, Fault
from comity.agreements.register_files.malformed import fault_of_toml, note_hidden_characters
from comity.agreements.register_files.tables import Page, Table
from comity.agreements.register_files.toml_data import toml_data
from comity.subjects.list_files.faults import CodeListsRefusedError
from comity.subjects.list_files.list_file import read_list
from comity.subjects.list_files.shipped import SHIPPED
from comity.subjects.list_files.whole import check_lists
from comity.subjects.terms import CodeList, CodeLists

__all__ = ["CodeListsRefusedError", "code_lists_from_texts", "load_code_lists"]


def load_code_lists(own: Path | None = None) -> CodeLists:
    """Read the lists of a node.

    A list in the node's own folder takes the place of the shipped one of its name, with all its
    versions; the others stay.

    Args:
        own: folder of the node's own lists; None when it has none.

    Raises:
        CodeListsRefusedError: some files are refused; it names every fault.
    """
    return code_lists_from_texts(_texts(SHIPPED), own={} if own is None else _texts(own))


def code_lists_from_texts(
    shipped: Mapping[str, str], *, own: Mapping[str, str] | None = None
) -> CodeLists:
    """Build the lists from the texts of their files, by file name.

    Args:
        shipped: those that come with the software.
        own: those of the node, which replace shipped ones of the same name.

    Raises:
        CodeListsRefusedError: some files are refused; it names every fault.
    """
    return _read(tuple(sorted(shipped.items())), tuple(sorted((own or {}).items())))


@lru_cache(maxsize=4)
def _read(shipped: tuple[tuple[str, str], ...], own: tuple[tuple[str, str], ...]) -> CodeLists:
    """Read texts once: every page that shows a code asks for them."""
    ours = [_one(name, text) for name, text in own]
    replaced = {held.name for _, held in ours if held is not None}
    theirs = [_one(name, text) for name, text in shipped]
    pages = [
        *ours,
        *((page, held) for page, held in theirs if held is None or held.name not in replaced),
    ]
    read = [(page, held) for page, held in pages if held is not None]
    check_lists(read)
    faults = tuple(fault for page, _ in pages for fault in page.faults)
    if faults:
        raise CodeListsRefusedError(faults)
    return CodeLists(tuple(held for _, held in read))


def _one(name: str, text: str) -> tuple[Page, CodeList | None]:
    """Return a file's page, with its list when it is TOML at all."""
    try:
        data = toml_data(text)
    except ValueError as wrong:
        page = Page(name)
        page.faults.append(fault_of_toml(name, text, wrong))
        return page, None
    page = Page(name, text)
    note_hidden_characters(page, text, data)
    return page, read_list(Table(page, data))


def _texts(folder: Path) -> dict[str, str]:
    """Return the text of every file of lists in a folder, by its name."""
    texts: dict[str, str] = {}
    faults = []
    for path in sorted(folder.glob("*.toml")):
        raw = path.read_bytes()
        try:
            texts[path.name] = raw.decode("utf-8")
        except UnicodeDecodeError:
            faults.append(Fault(path.name, 1, "not_text"))
        if len(raw) > MAX_BYTES:
            faults.append(Fault(path.name, 1, "file_too_long", (("limit", str(MAX_BYTES)),)))
    if not texts and not faults:
        faults.append(Fault(folder.as_posix(), 1, "no_code_lists"))
    if faults:
        raise CodeListsRefusedError(tuple(faults))
    return texts
