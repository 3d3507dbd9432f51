"""The thread that serves the folders of gateways."""

import logging
import threading
from datetime import UTC, datetime

from django.db import close_old_connections, connections

from comity.exchange.courier import Guard
from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home
from comity.node.keyring import keys
from comity.node.medium.gateway import Gateway
from comity.node.turns import turn_at

_log = logging.getLogger(__name__)


def serve_gateways(stop: threading.Event) -> None:
    """Serve the folders of this node's gateways until `stop` is set."""
    own_code, root = NodeSettings().country, Home(home_folder()).gateway
    try:
        run_gateway(Gateway(root, own_code, keys(), lambda: datetime.now(UTC)), stop=stop)
    finally:
        connections.close_all()


def run_gateway(gateway: Gateway, *, stop: threading.Event, poll_seconds: float = 2.0) -> None:
    """Serve the folders of a gateway until `stop` is set.

    Args:
        gateway: what reads and writes them.
        stop: set it to end the loop after the pass under way.
        poll_seconds: how long to rest between two passes.
    """
    guard, told = Guard(gateway.own_code), dict[str, str]()

    def one_at_a_time() -> None:
        with turn_at("serving gateways") as mine:
            if mine:
                gateway.pass_once()
        _tell(gateway, told)

    while not stop.is_set():
        guard(one_at_a_time)
        close_old_connections()
        stop.wait(poll_seconds)


def _tell(gateway: Gateway, told: dict[str, str]) -> None:
    """Tell the log of a folder that cannot be served, once for each cause."""
    for partner, code in gateway.failures.items():
        if told.get(partner) != code:
            _log.warning("a gateway cannot be served", extra={"partner": partner, "code": code})
    told.clear()
    told.update(gateway.failures)
