"""What the proxy in front of the officers' door may say: who calls, by https, with which card.

A server hands `X-Name` and `X_Name` on as one, so that a caller could speak in the proxy's name
through the proxy itself. What a card's header says therefore counts only with a secret that the
proxy and the node share, in the same header: the address alone proves nothing.
"""

import hmac
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from comity.interfaces.coded import CodedAnswer
from comity.officers.services import record_card_refused
from comity.officers.terms import CardRefusal

RECORDED_EVERY_SECONDS = 3600
_PEER = "comity.peer"
_HOLDER = "comity.card_holder"


class ProxysWord:
    """Take the proxy's word from the proxy's address, and refuse a card's header otherwise."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Read what the proxy says, and pass the request on unless a card is not believed."""
        meta = request.META
        peer = str(meta.get("REMOTE_ADDR", ""))
        meta[_PEER] = peer
        refused = _read_card(request, peer)
        if peer in settings.NODE.sign_in.proxies:
            _take_address_and_scheme(request, peer)
        if refused is not None:
            return _refuse(peer, refused)
        return self._answer(request)


def card_holder(request: HttpRequest) -> str:
    """Return whose card the proxy read for this request; empty when it read none."""
    return str(request.META.get(_HOLDER, ""))


def _read_card(request: HttpRequest, peer: str) -> CardRefusal | None:
    said = request.META.get(_header_key(), "")
    if not said:
        return None
    if not settings.NODE.sign_in.card.enabled:
        return CardRefusal.NOT_ENABLED
    if peer not in settings.NODE.sign_in.proxies:
        return CardRefusal.NOT_FROM_PROXY
    secret, _, holder = str(said).partition(" ")
    if not hmac.compare_digest(secret.encode(), settings.CARD_SECRET.encode()):
        return CardRefusal.SECRET_WRONG
    request.META[_HOLDER] = holder.strip()
    return None


def _header_key() -> str:
    name: str = settings.NODE.sign_in.card.header
    return f"HTTP_{name.upper().replace('-', '_')}"


def _take_address_and_scheme(request: HttpRequest, peer: str) -> None:
    """Let the caller's own address and https count, as the proxy tells them."""
    meta: Mapping[str, str] = request.META
    hops = [hop.strip() for hop in meta.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    callers = [hop for hop in hops if hop and hop not in settings.NODE.sign_in.proxies]
    # The last one is whom the proxy itself saw; what stands before it is the caller's own word.
    request.META["REMOTE_ADDR"] = callers[-1] if callers else peer
    if meta.get("HTTP_X_FORWARDED_PROTO") == "https":
        request.META["wsgi.url_scheme"] = "https"


def _refuse(peer: str, cause: CardRefusal) -> HttpResponse:
    if cache.add(f"comity.card-refused.{peer}", True, RECORDED_EVERY_SECONDS):
        with transaction.atomic(durable=True):
            record_card_refused(address=peer, cause=cause, at=datetime.now(UTC))
    return CodedAnswer(cause.value, status=HTTPStatus.FORBIDDEN)
