"""Recomputes the whole record and says in words up to where it is whole.

It reads the tables as a stranger would: nothing that is stored is believed because it is stored.
What stands fast are the signatures of the node's ledger key.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from django.db import DatabaseError

from comity.crypto.checkpoints import Checkpoint, open_checkpoint
from comity.crypto.errors import (
    CheckpointMalformedError,
    FrontierMalformedError,
    SignatureRefusedError,
)
from comity.crypto.merkle import EMPTY_ROOT, Frontier, leaf_hash
from comity.crypto.signing import HybridVerifier
from comity.crypto.wording import SENTENCES as CRYPTO_SENTENCES
from comity.kernel.wording import fill
from comity.ledger.mentions import Mention, mentions_of
from comity.ledger.stored import (
    TEXTS,
    Extent,
    Names,
    Row,
    epochs_stored,
    extent_of,
    rows_of,
    signed_heads_of,
)
from comity.ledger.terms import FIRST_EPOCH, instant_text, origin_of


@dataclass(frozen=True, slots=True)
class LedgerFault:
    """One thing that is wrong with the record.

    Attributes:
        index: the entry concerned, or the first of several.
        code: stable code; its sentence stands in `wording`.
        facts: named values that the sentence speaks of.
    """

    index: int
    code: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """What recomputing the record found.

    Attributes:
        origin: name of the record, with its epoch.
        whole: whether nothing is wrong.
        size: number of entries read.
        upto_at: when the last entry was recorded, RFC 3339; empty when there is none.
        root: root of the tree of all entries read, hex.
        checkpoints: number of signed heads that hold.
        signed_size: entries covered by the last of them; later ones only the database vouches for.
        faults: everything that is wrong, by entry.
        epochs: how many epochs were read; more than one after the node was restored.
    """

    origin: str
    whole: bool
    size: int
    upto_at: str
    root: str
    checkpoints: int
    signed_size: int
    faults: tuple[LedgerFault, ...]
    epochs: int = 1

    @property
    def whole_upto(self) -> int:
        """How many entries from the first one on have nothing wrong with them."""
        return min((fault.index for fault in self.faults), default=self.size)


def verify_ledger(verifier: HybridVerifier, *, epoch: int | None = None) -> LedgerReport:
    """Recompute the record, epoch by epoch; may run while the node works.

    Each epoch is a tree of its own: after a restore the record goes on in a new one, whose first
    entry says how far the one before it was kept. Of several, one report tells all.

    Args:
        verifier: public half of the node's ledger key, from outside this database.
        epoch: which epoch of the record; every one by default.
    """
    every = [epoch] if epoch is not None else epochs_stored() or [FIRST_EPOCH]
    reports = [_verify_epoch(verifier, each) for each in every]
    return _joined(reports) if len(reports) > 1 else reports[0]


def _joined(reports: Sequence[LedgerReport]) -> LedgerReport:
    last = reports[-1]
    return replace(
        last,
        whole=all(report.whole for report in reports),
        size=sum(report.size for report in reports),
        upto_at=last.upto_at or reports[-2].upto_at,
        checkpoints=sum(report.checkpoints for report in reports),
        signed_size=sum(report.signed_size for report in reports),
        faults=tuple(fault for report in reports for fault in report.faults),
        epochs=len(reports),
    )


def _verify_epoch(verifier: HybridVerifier, epoch: int) -> LedgerReport:
    """Recompute one epoch of the record, entry by entry.

    1. What the database holds now is fixed: later entries are left for the next time.
    2. Indexes follow one another without a gap.
    3. Each entry's leaf hash is that of its text, each column says what the text says, and it is
       found by what the text names.
    4. Each checkpoint is signed by the node's ledger key, and the entries lead to its root.
    5. The stored head is where all entries lead.

    Args:
        verifier: public half of the node's ledger key, from outside this database.
        epoch: which epoch of the record.

    Returns:
        A report that names the first and every other faulty entry by its index.
    """
    # 1
    extent = extent_of(epoch)
    names = Names(epoch, below=extent.reach)
    walk = _Walk(extent, _SignedHeads(verifier, epoch=epoch, upto=extent.signed), names)
    try:
        for row in rows_of(epoch, below=extent.reach):
            # 2
            walk.follow(row.number)
            # 3
            walk.read(row)
            # 4
            walk.compare_root()
        walk.follow(extent.reach)
    except DatabaseError as error:
        walk.stop(str(error))
    # 5
    walk.compare_head()
    return walk.report(origin_of(verifier.name, epoch=epoch))


class _SignedHeads:
    """The signed heads, in order, each opened with the node's key."""

    def __init__(self, verifier: HybridVerifier, *, epoch: int, upto: int) -> None:
        self.faults: list[LedgerFault] = []
        self._verifier = verifier
        self._origin = origin_of(verifier.name, epoch=epoch)
        self._stored = signed_heads_of(epoch, upto=upto)
        self.next = self._opened()

    def take(self) -> None:
        """Go on to the next signed head."""
        self.next = self._opened()

    def _opened(self) -> Checkpoint | None:
        """Return the next signed head that holds; name those that do not."""
        for size, note in self._stored:
            try:
                checkpoint = open_checkpoint(note, self._verifier, origin=self._origin)
                if checkpoint.size != size:
                    raise CheckpointMalformedError(part="the size")
            except SignatureRefusedError as error:
                cause = fill(CRYPTO_SENTENCES[error.code], error.facts)
                facts = (("size", str(size)), ("cause", cause))
                self.faults.append(LedgerFault(size, "ledger_checkpoint_refused", facts))
            else:
                return checkpoint
        return None


