"""Changing the register by hand: how far a proposed change has come, and what can be in its way."""

from enum import StrEnum

from comity.kernel.errors import ComityError, NotFoundError
from comity.kernel.wording import N_
from comity.ledger.terms import EventKind


class ProposalState(StrEnum):
    """Where a change of one register file stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"

    @property
    def is_writable(self) -> bool:
        """Whether its author may still write in it."""
        return self in {ProposalState.DRAFT, ProposalState.RETURNED}

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self.is_writable or self is ProposalState.PROPOSED


class RegisterFileNotFoundError(NotFoundError):
    """The register of this node has no file of this name."""

    code = "register_file_not_found"


class ProposalNotFoundError(NotFoundError):
    """There is no such change, or none that the officer may see."""

    code = "proposal_not_found"


class ProposalNotOpenError(ComityError):
    """What is asked cannot be done with a change that stands where this one does."""

    code = "proposal_not_open"


class ProposalOfAnotherError(ComityError):
    """Only who wrote a change writes in it, proposes it or takes it back."""

    code = "proposal_of_another"


class ProposalOwnError(ComityError):
    """Who wrote a change may not approve it or send it back."""

    code = "proposal_own"


class ProposalOutdatedError(ComityError):
    """The file was changed since the proposal began; what it would replace is no longer there."""

    code = "proposal_outdated"


class ProposalUnchangedError(ComityError):
    """The proposed text is the one that stands in the register."""

    code = "proposal_unchanged"


class ProposalMovedError(ComityError):
    """The change was written in again since it was read."""

    code = "proposal_moved"


class RegisterConflictError(ComityError):
    """A folder brings other texts for files that were changed here; nothing is imported.

    Attributes:
        paths: the files, below the register folder.
    """

    code = "register_conflict"

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        super().__init__(count=len(paths), files=", ".join(paths))


PROPOSAL_PROPOSED = EventKind(
    "register.proposed",
    ("file", "digest", "base", "why"),
    N_("A change of the register file {file} was proposed. Why: {why}"),
)
PROPOSAL_APPROVED = EventKind(
    "register.approved",
    ("file", "digest", "base", "author", "version"),
    N_("A change of the register file {file} by {author} was approved; version {version}."),
)
PROPOSAL_RETURNED = EventKind(
    "register.returned",
    ("file", "digest", "author", "reason"),
    N_("A change of the register file {file} was sent back to {author}. Why: {reason}"),
)
PROPOSAL_WITHDRAWN = EventKind(
    "register.withdrawn",
    ("file", "digest"),
    N_("A proposed change of the register file {file} was withdrawn."),
)
REGISTER_MERGED = EventKind(
    "register.merged",
    ("digest", "files", "kept", "replaced"),
    N_(
        "The register was imported beside changes made here: {files} files, version {digest}. "
        "Kept as changed here: {kept}. Replaced by the import: {replaced}."
    ),
)
EDITING_EVENTS = (
    PROPOSAL_PROPOSED,
    PROPOSAL_APPROVED,
    PROPOSAL_RETURNED,
    PROPOSAL_WITHDRAWN,
    REGISTER_MERGED,
)
