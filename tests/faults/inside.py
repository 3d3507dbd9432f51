"""Inside a node under test: the program is read once, and each of its processes is a fork of it.

    python -m comity.node.django_start tests.faults.inside

reads one order a line from its input, as JSON, and answers each with one line. A fork is ready in
a tenth of the time of a start, so that thousands of kills fit into an hour. The processes are the
product's own: its partners' door in its server over TLS, its worker with its courier, and an
officer whose acts queue messages.
"""

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server.embed import Server

from comity.crypto.keys import NodeKeys
from comity.exchange import connection, courier, wiring
from comity.exchange.jobs import run_worker
from comity.exchange.services import (
    add_link,
    confirm_link,
    descriptor_of,
    numbering,
    publish_descriptor,
    queue_message,
)
from comity.exchange.transport import HttpsTransport
from comity.interfaces.peer.door import make_application
from comity.interfaces.peer.reading import Deadlines
from comity.kernel.patience import Patience
from comity.kernel.rulings import Role
from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home
from comity.node.keyring import keys
from comity.node.verification import whole_truth
from comity.node.working import sign_record
from comity.officers.terms import Viewer
from tests.faults import crash_points, mutations
from tests.faults.effect import NOTE, PERMISSION, a_note, make_table

kinds = [NOTE]
_HASTE = connection.Patience(connect=1.0, silence=2.0, whole=6.0)
_DEADLINES = Deadlines(piece=2.0, head=2.0, parcel=20.0, answer=5.0)
_LEASE = timedelta(seconds=0.6)
_OFFICERS = [
    Viewer(number, name, "HQ", frozenset({Role.TREATY_DESK}))
    for number, name in enumerate(("One", "Two"), start=1)
]


def main() -> None:
    """Do as told, until there is nobody left to tell."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    own = keys()
    say(ready=os.getpid())
    for line in sys.stdin:
        order: dict[str, Any] = json.loads(line)
        pid = os.fork()
        if pid:
            say(pid=pid)
            continue
        _live(order, own)


def say(**told: object) -> None:
    print(json.dumps(told), flush=True)


def _live(order: dict[str, Any], own: NodeKeys) -> None:
    """Be the process that was asked for, and never return."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    done = 1
    try:
        _hasten(Path(order["log"]))
        for name in order.get("mutations", ()):
            mutations.PLANTS[name]()
        if moment := order.get("moment"):
            point = crash_points.BY_NAME[moment]
            point.arm(Path(order["moments"]), nth=int(order.get("nth", 1)))
        wiring.register(kinds)
        parts: dict[str, Callable[..., None]] = {
            "door": door,
            "worker": work,
            "officer": queue,
            "verifier": verify,
            "founder": make_tables,
        }
        parts[order["part"]](own, order)
        done = 0
    except BaseException:  # noqa: BLE001  whatever it was, it is told and the fork ends here
        traceback.print_exc()
    finally:
        os._exit(done)


def _hasten(log: Path) -> None:
    """Shorten every wait, and write the log where the harness reads it."""
    handler = logging.FileHandler(log)
    handler.setFormatter(_Line())
    logging.getLogger("comity").handlers[:] = [handler]
    logging.getLogger("comity").propagate = False
    hastened: dict[str, object] = {
        "LEASE": _LEASE,
        "Patience": partial(Patience, pause=timedelta(seconds=0.03)),
        "_LONGEST_PAUSE": timedelta(seconds=0.4),
    }
    for name, value in hastened.items():
        assert hasattr(courier, name), name
        setattr(courier, name, value)
    numbering.LEASE = _LEASE


class _Line(logging.Formatter):
    """One object a line: time, level, what, and the code of a refusal."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "pid": record.process,
            "level": record.levelname,
            "what": record.getMessage(),
            "code": getattr(record, "code", ""),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told)


def door(own: NodeKeys, order: dict[str, Any]) -> None:
    """Open the partners' door."""
    application = make_application(own, own_code=NodeSettings().country, deadlines=_DEADLINES)
    home = Home(home_folder())
    server = Server(
        application,
        address=str(order.get("host", "127.0.0.1")),
        port=int(order["port"]),
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        websockets=False,
        log_level=LogLevels.error,
        ssl_cert=Path(order.get("certificate") or home.certificate),
        ssl_key=Path(order.get("key") or home.certificate_key),
        ssl_protocol_min=SSLProtocols.tls13,
    )
    asyncio.run(server.serve())


def work(own: NodeKeys, order: dict[str, Any]) -> None:
    """Work the exchange until the kill."""
    run_worker(
        own,
        own_code=NodeSettings().country,
        stop=threading.Event(),
        after_each=(sign_record,),
        transport=HttpsTransport(descriptor_of, patience=_HASTE),
        poll_seconds=0.02,
    )


def queue(own: NodeKeys, order: dict[str, Any]) -> None:
    """Queue messages, one act each; whoever asked is told of each once it is committed."""
    told = os.open(order["told"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    for number in range(int(order["count"])):
        message = a_note(int(order["first"]) + number)
        with transaction.atomic(durable=True):
            made = queue_message(message, to=order["to"], under=PERMISSION, at=_now())
        os.write(told, f"{made}\n".encode())


def verify(own: NodeKeys, order: dict[str, Any]) -> None:
    """Recompute the record and the channels from their bytes, and write down what is wrong."""
    told = whole_truth()
    faults = [] if told["whole"] else [json.dumps(told)]
    for channel in told["channels"]:
        faults += [f"{channel['origin']}: {fault['code']}" for fault in channel["faults"]]
    faults += [f"record: {fault['code']}" for fault in told["record"]["faults"]]
    _answer(order, faults)


def make_tables(own: NodeKeys, order: dict[str, Any]) -> None:
    """Make the tables, and link this node with its partner."""
    call_command("migrate", interactive=False, verbosity=0)
    own_descriptor, theirs = (Path(name).read_bytes() for name in order["descriptors"])
    at = _now()
    with transaction.atomic(durable=True):
        publish_descriptor(own_descriptor, at=at)
    with transaction.atomic(durable=True):
        link = add_link(theirs, officer=_OFFICERS[0], at=at)
    for officer in _OFFICERS:
        with transaction.atomic(durable=True):
            confirm_link(link.code, number=link.number, officer=officer, at=at)
    make_table()
    _answer(order, [])


def _answer(order: dict[str, Any], told: list[str]) -> None:
    answer = Path(order["told"])
    answer.with_suffix(".new").write_text(json.dumps(told))
    answer.with_suffix(".new").rename(answer)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    # What forks look up by the module's name must be this one.
    sys.modules["tests.faults.inside"] = sys.modules["__main__"]
    main()
