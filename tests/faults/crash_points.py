"""Named moments at which a process of a node is killed, from outside the product.

Production code carries no mark. A process of the tests wraps the function named here in the module
that looks it up, and kills itself right before or right after the call.
"""

import functools
import importlib
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_DOOR = "comity.interfaces.peer.door"
_EXCHANGE = "comity.exchange"
_HOLDING = f"{_EXCHANGE}.services.holding"
_NUMBERING = f"{_EXCHANGE}.services.numbering"
_SETTLING = f"{_EXCHANGE}.services.settling"
_HANDLING = f"{_EXCHANGE}.services.handling"
_COURIER = f"{_EXCHANGE}.courier"
_QUEUEING = f"{_EXCHANGE}.services.queueing"
_WAY = f"{_EXCHANGE}.transport:HttpsTransport"
_ENGINE = "comity.node.sqlite.base:DatabaseWrapper"


@dataclass(frozen=True)
class CrashPoint:
    """A moment, and which process of a node comes by it.

    Attributes:
        name: what has happened by then.
        part: door, worker or officer.
        where: module that looks the function up, and the class in it after a colon.
        function: its name there.
        after: whether the call has been made.
    """

    name: str
    part: str
    where: str
    function: str
    after: bool = True

    def owner(self) -> Any:
        module, _, cls = self.where.partition(":")
        found = importlib.import_module(module)
        return getattr(found, cls) if cls else found

    def arm(self, told: Path, *, nth: int = 1) -> None:
        """Let this process die when it comes by for the nth time."""
        owner = self.owner()
        real: Callable[..., Any] = getattr(owner, self.function)
        left = iter(range(nth - 1))

        def dies() -> None:
            if next(left, None) is None:
                die(self.name, told)

        @functools.wraps(real)
        def wrapped(*arguments: Any, **named: Any) -> Any:
            if not self.after:
                dies()
            came = real(*arguments, **named)
            if self.after:
                dies()
            return came

        setattr(owner, self.function, wrapped)


def die(name: str, told: Path) -> None:
    """Tell which moment it was, and die as a kill -9 lets one die."""
    with told.open("ab", buffering=0) as out:
        out.write(f"{name}\n".encode())
    os.kill(os.getpid(), signal.SIGKILL)


_BEFORE = False
CRASH_POINTS = (
    CrashPoint("door: a head is recognised", "door", _DOOR, "recognise"),
    CrashPoint("door: a parcel is opened", "door", _HOLDING, "open_content"),
    CrashPoint("door: messages are stored, not committed", "door", _HOLDING, "_record_held"),
    CrashPoint("door: messages are committed, no receipt", "door", _HOLDING, "_store"),
    CrashPoint("door: a receipt is signed, not stored", "door", _HOLDING, "write_receipt"),
    CrashPoint("door: a receipt is stored, not sent", "door", _HOLDING, "_receipt_of"),
    CrashPoint("door: an answer is ready, not sent", "door", _DOOR, "answer", _BEFORE),
    CrashPoint("door: an answer is sent", "door", _DOOR, "answer"),
    CrashPoint("door: before a commit", "door", _ENGINE, "_commit", _BEFORE),
    CrashPoint("door: after a commit", "door", _ENGINE, "_commit"),
    CrashPoint("worker: the lease is taken", "worker", _COURIER, "lease"),
    CrashPoint("worker: the state is to be asked", "worker", _COURIER, "state_question"),
    CrashPoint("worker: numbers are given, not committed", "worker", _NUMBERING, "_give_numbers"),
    CrashPoint("worker: numbers are committed", "worker", _COURIER, "number_waiting"),
    CrashPoint("worker: a head is signed, not stored", "worker", _NUMBERING, "sign_checkpoint"),
    CrashPoint("worker: a head is stored", "worker", _COURIER, "sign_head"),
    CrashPoint("worker: a parcel is made", "worker", _COURIER, "next_parcel"),
    CrashPoint("worker: a parcel is to be posted", "worker", _WAY, "post_parcel", _BEFORE),
    CrashPoint("worker: a parcel is posted", "worker", _WAY, "post_parcel"),
    CrashPoint("worker: a receipt came", "worker", _COURIER, "settle_receipt", _BEFORE),
    CrashPoint("worker: a receipt is verified", "worker", _SETTLING, "root_at"),
    CrashPoint("worker: delivered is noted, not committed", "worker", _SETTLING, "_settle"),
    CrashPoint("worker: delivered is committed", "worker", _COURIER, "settle_receipt"),
    CrashPoint("worker: messages are to be taken up", "worker", _HANDLING, "_repeated"),
    CrashPoint("worker: messages are in effect, not marked", "worker", _HANDLING, "_mark", _BEFORE),
    CrashPoint("worker: messages are marked, not committed", "worker", _HANDLING, "_mark"),
    CrashPoint("worker: a slice is committed", "worker", _COURIER, "handle_slice"),
    CrashPoint("worker: the second half of an effect", "worker", "tests.faults.effect", "append"),
    CrashPoint("worker: before a commit", "worker", _ENGINE, "_commit", _BEFORE),
    CrashPoint("worker: after a commit", "worker", _ENGINE, "_commit"),
    CrashPoint("officer: a message is recorded, not committed", "officer", _QUEUEING, "_record"),
    CrashPoint("officer: before the act is committed", "officer", _ENGINE, "_commit", _BEFORE),
    CrashPoint("officer: the act is committed, nobody told", "officer", _ENGINE, "_commit"),
)
BY_NAME = {point.name: point for point in CRASH_POINTS}
