"""A node whose record partners witness, and an insider who holds its disk and its ledger key."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.keys import SigningKey
from comity.crypto.merkle import Frontier, leaf_hash
from comity.exchange import wiring
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.services import check_anchors, send_anchors
from comity.exchange.terms import MessageKind
from comity.ledger import guards, services
from comity.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead
from comity.ledger.terms import origin_of
from tests.integration.exchange.conftest import NOTED, SCHEMA, Desk, Node

Insider = Callable[..., None]


@pytest.fixture
def anchored(node: Node, desk: Desk) -> Iterator[Node]:
    """Five acts, a signed head, and the day's anchor delivered to the partner."""
    wiring.register([MessageKind("test.note", 1, SCHEMA, desk.take), *LINK_KINDS])
    act_five_times(node)
    send_today(node)
    node.work()
    yield node
    wiring.register([])


def act_five_times(node: Node) -> None:
    for step in range(5):
        with transaction.atomic(durable=True):
            services.append(NOTED, about=f"US-{step}", by="node", agency="", at=node.now, text="x")


def send_today(node: Node) -> int:
    services.sign_checkpoint(node.keys.ledger, at=node.now)
    return send_anchors(at=node.now)


def a_day_later(node: Node) -> None:
    node.now += timedelta(days=1)


def faults(node: Node) -> list[str]:
    return [found.code.value for found in check_anchors(node.keys.ledger.public())]


@pytest.fixture
def change() -> Insider:
    """Change a table as somebody would who administers the database."""

    def changed(statement: str, *values: Any) -> None:
        editor = connection.schema_editor(atomic=False, collect_sql=False)
        editor.deferred_sql = []
        guards.remove(editor)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            assert cursor.rowcount
        guards.install(editor)

    return changed


@pytest.fixture
def rewrite_history(change: Insider) -> Callable[[SigningKey], None]:
    """Change one entry, and everything in the record that would give it away, signatures too."""

    def rewritten(key: SigningKey) -> None:
        first = LedgerEntry.objects.order_by("index").first()
        assert first is not None
        body = bytes(first.body).replace(b'"by":"', b'"by":"not-')
        where = 'UPDATE "ledger_ledgerentry" SET "body" = %s, "by" = %s, "leaf_hash" = %s WHERE'
        change(f'{where} "index" = %s', body, f"not-{first.by}", leaf_hash(body), first.index)
        change('UPDATE "ledger_ledgermention" SET "by" = %s WHERE "index" = 0', f"not-{first.by}")
        leaves = [bytes(each.leaf_hash) for each in LedgerEntry.objects.order_by("index")]
        head = LedgerHead.objects.get()
        head.frontier = Frontier().extend(leaves).to_bytes()
        head.save()
        for size in list(LedgerCheckpoint.objects.values_list("size", flat=True)):
            note = signed_head(key, leaves[:size])
            change('UPDATE "ledger_ledgercheckpoint" SET "note" = %s WHERE "size" = %s', note, size)

    return rewritten


def signed_head(key: SigningKey, leaves: list[bytes]) -> bytes:
    root = Frontier().extend(leaves).root()
    return sign_checkpoint(Checkpoint(origin_of(key.name, epoch=1), len(leaves), root), key)
