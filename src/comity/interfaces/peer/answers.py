"""What the door says: receipts, files, and problems as RFC 9457 describes them."""

import json
from collections.abc import Iterable
from http import HTTPStatus
from typing import Final

from comity.exchange.refusals import EpochFault, ParcelFault
from comity.exchange.transport import PROBLEM_TYPE
from comity.exchange.wording import SENTENCES
from comity.interfaces.peer.reading import Send
from comity.kernel.errors import ComityError
from comity.kernel.wording import fill

_BAD, _UNPROCESSABLE = HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY
_CONFLICT, _FORBIDDEN = HTTPStatus.CONFLICT, HTTPStatus.FORBIDDEN

STATUS: Final[dict[ParcelFault, HTTPStatus]] = {
    ParcelFault.HEAD_TOO_LONG: _BAD,
    ParcelFault.HEAD_MALFORMED: _BAD,
    ParcelFault.SENDER_UNKNOWN: _FORBIDDEN,
    ParcelFault.SIGNATURE_MISSING: _FORBIDDEN,
    ParcelFault.SIGNATURE_WRONG: _FORBIDDEN,
    ParcelFault.KEY_ENDED: _FORBIDDEN,
    ParcelFault.OTHER_RECIPIENT: _UNPROCESSABLE,
    ParcelFault.OTHER_LINK: _UNPROCESSABLE,
    ParcelFault.LINK_SUSPENDED: _FORBIDDEN,
    ParcelFault.SUITE_RETIRED: _FORBIDDEN,
    ParcelFault.EPOCH_CLOSED: _CONFLICT,
    ParcelFault.EPOCH_UNKNOWN: _CONFLICT,
    ParcelFault.EPOCH_NOT_OPENED: _CONFLICT,
    ParcelFault.TOO_LARGE: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    ParcelFault.TOO_SLOW: HTTPStatus.REQUEST_TIMEOUT,
    ParcelFault.GAVE_WAY: HTTPStatus.SERVICE_UNAVAILABLE,
    ParcelFault.TOO_OFTEN: HTTPStatus.TOO_MANY_REQUESTS,
    ParcelFault.TRUNCATED: _BAD,
    ParcelFault.SEALED_TO_ANOTHER: _UNPROCESSABLE,
    ParcelFault.SEAL_BROKEN: _UNPROCESSABLE,
    ParcelFault.CONTENT_MALFORMED: _UNPROCESSABLE,
    ParcelFault.TOO_MANY_MESSAGES: _UNPROCESSABLE,
    ParcelFault.GAP: _CONFLICT,
    ParcelFault.OVERLAP: _CONFLICT,
    ParcelFault.ROOT_DIFFERS: _UNPROCESSABLE,
    ParcelFault.BODY_DIFFERS: _UNPROCESSABLE,
    ParcelFault.FORK: _CONFLICT,
    ParcelFault.RECEIPT_MALFORMED: _BAD,
    ParcelFault.RECEIPT_SIGNATURE_WRONG: _BAD,
    ParcelFault.RECEIPT_KEY_ENDED: _BAD,
    ParcelFault.RECEIPT_OTHER_CHANNEL: _BAD,
    ParcelFault.RECEIPT_COVERS_LESS: _BAD,
}

EPOCH_STATUS: Final[dict[EpochFault, HTTPStatus]] = dict.fromkeys(EpochFault, _CONFLICT) | {
    EpochFault.ASK_MALFORMED: _BAD,
    EpochFault.ASK_OLD: _FORBIDDEN,
    EpochFault.TOO_OFTEN: HTTPStatus.TOO_MANY_REQUESTS,
    EpochFault.ENDS: HTTPStatus.NOT_FOUND,
}

Headers = Iterable[tuple[bytes, bytes]]


async def answer(
    send: Send, status: HTTPStatus, body: bytes, *, kind: str, headers: Headers = ()
) -> None:
    """Send a whole answer."""
    told = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": status.value, "headers": told})
    await send({"type": "http.response.body", "body": body})


async def answer_refusal(send: Send, refusal: ComityError, status: HTTPStatus) -> None:
    """Send a refusal as a problem, with its code, its facts and its sentence."""
    title = fill(SENTENCES.get(refusal.code, refusal.code), refusal.facts)
    await answer_problem(send, status, code=refusal.code, title=title, facts=dict(refusal.facts))


async def answer_problem(
    send: Send,
    status: HTTPStatus,
    *,
    code: str,
    title: str,
    facts: dict[str, str] | None = None,
) -> None:
    """Send a problem. Source: [rfc-9457 §3]."""
    told = {
        "type": f"urn:comity:problem:{code}",
        "title": title,
        "status": status.value,
        "code": code,
        "facts": facts or {},
    }
    body = json.dumps(told, ensure_ascii=False).encode()
    # What was not read of a refused request is not read later either.
    await answer(send, status, body, kind=PROBLEM_TYPE, headers=[(b"connection", b"close")])
