"""The exhibit of the published vectors: its content, sealed once, with a header for each node."""

import base64
from io import BytesIO
from typing import Any

from comity.crypto.age import (
    Payload,
    decrypt_payload,
    encrypt_payload,
    header_for,
    new_file_key,
    read_header,
    unwrap,
)
from comity.crypto.errors import SealError
from comity.crypto.hashing import sha256
from tools.vector_keys import base, keys_of, seed

Told = dict[str, Any]
# More than one chunk of age, and an end that is no whole one.
SIZE = 66_000


def exhibits(before: Told) -> Told:
    """Return the file: content, payload, a header for each node, and how a message names it."""
    content = _content()
    headers, payload, known = _kept(before, content) or _sealed(content)
    named = {"payload_digest": known.payload_digest.hex(), "id": "exhibit-1"}
    return {
        "content": base(content),
        "payload": base(payload),
        "headers": {code: base(header) for code, header in headers.items()},
        "exhibit": {
            **named,
            "file_name": "invoice.pdf",
            "media_type": "application/pdf",
            "source": "customs file",
            "digest": known.plain_digest.hex(),
            "size": known.plain_size,
            "payload_size": known.payload_size,
            "capability": base64.urlsafe_b64encode(seed("capability")).decode().rstrip("="),
        },
        "line": {**named, "size": known.payload_size},
    }


def _content() -> bytes:
    blocks = (sha256(b"comity exhibit %d" % number) for number in range(-(-SIZE // 32)))
    return b"".join(blocks)[:SIZE]


Made = tuple[dict[str, bytes], bytes, Payload]


def _sealed(content: bytes) -> Made:
    key, payload = new_file_key(), BytesIO()
    known = encrypt_payload(key, BytesIO(content), payload)
    public = {code: keys_of(code).sealing.public() for code in ("UA", "US")}
    return {c: header_for(key, [p]) for c, p in public.items()}, payload.getvalue(), known


def _kept(before: Told, content: bytes) -> Made | None:
    """What stands in the file, if it still opens to this content for both."""
    known = None
    try:
        payload = base64.b64decode(before["payload"])
        headers = {code: base64.b64decode(raw) for code, raw in before["headers"].items()}
        for code in ("UA", "US"):
            opened = BytesIO()
            key = unwrap(read_header(BytesIO(headers[code])), keys_of(code).sealing)
            known = decrypt_payload(key, BytesIO(payload), opened)
            if opened.getvalue() != content:
                return None
    except (KeyError, ValueError, SealError):
        return None
    return (headers, payload, known) if known else None
