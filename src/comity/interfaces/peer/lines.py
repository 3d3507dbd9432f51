"""One line of the log for each request at the partners' door: no capability, no address."""

import logging
import time
from collections.abc import MutableMapping
from typing import Any

from comity.interfaces.peer.reading import Scope, Send

_ROUTES = ("/parcels", "/refill", "/descriptor", "/exhibits/")
_log = logging.getLogger(__name__)


class RequestLine:
    """What is told of one request once it is answered."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._began = time.monotonic()
        self._status = 0

    async def send(self, event: MutableMapping[str, Any]) -> None:
        """Send one event of the answer, and keep its status."""
        if event["type"] == "http.response.start":
            self._status = event["status"]
        await self._send(event)

    def tell(self) -> None:
        """Tell the log, where it wants to know of every request."""
        if not _log.isEnabledFor(logging.INFO):
            return
        path = str(self._scope["path"])
        told = {
            "method": str(self._scope["method"]),
            "route": next((route for route in _ROUTES if path.startswith(route)), ""),
            "status": str(self._status or ""),
            "ms": int((time.monotonic() - self._began) * 1000),
        }
        _log.info("answered", extra=told)
