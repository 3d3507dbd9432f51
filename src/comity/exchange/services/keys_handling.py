"""Handling what a partner said of its keys: recorded where it was taken, else refused by name."""

from collections.abc import Callable

from comity.exchange.key_terms import (
    KEY_ENDED_THERE,
    KEY_ENDED_TYPE,
    KEY_INTRODUCED_TYPE,
    KEY_TAKEN,
    End,
)
from comity.exchange.models import Link, LinkKey
from comity.exchange.refusals import KeyFault, KeyRefusedError, LinkMessageRefusedError
from comity.exchange.services.due import live_link
from comity.exchange.services.keys_taking import demand_new, ended_in_force, read_said
from comity.exchange.terms import Received
from comity.ledger.services import append
from comity.ledger.terms import NODE, EventKind


def take_introduced_key(received: Received) -> None:
    """Record that a partner introduced a key, or refuse it by name.

    Raises:
        LinkMessageRefusedError: the key cannot be taken; the partner is told why.
    """
    rows = LinkKey.objects.filter(introduced_by=received.message_id, end=End.PARTNER)
    _record(received, rows.first(), KEY_TAKEN, lambda link: _check_introduced(received, link))


def take_ended_key(received: Received) -> None:
    """Record that a partner ended a key, or refuse it by name.

    Raises:
        LinkMessageRefusedError: the key cannot end so; the partner is told why.
    """
    rows = LinkKey.objects.filter(ended_by=received.message_id, end=End.PARTNER)
    _record(received, rows.first(), KEY_ENDED_THERE, lambda link: _check_ended(received, link))


def _record(
    received: Received, row: LinkKey | None, event: EventKind, why: Callable[[Link], object]
) -> None:
    if row is None:
        try:
            why(live_link(received.partner))
        except KeyRefusedError as refusal:
            raise LinkMessageRefusedError(refusal) from refusal
        role = str(received.body["role"])
        raise LinkMessageRefusedError(KeyRefusedError(KeyFault.UNKNOWN, role=role, digest=""))
    append(
        event,
        about=received.partner,
        by=NODE,
        agency="",
        at=received.at,
        partner=received.partner,
        role=row.role,
        name=row.name,
        digest=bytes(row.digest).hex()[:16],
    )


def _check_introduced(received: Received, link: Link) -> None:
    said = read_said(received.message_id, KEY_INTRODUCED_TYPE, received.body, link)
    demand_new(link, said)


def _check_ended(received: Received, link: Link) -> None:
    said = read_said(received.message_id, KEY_ENDED_TYPE, received.body, link)
    ended = ended_in_force(link, said)
    raise KeyRefusedError(KeyFault.OUT_OF_RANGE, name=ended.key.name, size=said.last[1])
