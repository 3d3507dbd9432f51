"""Checks an export of the record line by line, with a key from elsewhere. Pure: no database.

Nothing in the file is believed because it stands there. What stands fast is the key the checker
was given: the record's own, its fingerprint, or the sender key of the node's descriptor.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any, NoReturn

from comity.crypto.checkpoints import CHECKPOINT_LIMIT, Checkpoint, open_checkpoint
from comity.crypto.errors import (
    KeyMalformedError,
    ProofError,
    SignatureRefusedError,
)
from comity.crypto.merkle import leaf_hash, verify_consistency, verify_inclusion
from comity.crypto.signing import HybridVerifier
from comity.crypto.wording import SENTENCES as CRYPTO_SENTENCES
from comity.kernel.wording import fill
from comity.ledger.exports.fields import (
    bytes_in,
    hashes_in,
    is_canonical,
    is_index,
    object_in,
    text_in,
)
from comity.ledger.exports.lines import (
    FORMAT,
    HEADER_LIMIT,
    LINE_LIMIT,
    MOST_ENTRIES,
    Tally,
    end_line,
    indexes_in,
    summary_text,
    voucher_text,
)
from comity.ledger.exports.report import ExportFault, ExportReport, Pinned

_MOST_FAULTS = 100


class _StopError(Exception):
    """Nothing that follows could be judged."""


def check_export(
    file: IO[bytes], pinned: Pinned, *, seen: Callable[[int, bytes], None] | None = None
) -> ExportReport:
    """Check an export from its first line to its last, holding one line at a time.

    1. The header is in form, and its key is the one that was pinned.
    2. The head in it is signed by that key; an earlier head leads to it.
    3. Each entry is in its place by the header, says so itself, and leads to the head.
    4. The summary at the end is signed by the key and fits every line before it.

    Args:
        file: opened for reading bytes; may be of any size.
        pinned: the key from elsewhere.
        seen: told index and text of every entry that holds.
    """
    check = _Check(file, pinned, seen or _nobody)
    with suppress(_StopError):
        check.run()
    return check.report()


def _nobody(index: int, body: bytes) -> None:
    """Tell nobody."""


@dataclass
class _Check:
    """One walk through a file: what was read, and what was wrong with it."""

    file: IO[bytes]
    pinned: Pinned
    seen: Callable[[int, bytes], None]
    faults: list[ExportFault] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)
    told: dict[str, Any] = field(default_factory=dict)
    key: HybridVerifier | None = None
    head: Checkpoint | None = None
    due: Iterator[int] = field(default_factory=lambda: iter(()))
    awaited: int | None = None
    count: int = 0
    held: int = 0
    last_held: int | None = None
    number: int = 0

    def run(self) -> None:
        """Walk through the whole file."""
        # 1
        self._header()
        # 2
        self._heads()
        # 3, 4
        ended = False
        while line := self._line(LINE_LIMIT):
            if ended:
                self._fault("export_after_end", line=self.number)
                break
            ended = self._entry_or_end(line)
        if not ended:
            self._missing_until(None)
            self._fault("export_cut_off", line=self.number)

    def report(self) -> ExportReport:
        """Return what was found."""
        asked = self.told.get("asked")
        return ExportReport(
            whole=not self.faults,
            origin=self.head.origin if self.head else "",
            size=self.head.size if self.head else 0,
            entries=self.held,
            whole_upto=self.last_held,
            asked=asked if isinstance(asked, dict) else {},
            made_at=str(self.told.get("made_at", ""))[:40],
            made_by=str(self.told.get("made_by", ""))[:200],
            faults=tuple(self.faults),
        )

    def _header(self) -> None:
        line = self._line(HEADER_LIMIT)
        told = object_in(line)
        if told is None or told.get("format") != FORMAT:
            self._stop("export_not_one")
        self.tally.take_header(line)
        self.told = told
        self.key = self._pinned_key(told)
        try:
            self.due = iter(tuple(indexes_in(text_in(told, "indexes"))))
        except ValueError:
            self._stop("export_header_malformed", field="indexes")
        self.awaited = next(self.due, None)

    def _pinned_key(self, told: Mapping[str, Any]) -> HybridVerifier:
        given = told.get("key")
        try:
            key = HybridVerifier(
                text_in(given, "name"), bytes_in(given, "ed25519"), bytes_in(given, "mldsa44")
            )
        except (KeyMalformedError, ValueError):
            self._stop("export_header_malformed", field="key")
        if self.pinned.sender is not None:
            self._vouched(self.pinned.sender, key, told)
        elif self.pinned.fingerprint != key.digest().hex():
            self._stop("export_other_key", found=key.digest().hex())
        return key

    def _vouched(
        self, sender: HybridVerifier, key: HybridVerifier, told: Mapping[str, Any]
    ) -> None:
        try:
            text = sender.open(bytes_in(told, "voucher"), limit=CHECKPOINT_LIMIT)
        except (SignatureRefusedError, ValueError):
            text = b""
        if text != voucher_text(key):
            self._stop("export_key_not_vouched", name=sender.name)

    def _heads(self) -> None:
        told, key = self.told, self._known_key()
        try:
            origin = text_in(told, "origin")
            self.head = open_checkpoint(bytes_in(told, "checkpoint"), key, origin=origin)
            earlier = bytes_in(told, "earlier")
            if earlier:
                self._consistent(open_checkpoint(earlier, key, origin=origin), self.head)
        except SignatureRefusedError as error:
            cause = fill(CRYPTO_SENTENCES[error.code], error.facts)
            self._stop("export_head_refused", cause=cause)
        except ValueError:
            self._stop("export_header_malformed", field="checkpoint")

    def _consistent(self, earlier: Checkpoint, head: Checkpoint) -> None:
        try:
            verify_consistency(
                old=earlier.size,
                old_root=earlier.root,
                new=head.size,
                new_root=head.root,
                proof=hashes_in(self.told, "consistency"),
            )
        except (ProofError, ValueError):
            self._fault("export_heads_differ", earlier=earlier.size, size=head.size)

    def _entry_or_end(self, line: bytes) -> bool:
        """Take one line; return whether it was the end."""
        told = object_in(line)
        if told is not None and set(told) == {"summary"}:
            self._missing_until(None)
            self._end(told, line)
            return True
        self.tally.take(line)
        self.count += 1
        if self.count > MOST_ENTRIES:
            self._stop("export_too_many", limit=MOST_ENTRIES)
        if told is None or not is_index(told.get("index")):
            # The place it stood at is the one that was due; it is told as that entry's fault.
            self._fault("export_line_unreadable", line=self.number, index=_place(self.awaited))
            self.awaited = next(self.due, None)
            return False
        self._entry(int(told["index"]), told, line)
        return False

    def _entry(self, index: int, told: Mapping[str, Any], line: bytes) -> None:
        if self.awaited is None or index < self.awaited:
            self._fault("export_entry_unknown", index=index, line=self.number)
            return
        self._missing_until(index)
        if self.awaited != index:
            self._fault("export_entry_unknown", index=index, line=self.number)
            return
        self.awaited = next(self.due, None)
        fault = self._fault_of(index, told, line)
        if fault:
            self._fault(fault, index=index, line=self.number)
            return
        self.held += 1
        if not self.faults:
            self.last_held = index
        self.seen(index, bytes_in(told, "body"))

    def _fault_of(self, index: int, told: Mapping[str, Any], line: bytes) -> str:
        """Return the code of what is wrong with an entry in its place; empty when nothing is."""
        head = self.head
        assert head is not None
        try:
            body, proof = bytes_in(told, "body"), hashes_in(told, "proof")
        except ValueError:
            return "export_entry_malformed"
        try:
            verify_inclusion(
                leaf_hash(body), index=index, size=head.size, proof=proof, root=head.root
            )
        except ProofError:
            return "export_entry_changed"
        if set(told) != {"index", "body", "proof"} or not is_canonical(told, line):
            return "export_entry_malformed"
        written = object_in(body)
        if written is None or written.get("index") != index:
            return "export_entry_elsewhere"
        return ""

    def _missing_until(self, index: int | None) -> None:
        """Name every entry that was due before `index`; before the end when it is None."""
        runs: list[list[int]] = []
        while self.awaited is not None and (index is None or self.awaited < index):
            if runs and runs[-1][1] == self.awaited - 1:
                runs[-1][1] = self.awaited
            else:
                runs.append([self.awaited, self.awaited])
            self.awaited = next(self.due, None)
        for first, last in runs:
            if first == last:
                self._fault("export_entry_missing", index=first)
            else:
                self._fault("export_entries_missing", first=first, last=last)

    def _end(self, told: Mapping[str, Any], line: bytes) -> None:
        key, head = self._known_key(), self.head
        assert head is not None
        try:
            summary = bytes_in(told, "summary")
            text = key.open(summary, limit=CHECKPOINT_LIMIT)
            if end_line(summary) != line:
                raise ValueError("summary")
        except (SignatureRefusedError, ValueError):
            self._fault("export_summary_refused", name=key.name)
            return
        tally = self.tally
        fits = summary_text(head.origin, header=tally.header, entries=self.count, lines=tally.lines)
        if text == fits:
            return
        signed = text.decode(errors="replace").splitlines()
        if f"header {tally.header.hex()}" not in signed:
            self._fault("export_header_changed")
        elif not self.faults:
            self._fault("export_lines_changed")

    def _known_key(self) -> HybridVerifier:
        assert self.key is not None
        return self.key

    def _line(self, limit: int) -> bytes:
        """Return the next line; nothing at the end. A line longer than any may be ends it all."""
        line = self.file.readline(limit + 1)
        self.number += bool(line)
        if len(line) > limit:
            self._stop("export_line_too_long", line=self.number, limit=limit)
        return line

    def _fault(self, code: str, **facts: object) -> None:
        told = tuple((name, str(value)) for name, value in facts.items())
        self.faults.append(ExportFault(code, told))
        if len(self.faults) >= _MOST_FAULTS:
            self.faults.append(ExportFault("export_too_many_faults"))
            raise _StopError

    def _stop(self, code: str, **facts: object) -> NoReturn:
        self._fault(code, **facts)
        raise _StopError


def _place(index: int | None) -> str:
    return "?" if index is None else str(index)
