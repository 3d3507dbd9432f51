"""What is wrong with a row of the former caseload, and what matter it tells. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from comity.assistance.paper_rules import day_typed
from comity.assistance.rules import completed, problems_in
from comity.assistance.terms import CODES, RequestDraft
from comity.assistance.terms.imports import (
    NEEDED,
    Column,
    Direction,
    Known,
    OldMatter,
    OldRow,
    OldState,
)
from comity.kernel.errors import Problem
from comity.kernel.search_words import folded
from comity.kernel.texts import has_hidden_characters

OLD_REFERENCE_LIMIT = 80
NOTE_LIMIT = 2000
OLDEST = date(1990, 1, 1)
# Headings people give these columns, beside the name of the column itself; folded.
_HEADINGS: Mapping[Column, tuple[str, ...]] = {
    Column.OLD_REFERENCE: ("reference", "our reference", "file number", "case number"),
    Column.PARTNER: ("country", "administration", "partner country"),
    Column.DIRECTION: ("in or out", "in out"),
    Column.KIND: ("kind of assistance", "type", "type of assistance"),
    Column.SUBJECT: ("title", "matter"),
    Column.DAY: ("date", "sent on", "received on", "sent or received", "day sent or received"),
    Column.STATE: ("status",),
    Column.AGENCY: ("unit",),
    Column.HOLDER: ("officer", "case officer"),
    Column.FACTS: ("the matter and the reasons", "description"),
    Column.ASKED: ("asked for", "exactly what is asked for"),
    Column.PERSONS: ("parties", "names and addresses of the persons concerned"),
    Column.PURPOSE: (),
    Column.AGREEMENT: ("legal basis", "under"),
    Column.THEIR_REFERENCE: ("partner reference", "foreign reference"),
    Column.DUE: ("due day", "due on", "deadline", "reply wished by"),
    Column.NOTE: ("notes", "remark", "remarks"),
}
_DIRECTIONS: Mapping[str, Direction] = {
    "out": Direction.OUT,
    "outgoing": Direction.OUT,
    "in": Direction.IN,
    "incoming": Direction.IN,
}
_STATES: Mapping[Direction, frozenset[OldState]] = {
    Direction.OUT: frozenset({OldState.SENT, OldState.ACCEPTED, OldState.ANSWERED}),
    Direction.IN: frozenset({OldState.RECEIVED, OldState.ACCEPTED}),
}
# Before it is accepted, a partner's request is the central unit's alone.
_UNALLOCATED = (Direction.IN, OldState.RECEIVED)
_COLUMN_OF: Mapping[str, Column] = {
    "parties": Column.PERSONS,
    "under": Column.AGREEMENT,
    "reply_wanted_on": Column.DUE,
}
# Of a draft's faults, those that matter in a request that left long ago.
_FAULTS = frozenset({"too_long", "control_characters", "unknown_code", "day_too_far"})
_MIDNIGHT = re.compile(r"[T ]00:00(:00)?(\.0+)?$")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which heading stands for which column.

    Attributes:
        places: place of each column in a row.
        left_out: headings that stand for none.
        faults: what keeps the file from being read.
    """

    places: Mapping[Column, int]
    left_out: tuple[str, ...]
    faults: tuple[Problem, ...]


def columns_in(
    header: Sequence[str],
    *,
    chosen: Mapping[str, str],
    spoken: Mapping[str, Column] | None = None,
) -> Columns:
    """Return which heading stands for which column: as chosen, else as it is recognised.

    Args:
        header: the first row of the file.
        chosen: heading by name of column, where somebody chose it.
        spoken: further headings that are recognised, folded, such as those of the reader's tongue.
    """
    headings = [plain(each) for each in header]
    known = {**_known_headings(), **(spoken or {})}
    faults = []
    places: dict[Column, int] = {}
    for name, heading in chosen.items():
        if name not in set(Column) or plain(heading) not in headings:
            faults.append(Problem("import_column_unknown", name, (("heading", heading),)))
        else:
            places[Column(name)] = headings.index(plain(heading))
    taken = set(places.values())
    for place, heading in enumerate(headings):
        column = known.get(heading)
        if column is None or place in taken or column.value in chosen:
            continue
        if column in places:
            faults.append(Problem("import_column_twice", column, (("heading", header[place]),)))
        places.setdefault(column, place)
    faults += [Problem("import_column_missing", each) for each in NEEDED if each not in places]
    rest = (header[place] for place in range(len(header)) if place not in places.values())
    return Columns(places, tuple(each for each in rest if each.strip()), tuple(faults))


