"""The open caseload of the time before this node: the words of its import. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.assistance.terms.drafts import RequestDraft
from comity.assistance.terms.moves import Party
from comity.kernel.errors import ComityError, NotAllowedError, Problem

MOST_ROWS = 20_000
ROWS_A_BATCH = 100
"""So many matters are taken in by one transaction: all of them, or none."""


class Column(StrEnum):
    """What a column of the file tells of a matter."""

    OLD_REFERENCE = "old_reference"
    PARTNER = "partner"
    DIRECTION = "direction"
    KIND = "kind"
    SUBJECT = "subject"
    DAY = "day"
    STATE = "state"
    AGENCY = "agency"
    HOLDER = "holder"
    FACTS = "facts"
    ASKED = "asked"
    PERSONS = "persons"
    PURPOSE = "purpose"
    AGREEMENT = "agreement"
    THEIR_REFERENCE = "their_reference"
    DUE = "due"
    NOTE = "note"


NEEDED = (
    Column.OLD_REFERENCE,
    Column.PARTNER,
    Column.DIRECTION,
    Column.KIND,
    Column.SUBJECT,
    Column.DAY,
    Column.STATE,
)


class Direction(StrEnum):
    """Who asked."""

    OUT = "out"
    IN = "in"

    @property
    def side(self) -> Party:
        """Which side this node is on."""
        return Party.REQUESTING if self is Direction.OUT else Party.REQUESTED


class OldState(StrEnum):
    """Where an open matter stood on paper."""

    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    ANSWERED = "answered"


class Outcome(StrEnum):
    """What an import does with a row."""

    TAKEN = "taken"
    SKIPPED = "skipped"
    REFUSED = "refused"


class ImportState(StrEnum):
    """Where an import stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    STOPPED = "stopped"
    DONE = "done"
    WITHDRAWN = "withdrawn"


OPEN_IMPORTS = (ImportState.PROPOSED, ImportState.CONFIRMED, ImportState.STOPPED)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file of the former caseload as it was read.

    Attributes:
        name: of the file.
        digest: SHA-256 of it, in hex.
        headings: of its columns.
        rows: with their numbers in the file.
    """

    name: str
    digest: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class OldRow:
    """One row of the file, column by column.

    Attributes:
        number: of the row in the file, where its reader finds it; the header is row 1.
        cells: what stands in each column, without blanks around it.
    """

    number: int
    cells: Mapping[Column, str]


@dataclass(frozen=True, slots=True)
class OldMatter:
    """An open matter as a row without faults tells it.

    Attributes:
        number: of the row.
        old_reference: under which it was known before.
        side: which side this node is on.
        state: where it stood on paper.
        draft: its fields; `under` is the agreement it was sent under, empty for a courtesy.
        day: on which the request left, or was received.
        agency: code of the agency it belongs to; empty before one has it.
        holder: sign-in name of the officer on whose desk it lies; empty for nobody's.
        their_reference: the partner's own.
        note: what else is to be known.
    """

    number: int
    old_reference: str
    side: Party
    state: OldState
    draft: RequestDraft
    day: date
    agency: str = ""
    holder: str = ""
    their_reference: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules must know of the node to judge a row.

    Attributes:
        own: code of its administration.
        on: the civil day.
        agencies: codes of its agencies.
        holders: agency of each officer who may have a matter, by sign-in name.
        agreements: what links this administration with another on a day, by reference.
        leans_on: the agreement our own rules lean on for a kind of assistance on a day, asked by
            one side; empty where they lean on none.
        kinds: code of each kind of assistance, by its folded names.
        countries: code of each country, by its folded names.
    """

    own: str
    on: date
    agencies: frozenset[str]
    holders: Mapping[str, str]
    agreements: Callable[[str, date], tuple[str, ...]]
    leans_on: Callable[[str, date, str, Party], str]
    kinds: Mapping[str, str]
    countries: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowTold:
    """What an import would do with one row.

    Attributes:
        number: of the row.
        old_reference: as it stands there.
        outcome: taken, skipped because it was imported before, or refused.
        problems: of a refused row; `field` is a `Column`.
    """

    number: int
    old_reference: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class DryRun:
    """What an import would do, row by row; nothing was done.

    Attributes:
        rows: every row, in the order of the file.
        columns: the heading taken for each column.
        left_out: headings no column was recognised by.
        faults: what is wrong with the headings, or with the file as a whole.
        number: of the import that was proposed; None when nothing was.
    """

    rows: tuple[RowTold, ...] = ()
    columns: Mapping[Column, str] | None = None
    left_out: tuple[str, ...] = ()
    faults: tuple[Problem, ...] = ()
    number: int | None = None

    def count(self, outcome: Outcome) -> int:
        """Return how many rows meet an outcome."""
        return sum(row.outcome is outcome for row in self.rows)

    @property
    def taken(self) -> int:
        """How many would be taken in."""
        return self.count(Outcome.TAKEN)

    @property
    def skipped(self) -> int:
        """How many were imported before."""
        return self.count(Outcome.SKIPPED)

    @property
    def refused(self) -> tuple[RowTold, ...]:
        """The rows that are refused."""
        return tuple(row for row in self.rows if row.outcome is Outcome.REFUSED)

    @property
    def holds(self) -> bool:
        """Whether the file may be handed over: nothing is refused, and something is new."""
        return not self.faults and not self.refused and self.taken > 0


class ImportOpenError(ComityError):
    """Another import is not over yet."""

    code = "import_open"


class ImportRefusedError(ComityError):
    """A file with refused rows, or without new ones, is not handed over."""

    code = "import_refused"


class ImportMovedError(ComityError):
    """The import does not stand where this act begins."""

    code = "import_moved"


class ImportProposerError(NotAllowedError):
    """Whoever handed an import over does not confirm it."""

    code = "import_second_person"


class ReferencesUsedUpError(ComityError):
    """A partner's requests of one year are more than there are numbers for."""

    code = "import_references_used_up"
