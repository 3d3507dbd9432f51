"""What a node under test says of itself: its database, its log, and what officers were told."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.exchange import Node
from tests.faults.oracle import Held, Log, Side
from tests.nodes.databases import rows


@dataclass
class ReadNode:
    """One node, as far as it is only read.

    Attributes:
        node: home, address and database, as the benchmark's.
        scratch: what is beside its disk: logs, journals, what officers were told.
    """

    node: Node
    scratch: Path

    @property
    def code(self) -> str:
        return self.node.code

    @property
    def told(self) -> Path:
        """What officers were told is committed."""
        return self.scratch / "told"

    @property
    def log(self) -> Path:
        return self.scratch / "log"

    @property
    def moments(self) -> Path:
        """Named moments at which a process of it has died."""
        return self.scratch / "moments"

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        return rows(self.node.folder, question)

    def accepted(self) -> list[str]:
        return self.told.read_text().split() if self.told.exists() else []

    def delivered(self) -> int:
        """How many of its messages it calls delivered, in all epochs."""
        told = self.rows(
            "SELECT (SELECT count(*) FROM exchange_outbound WHERE delivered_at IS NOT NULL),"
            " (SELECT coalesce(sum(receipted_size), 0) FROM exchange_channel"
            " WHERE direction = 'out')"
        )
        return max(int(count) for count in told[0])

    def durable(self) -> int:
        """How many messages of its partner it holds."""
        return int(self.rows("SELECT count(*) FROM exchange_inbound")[0][0])

    def has_nothing_to_do(self) -> bool:
        """Tell whether nothing waits here, neither to leave nor to be taken up."""
        told = self.rows(
            "SELECT (SELECT count(*) FROM exchange_outbound WHERE delivered_at IS NULL)"
            " + (SELECT count(*) FROM exchange_inbound WHERE state = 'held')"
        )
        return not told[0][0]

    def heads(self) -> list[tuple[str, int, bytes]]:
        """Every head it keeps: its own, and its partner's."""
        asked = (
            "SELECT c.origin, h.size, h.root FROM exchange_channelhead h"
            " JOIN exchange_channel c ON c.id = h.channel_id"
        )
        return [(origin, int(size), bytes(root)) for origin, size, root in self.rows(asked)]

    def warnings(self) -> list[tuple[str, str]]:
        """What went wrong as its log tells it, and by which code."""
        if not self.log.exists():
            return []
        lines = [json.loads(line) for line in self.log.read_text().splitlines() if line]
        return [(line["what"], line["code"]) for line in lines if line["level"] != "INFO"]

    def side(self, faults: tuple[str, ...]) -> Side:
        """Everything it says of itself, for the oracle; with what its verifier found."""
        sent = self.rows(
            "SELECT o.message_id, o.delivered_at IS NOT NULL FROM exchange_outbound o"
            ' JOIN exchange_channel c ON c.id = o.channel_id ORDER BY c.epoch, o."index"'
        )
        held = self.rows(
            "SELECT i.message_id, i.type, i.state FROM exchange_inbound i"
            ' JOIN exchange_channel c ON c.id = i.channel_id ORDER BY c.epoch, i."index"'
        )
        noted = "SELECT about FROM ledger_ledgerentry WHERE event = 'faults.noted'"
        logs = "SELECT origin, direction, size, frontier, receipted_size FROM exchange_channel"
        refused = "SELECT origin, size, root, code FROM exchange_refusedparcel"
        unsent = 'SELECT message_id FROM exchange_outbound WHERE "index" IS NULL'
        return Side(
            self.code,
            sent=tuple((str(id_), bool(done)) for id_, done in sent),
            unsent=tuple(str(id_) for (id_,) in self.rows(unsent)),
            held=tuple(Held(*map(str, row)) for row in held),
            effects=tuple(str(id_) for (id_,) in self.rows("SELECT message_id FROM faults_effect")),
            entries=tuple(str(id_) for (id_,) in self.rows(noted)),
            logs=tuple(Log(o, d, int(s), bytes(f), int(r)) for o, d, s, f, r in self.rows(logs)),
            refusals=frozenset((o, int(s), bytes(r).hex(), c) for o, s, r, c in self.rows(refused)),
            parts=tuple(str(path) for path in self.node.folder.rglob("*.part")),
            faults=faults,
        )