def row_in(number: int, cells: Sequence[str], columns: Columns) -> OldRow:
    """Return a row of the file by its columns.

    Args:
        number: of the row in the file.
        cells: as they stand there; a short row lacks its last.
        columns: which cell tells what.
    """
    told = {
        column: cells[place].strip() if place < len(cells) else ""
        for column, place in columns.places.items()
    }
    return OldRow(number, told)


def read_row(row: OldRow, *, known: Known) -> OldMatter | tuple[Problem, ...]:
    """Return the matter that a row tells, or everything that is wrong with it.

    Args:
        row: as it stands in the file.
        known: what there is at this node.
    """
    told = _Told(row, known)
    faults = tuple(told.faults())
    return faults or told.matter()


class _Told:
    """One row while it is judged."""

    def __init__(self, row: OldRow, known: Known) -> None:
        self._row, self._known = row, known
        self._direction = _DIRECTIONS.get(folded(self._cell(Column.DIRECTION)))
        state = folded(self._cell(Column.STATE))
        self._state = OldState(state) if state in set(OldState) else None
        self._day = day_in_cell(self._cell(Column.DAY))
        self._partner = known.countries.get(folded(self._cell(Column.PARTNER)), "")
        self._kind = known.kinds.get(folded(self._cell(Column.KIND)), self._cell(Column.KIND))
        self._linking = self._found_agreements()
        self._under = self._found_under()
        self._draft = self._as_draft()

    def matter(self) -> OldMatter:
        """Return the matter; only of a row without faults."""
        assert self._direction and self._state and self._day, "the row was judged"
        return OldMatter(
            number=self._row.number,
            old_reference=self._cell(Column.OLD_REFERENCE),
            side=self._direction.side,
            state=self._state,
            draft=self._draft,
            day=self._day,
            agency=self._cell(Column.AGENCY),
            holder=self._cell(Column.HOLDER),
            their_reference=self._cell(Column.THEIR_REFERENCE),
            note=self._cell(Column.NOTE),
        )

    def faults(self) -> Iterator[Problem]:
        """Yield everything that is wrong."""
        yield from (Problem("missing", each) for each in NEEDED if not self._cell(each))
        yield from self._line_faults()
        yield from self._code_faults()
        yield from self._day_faults()
        yield from self._desk_faults()
        yield from self._agreement_faults()
        for problem in problems_in(self._draft, on=self._known.on):
            if problem.code in _FAULTS:
                yield Problem(
                    problem.code, _COLUMN_OF.get(problem.field, problem.field), problem.facts
                )

    def _cell(self, column: Column) -> str:
        return self._row.cells.get(column, "")

    def _as_draft(self) -> RequestDraft:
        due = day_in_cell(self._cell(Column.DUE))
        draft = RequestDraft(
            partner=self._partner,
            kind=self._kind,
            purpose=self._cell(Column.PURPOSE),
            subject=self._cell(Column.SUBJECT),
            facts=self._cell(Column.FACTS),
            asked=self._cell(Column.ASKED),
            parties=self._cell(Column.PERSONS),
            under=self._under,
            reply_wanted_on=due.isoformat() if due else "",
        )
        return completed(draft)

    def _line_faults(self) -> Iterator[Problem]:
        for column, limit in (
            (Column.OLD_REFERENCE, OLD_REFERENCE_LIMIT),
            (Column.THEIR_REFERENCE, OLD_REFERENCE_LIMIT),
            (Column.NOTE, NOTE_LIMIT),
        ):
            text = self._cell(column)
            if len(text) > limit:
                facts = (("limit", str(limit)), ("length", str(len(text))))
                yield Problem("too_long", column, facts)
            if has_hidden_characters(text, lines=column is Column.NOTE):
                yield Problem("control_characters", column)

    def _code_faults(self) -> Iterator[Problem]:
        if self._cell(Column.DIRECTION) and self._direction is None:
            yield Problem("import_direction", Column.DIRECTION)
        if self._cell(Column.PARTNER) and self._partner in {"", self._known.own}:
            yield Problem("unknown_country", Column.PARTNER)
        if not self._cell(Column.STATE) or self._direction is None:
            return
        if self._state not in _STATES[self._direction]:
            offered = ", ".join(sorted(_STATES[self._direction]))
            yield Problem("import_state", Column.STATE, (("offered", offered),))

    def _day_faults(self) -> Iterator[Problem]:
        for column, day in ((Column.DAY, self._day), (Column.DUE, self._due)):
            text = self._cell(column)
            if text and day is None:
                yield Problem("not_a_day", column)
            elif day is not None and day < OLDEST:
                yield Problem("day_too_far", column, (("day", day.isoformat()),))
        if self._day is not None and self._day > self._known.on:
            yield Problem("day_ahead", Column.DAY, (("day", self._day.isoformat()),))

    @property
    def _due(self) -> date | None:
        return day_in_cell(self._cell(Column.DUE))

    def _desk_faults(self) -> Iterator[Problem]:
        if self._direction is None or self._state is None:
            return
        agency, holder = self._cell(Column.AGENCY), self._cell(Column.HOLDER)
        if (self._direction, self._state) == _UNALLOCATED:
            if agency or holder:
                yield Problem("import_not_allocated", Column.AGENCY if agency else Column.HOLDER)
            return
        if not agency:
            yield Problem("missing", Column.AGENCY)
        elif agency not in self._known.agencies:
            yield Problem("unknown_agency", Column.AGENCY, (("agency", agency[:20]),))
        elif holder and self._known.holders.get(holder) != agency:
            yield Problem("import_holder", Column.HOLDER, (("agency", agency),))

    def _found_agreements(self) -> tuple[str, ...]:
        """Return what links the two administrations on that day."""
        if self._partner in {"", self._known.own} or self._day is None:
            return ()
        return self._known.agreements(self._partner, self._day)

    def _found_under(self) -> str:
        """Return the agreement named, or whichever our rules lean on for such a request."""
        named = self._cell(Column.AGREEMENT)
        if named or len(self._linking) < 2:
            chosen = (each for each in self._linking if named in {"", each})
            return next(chosen, "")
        if self._kind not in CODES["kind"] or self._day is None or self._direction is None:
            return ""
        side = self._direction.side
        return self._known.leans_on(self._partner, self._day, self._kind, side)

    def _agreement_faults(self) -> Iterator[Problem]:
        if self._under or self._partner in {"", self._known.own} or self._day is None:
            return
        if self._cell(Column.AGREEMENT):
            yield Problem("import_agreement_unknown", Column.AGREEMENT)
        elif self._linking:
            facts = (("offered", ", ".join(self._linking[:5])),)
            yield Problem("import_agreement_several", Column.AGREEMENT, facts)
        elif self._direction is Direction.OUT:
            # Nothing says then what binds their answer when it comes.
            yield Problem("import_agreement_none", Column.AGREEMENT)


def day_in_cell(text: str) -> date | None:
    """Return the civil day in a cell; a spreadsheet writes one as the instant it begins."""
    return day_typed(_MIDNIGHT.sub("", text.strip()))


def plain(heading: str) -> str:
    """Return a heading as headings are compared: folded, with what is no letter as a space."""
    return " ".join(re.findall(r"\w+", folded(heading).replace("_", " ")))


def twice_in(rows: Sequence[OldRow]) -> Mapping[int, str]:
    """Return the old references that stand in more than one row, by the rows after the first."""
    first: set[str] = set()
    again = {}
    for row in rows:
        old = row.cells.get(Column.OLD_REFERENCE, "")
        if old and old in first:
            again[row.number] = old
        first.add(old)
    return again


def _known_headings() -> dict[str, Column]:
    found = {plain(column): column for column in Column}
    for column, headings in _HEADINGS.items():
        for heading in headings:
            found.setdefault(plain(heading), column)
    return found
