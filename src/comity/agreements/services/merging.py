"""What becomes of files that were changed here when a folder is imported."""

from collections.abc import Mapping
from dataclasses import dataclass

from comity.agreements.models import LocalEdit
from comity.agreements.queries.importing import edits_beside
from comity.agreements.terms.editing import RegisterConflictError


@dataclass(frozen=True, slots=True)
class Merge:
    """A folder beside the changes made here.

    Attributes:
        texts: what the next version consists of.
        kept: files whose changes made here stay.
        caught_up: files whose folder now says what was changed here.
        replaced: files whose changes made here give way to the folder.
    """

    texts: Mapping[str, str]
    kept: tuple[str, ...] = ()
    caught_up: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()

    @property
    def touches_edits(self) -> bool:
        """Whether anything that was changed here is concerned."""
        return bool(self.kept or self.caught_up or self.replaced)


def merge(folder: Mapping[str, str], here: Mapping[str, str], *, replace_edits: bool) -> Merge:
    """Return the next version: the folder, with changes made here where it did not move on.

    A file that was changed here keeps its change when the folder still has the text the change
    was written on. When the folder brings another text, nobody is to choose unseen: the import is
    refused, unless it was told to replace.

    Args:
        folder: the texts of the folder, by path.
        here: the texts this node rules from, by path.
        replace_edits: let the folder win over every change made here.

    Raises:
        RegisterConflictError: the folder moved on under some changes; it names the files.
    """
    apart = edits_beside(folder, here)
    if replace_edits:
        return Merge(folder, caught_up=apart.caught_up, replaced=(*apart.kept, *apart.conflicts))
    if apart.conflicts:
        raise RegisterConflictError(apart.conflicts)
    kept = {path: here[path] for path in apart.kept if path in here}
    return Merge({**folder, **kept}, kept=tuple(kept), caught_up=apart.caught_up)


def forget_edits(done: Merge) -> None:
    """Forget the changes that the folder holds by now, or that it replaced."""
    LocalEdit.objects.filter(path__in=[*done.caught_up, *done.replaced]).delete()
