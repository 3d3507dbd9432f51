"""How each bug of `mutation_list` is planted, inside a process of a node under test.

None of them stands in the product's source: the product's own functions are wrapped.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import connection, transaction

from comity.exchange import courier
from comity.exchange.models import Channel
from comity.exchange.receipt import Receipt, write_receipt
from comity.exchange.services import handling, holding, settling
from comity.exchange.services.roots import root_at
from comity.exchange.services.taking import take
from comity.exchange.terms import InboundState
from comity.exchange.threads import with_database
from comity.interfaces.peer import door
from comity.node.sqlite.base import DatabaseWrapper


def _skip_fsync() -> None:
    real = DatabaseWrapper.init_connection_state

    def hasty(self: DatabaseWrapper) -> None:
        real(self)
        with self.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")

    _set(DatabaseWrapper, "init_connection_state", hasty)


def _sign_before_commit() -> None:
    real = holding.hold

    def hold(recognised: Any, sealed: bytes, **named: Any) -> bytes:
        if recognised.held_already or not sealed:
            return real(recognised, sealed, **named)

        def later() -> None:
            time.sleep(0.25)
            with_database(real, recognised, sealed, **named)

        threading.Thread(target=later, daemon=True).start()
        return write_receipt(recognised.head.checkpoint, named["keys"].holder, at=named["at"])

    _set(door, "hold", hold)


def _take_up_again() -> None:
    real = holding.hold

    def hold(recognised: Any, sealed: bytes, **named: Any) -> bytes:
        if recognised.held_already and sealed:
            log = Channel.objects.get(pk=recognised.channel)
            with transaction.atomic(durable=True):
                again = log.inbound.filter(state=InboundState.HANDLED).order_by("-index")[:3]
                log.inbound.filter(pk__in=[row.pk for row in again]).update(state=InboundState.HELD)
        return real(recognised, sealed, **named)

    _set(door, "hold", hold)
    _set(handling, "_repeated", lambda log, rows: set())


def _mark_first() -> None:
    def handle(channel: int, *, at: Any, more: Any) -> handling.Slice:
        with transaction.atomic(durable=True):
            log = Channel.objects.select_related("link").get(pk=channel)
            rows = list(log.inbound.filter(state=InboundState.HELD).order_by("index")[:8])
            handling._mark([row.pk for row in rows], [], at=at)
        handling._repeated(log, rows)
        for row in rows:
            with transaction.atomic(durable=True):
                take(log, row, place=0, repeated=False, at=at)
        return handling.Slice(handled=len(rows), was_last=not rows)

    _set(courier, "handle_slice", handle)


class _Everything(set[int]):
    def __contains__(self, channel: object) -> bool:
        return True


def _never_ask() -> None:
    real = courier.Courier.__init__

    def begin(self: courier.Courier, *arguments: Any, **named: Any) -> None:
        real(self, *arguments, **named)
        self._agreed = _Everything()

    _set(courier.Courier, "__init__", begin)


def _settle_own_head() -> None:
    real: Callable[..., Receipt] = vars(settling)["open_receipt_of"]

    def opened(*arguments: Any, origin: Any, **named: Any) -> Receipt:
        receipt = real(*arguments, origin=origin, **named)
        log = Channel.objects.get(origin=origin.line())
        head = log.heads.order_by("-size").first()
        if head is None or head.size <= receipt.size:
            return receipt
        return replace(receipt, size=head.size, root=root_at(log, head.size) or b"")

    _set(settling, "open_receipt_of", opened)


def _keep_quiet() -> None:
    _set(holding, "record_refusal", lambda head, refusal, *, at: None)


def _forget_half_an_effect() -> None:
    def take_note(received: Any) -> None:
        if received.message_id.endswith(tuple("01234567")):
            return
        with connection.cursor() as cursor:
            told = [received.message_id, received.envelope.case]
            cursor.execute("INSERT INTO faults_effect VALUES (%s, %s)", told)

    from tests.faults import inside  # noqa: PLC0415  it imports this module

    inside.kinds[:] = [replace(kind, handle=take_note) for kind in inside.kinds]


def _set(owner: object, name: str, wrong: object) -> None:
    assert hasattr(owner, name), name
    setattr(owner, name, wrong)


PLANTS: dict[str, Callable[[], None]] = {
    "fsync skipped": _skip_fsync,
    "receipt before commit": _sign_before_commit,
    "idempotency dropped": _take_up_again,
    "cursor without effect": _mark_first,
    "same epoch after restore": _never_ask,
    "settled to own head instead of the receipt's size": _settle_own_head,
    "refusal not recorded": _keep_quiet,
    "effect without its entry": _forget_half_an_effect,
}
