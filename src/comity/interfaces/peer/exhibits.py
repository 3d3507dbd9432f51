"""Giving a partner an exhibit's sealed bytes, from any place on, never whole in memory."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from http import HTTPStatus
from typing import Any, Protocol

from comity.exchange import wiring
from comity.exchange.terms import ExhibitStream
from comity.interfaces.peer.answers import answer_problem
from comity.interfaces.peer.reading import Deadlines, Scope, Send

_CAPABILITY = re.compile(r"[A-Za-z0-9_-]{32,128}")
_RANGE = re.compile(r"bytes=(\d{1,15})-(\d{0,15})")
_END = None


class InThread(Protocol):
    """How blocking work is done beside the event loop."""

    def __call__(self, work: Callable[..., Any], *arguments: object) -> Awaitable[Any]:
        """Run `work` in a thread and return what it returns."""


async def answer_exhibit(
    capability: str, scope: Scope, send: Send, in_thread: InThread, deadlines: Deadlines
) -> None:
    """Answer a request for an exhibit.

    The capability is the permission: 256 random bits that the sealed message carried. Whether it
    is unknown, worn out or malformed makes no difference in the answer.
    """
    wanted = _wanted(scope)
    stream = None
    if wanted is not None and _CAPABILITY.fullmatch(capability):
        stream = await in_thread(_open, capability, wanted[0])
    if stream is None or wanted is None:
        await answer_problem(
            send, HTTPStatus.NOT_FOUND, code="exhibit_not_offered", title="Nothing is here."
        )
        return
    begins, ends = wanted[0], min(wanted[1], stream.total - 1)
    if begins > ends:
        await answer_problem(
            send,
            HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            code="range_not_satisfiable",
            title="The exhibit has fewer bytes.",
            facts={"total": str(stream.total)},
        )
        return
    await _send(stream, begins, ends, send, in_thread, deadlines)


def _wanted(scope: Scope) -> tuple[int, int] | None:
    """Return the first and last byte wanted; None when the header is not one plain range."""
    told = dict(scope["headers"]).get(b"range")
    if told is None:
        return 0, 2**53
    found = _RANGE.fullmatch(told.decode("latin-1"))
    return None if found is None else (int(found[1]), int(found[2] or 2**53))


def _open(capability: str, offset: int) -> ExhibitStream | None:
    source = wiring.current().exhibits
    return None if source is None else source.open_range(capability, offset=offset)


async def _send(
    stream: ExhibitStream,
    begins: int,
    ends: int,
    send: Send,
    in_thread: InThread,
    deadlines: Deadlines,
) -> None:
    left = ends - begins + 1
    headers = [
        (b"content-type", b"application/octet-stream"),
        (b"content-length", str(left).encode()),
        (b"content-range", f"bytes {begins}-{ends}/{stream.total}".encode()),
        (b"accept-ranges", b"bytes"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send(
        {
            "type": "http.response.start",
            "status": HTTPStatus.PARTIAL_CONTENT.value,
            "headers": headers,
        }
    )
    try:
        while left and (piece := await in_thread(_next, stream.pieces)) is not _END:
            told = piece[:left]
            left -= len(told)
            async with asyncio.timeout(deadlines.answer):
                await send({"type": "http.response.body", "body": told, "more_body": left > 0})
    finally:
        await in_thread(_close, stream.pieces)


def _next(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, _END)


def _close(pieces: Iterator[bytes]) -> None:
    close = getattr(pieces, "close", None)
    if close is not None:
        close()
