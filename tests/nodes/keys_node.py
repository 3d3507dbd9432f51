"""What the test of turning keys does inside one node, beside its door and its worker."""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from bench.exchange import PASSPHRASE
from bench.note_kind import NOTE, PERMISSION
from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.keys import open_keystore
from comity.exchange import wiring
from comity.exchange.key_terms import KeyRole
from comity.exchange.models import Channel
from comity.exchange.parcel import write_parcel
from comity.exchange.services import ask_turn, confirm_turn, descriptor_of, queue_message
from comity.exchange.terms import NewMessage
from comity.exchange.transport import HttpsTransport
from comity.kernel.errors import Problem
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer

PAUSE_SECONDS = 0.2
FIRST, SECOND = (
    Viewer(number, name, "HQ", frozenset({Role.NODE_ADMINISTRATOR}))
    for number, name in enumerate(("One", "Two"), start=1)
)


def trickle(partner: str, until: str) -> None:
    """Send a note every moment until a file is there; print how many went."""
    wiring.register([NOTE])
    sent = 0
    while not Path(until).exists():
        message = NewMessage("bench.note", {"text": f"note {sent}"}, case=f"C{sent % 5}")
        with transaction.atomic(durable=True):
            queue_message(message, to=partner, under=PERMISSION, at=datetime.now(UTC))
        sent += 1
        time.sleep(PAUSE_SECONDS)
    print(sent)


def turn(*roles: str) -> None:
    """Ask as one administrator and confirm as another that keys be replaced."""
    for role in roles:
        at, which = datetime.now(UTC), KeyRole(role)
        with transaction.atomic(durable=True):
            ask_turn(which, reason="planned", officer=FIRST, signed_in_afresh_at=at, at=at)
        if which is not KeyRole.SEALING:
            with transaction.atomic(durable=True):
                confirm_turn(which, officer=SECOND, signed_in_afresh_at=at, at=at)


def sign_with(keystore: str, partner: str) -> None:
    """Show the partner a head one further, signed with the sender key of a keystore of then."""
    log = Channel.objects.filter(direction="out").order_by("-epoch")[0]
    thief = open_keystore(Path(keystore), PASSPHRASE).sender
    head = sign_checkpoint(Checkpoint(log.origin, log.size + 1, bytes(32)), thief)
    answer = HttpsTransport(descriptor_of).post_parcel(
        partner, write_parcel(head, None, recipient=b"")
    )
    print(answer.code if isinstance(answer, Problem) else "taken")


if __name__ == "__main__":
    parts: dict[str, Callable[..., None]] = {
        "trickle": trickle,
        "turn": turn,
        "sign-with": sign_with,
    }
    parts[sys.argv[1]](*sys.argv[2:])
