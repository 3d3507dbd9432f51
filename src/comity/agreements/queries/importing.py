"""What the import of a folder would do, told before anybody does it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from comity.agreements.models import LocalEdit
from comity.agreements.queries.editing import current_texts, digest_of
from comity.agreements.register_files import (
    Fault,
    RegisterFileError,
    read_folder,
    register_from_texts,
)


@dataclass(frozen=True, slots=True)
class EditsBeside:
    """Files that were changed here, beside a folder.

    Attributes:
        caught_up: the folder says by now what was changed here.
        kept: the folder still has the text the change was written on.
        conflicts: the folder brings another text than either.
    """

    caught_up: tuple[str, ...]
    kept: tuple[str, ...]
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportOutlook:
    """What the import of a folder would do.

    Attributes:
        new: files this node does not have.
        changed: files that come with another text.
        removed: files that the folder no longer has.
        edits: what becomes of files that were changed here.
        faults: why the folder is refused; empty when it is not.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edits: EditsBeside = EditsBeside((), (), ())
    faults: tuple[Fault, ...] = ()

    @property
    def does_something(self) -> bool:
        """Whether the register would be another one afterwards."""
        return bool(self.new or self.changed or self.removed or self.edits.conflicts)


def edits_beside(folder: Mapping[str, str], here: Mapping[str, str]) -> EditsBeside:
    """Return how the files that were changed here stand to a folder.

    Args:
        folder: the texts of the folder, by path.
        here: the texts this node rules from, by path.
    """
    edits = {edit.path: edit.folder_digest for edit in LocalEdit.objects.order_by("path")}
    apart = {path: base for path, base in edits.items() if folder.get(path) != here.get(path)}
    moved = tuple(p for p, base in apart.items() if digest_of(folder.get(p, "")) != base)
    return EditsBeside(
        caught_up=tuple(path for path in edits if path not in apart),
        kept=tuple(path for path in apart if path not in moved),
        conflicts=moved,
    )


def import_outlook(folder: Path) -> ImportOutlook:
    """Return what the import of a folder would do; nothing is written.

    Raises:
        RegisterNotImportedError: this node has no register yet.
    """
    here = current_texts()
    try:
        texts = read_folder(folder)
        register_from_texts(texts)
    except RegisterFileError as refused:
        return ImportOutlook(faults=refused.faults)
    edits = edits_beside(texts, here)
    ours = {*edits.kept, *edits.conflicts}
    return ImportOutlook(
        new=tuple(path for path in texts if path not in here and path not in ours),
        changed=tuple(p for p in texts if p in here and texts[p] != here[p] and p not in ours),
        removed=tuple(path for path in here if path not in texts and path not in ours),
        edits=edits,
    )