@dataclass
class _Walk:
    """One walk along the record: what was read so far, and what was wrong with it.

    Two frontiers are kept, one of the entries' texts and one of their stored leaf hashes. Where
    they part, the entry is named at once; a signed head that either of them reaches then shows
    that nothing else was changed.
    """

    extent: Extent
    heads: _SignedHeads
    names: Names
    texts: Frontier = field(default_factory=Frontier)
    stored: Frontier = field(default_factory=Frontier)
    size: int = 0
    upto_at: str = ""
    signed: int = 0
    signed_size: int = 0
    joined: bool = True
    faults: list[LedgerFault] = field(default_factory=list)

    def follow(self, index: int) -> None:
        """Note a gap before `index`; roots cannot be computed after one."""
        if index > self.size:
            self._fault("ledger_entries_missing", self.size, last=index - 1)
            self.joined = False
        self.size = index

    def stop(self, cause: str) -> None:
        """Note that the database file itself cannot be read any further."""
        self._fault("ledger_unreadable", self.size, cause=cause)
        self.joined = False

    def read(self, row: Row) -> None:
        """Compare an entry's leaf hash and columns with its text."""
        leaf, before = leaf_hash(row.body), len(self.faults)
        if leaf != row.leaf_hash:
            self._fault("ledger_entry_altered", row.number)
        for column, stored, recorded in _differences(row):
            if column:
                facts = {"column": column, "stored": stored, "recorded": recorded}
                self._fault("ledger_column_differs", row.number, **facts)
            else:
                self._fault("ledger_entry_unreadable", row.number)
        # What was altered names something else as well; it is told once.
        if len(self.faults) == before and self.names.of(row.number) != _named_in(row.body):
            self._fault("ledger_names_differ", row.number)
        self.texts, self.stored = self.texts.append(leaf), self.stored.append(row.leaf_hash)
        self.size, self.upto_at = row.number + 1, _instant(row.at)

    def compare_root(self) -> None:
        """Compare with the head signed at this size, if there is one."""
        head = self.heads.next
        if head is None or head.size != self.size:
            return
        if self.joined and head.root not in (self.texts.root(), self.stored.root()):
            facts = {"last": self.size - 1, "size": self.size}
            self._fault("ledger_entries_rewritten", self.signed_size, **facts)
            self.joined = False
        if self.joined:
            self.signed, self.signed_size = self.signed + 1, self.size
        self.heads.take()

    def compare_head(self) -> None:
        """Compare the end of the walk with the stored head and with what lies beyond it."""
        extent = self.extent
        beyond = extent.reach
        while self.heads.next is not None:
            beyond = max(beyond, self.heads.next.size)
            self.heads.take()
        if beyond > extent.reach:
            # A head was signed there, so the entries were there once.
            self._fault("ledger_entries_missing", extent.reach, last=beyond - 1)
        if extent.entries > extent.size:
            self._fault("ledger_entries_unknown", extent.size, last=extent.entries - 1)
        elif self.joined and _frontier(extent.frontier) not in (self.texts, self.stored):
            self._fault("ledger_head_differs", extent.size, size=extent.size)

    def report(self, origin: str) -> LedgerReport:
        """Return what was found."""
        faults = sorted([*self.faults, *self.heads.faults], key=lambda fault: fault.index)
        root = self.texts.root() if self.size else EMPTY_ROOT
        return LedgerReport(
            origin=origin,
            whole=not faults,
            size=self.texts.size,
            upto_at=self.upto_at,
            root=root.hex(),
            checkpoints=self.signed,
            signed_size=self.signed_size,
            faults=tuple(faults),
        )

    def _fault(self, code: str, index: int, **facts: object) -> None:
        named = {"index": index, **facts}
        told = tuple((name, str(value)) for name, value in named.items())
        self.faults.append(LedgerFault(index, code, told))


def _frontier(stored: bytes) -> Frontier | None:
    """Return the stored frontier; none when it is damaged."""
    try:
        return Frontier.from_bytes(stored)
    except FrontierMalformedError:
        return None


def _differences(row: Row) -> Iterator[tuple[str, str, str]]:
    """Yield column, stored and recorded value where they differ; an empty column if unreadable."""
    try:
        told = json.loads(row.body)
        recorded = {name: told[name] for name in ("epoch", "index", *TEXTS)}
    except (ValueError, KeyError, TypeError, RecursionError):
        yield "", "", ""
        return
    stored: dict[str, object] = {"epoch": row.epoch, "index": row.number}
    stored |= {name: getattr(row, name).decode(errors="replace") for name in TEXTS}
    stored["at"] = _instant(row.at)
    for name, value in recorded.items():
        if stored[name] != value:
            yield name, str(stored[name]), str(value)


def _named_in(body: bytes) -> frozenset[tuple[str, str, Mention]]:
    """Return what an entry's text names, of whom and by whom; nothing when it is none."""
    try:
        told = json.loads(body)
        named = mentions_of(told["about"], told["fields"])
        return frozenset((told["agency"], told["by"], mention) for mention in named)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return frozenset()


def _instant(stored: bytes) -> str:
    """Return a stored instant as the record writes it; as it stands when it is none."""
    text = stored.decode(errors="replace")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return instant_text(at if at.tzinfo else at.replace(tzinfo=UTC))
