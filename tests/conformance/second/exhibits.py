"""Exhibits, given and fetched: exchange.md §8, "Exhibits"."""

import re
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from tests.conformance.second.documents import Descriptor
from tests.conformance.second.refused import RefusedError
from tests.conformance.second.seals import (
    CHUNK,
    TAG,
    header_length,
    seal,
    unseal,
)

LONGEST_HEADER = 64 * 1024
STRETCH = 50_000
CAPABILITY = "[A-Za-z0-9_-]{32,128}"
RANGE = r"bytes=([0-9]{1,15})-([0-9]{0,15})"


@dataclass(frozen=True)
class Given:
    """A part of a file, as a door answers it."""

    begins: int
    total: int
    data: bytes

    def content_range(self) -> str:
        return f"bytes {self.begins}-{self.begins + len(self.data) - 1}/{self.total}"


class Giver:
    """The door's side."""

    def __init__(self, partner: Descriptor) -> None:
        self.partner = partner
        self.files: dict[str, bytes] = {}
        self.digests: dict[str, str] = {}

    def offer(self, content: bytes) -> dict[str, Any]:
        file = seal(content, self.partner.sealing)
        payload, capability = file[header_length(file) :], secrets.token_urlsafe(32)
        self.files[capability] = file
        named = {"id": f"e{len(self.files)}", "payload_digest": sha256(payload).hexdigest()}
        self.digests[capability] = named["payload_digest"]
        exhibit = {
            **named,
            **{"file_name": "file", "media_type": "application/octet-stream", "source": ""},
            **{"digest": sha256(content).hexdigest(), "size": len(content)},
            **{"payload_size": len(payload), "capability": capability},
        }
        return {"exhibit": exhibit, "line": {**named, "size": len(payload)}}

    def give(self, capability: str, wanted: str | None) -> Given:
        begins, ends = _stretch(wanted)
        file = self.files.get(capability) if re.fullmatch(CAPABILITY, capability) else None
        if file is None:
            raise RefusedError("exhibit_not_offered")
        if begins >= len(file) or ends < begins:
            raise RefusedError("range_not_satisfiable", total=len(file))
        return Given(begins, len(file), file[begins : ends + 1])


def _stretch(wanted: str | None) -> tuple[int, int]:
    if wanted is None:
        return 0, 10**15
    found = re.fullmatch(RANGE, wanted)
    if found is None:
        raise RefusedError("exhibit_not_offered")
    return int(found[1]), int(found[2] or 10**15)


@dataclass
class Puller:
    """The receiver's side, of one exhibit."""

    seed: bytes
    named: dict[str, Any] = field(default_factory=dict)
    here: bytes = b""
    refused: str = ""
    content: bytes | None = None

    def announce(self, exhibit: dict[str, Any]) -> None:
        self.named = exhibit
        # 1
        chunks = max(1, -(-int(exhibit["size"]) // CHUNK))
        if exhibit["payload_size"] != 16 + exhibit["size"] + TAG * chunks:
            self.refused = "exhibit_sizes_disagree"

    def wanted(self) -> str | None:
        if self.refused or self.content is not None:
            return None
        return f"bytes={len(self.here)}-{len(self.here) + STRETCH - 1}"

    def given(self, status: int, content_range: str, data: bytes) -> None:
        """Take an answer if it counts; once all is here, judge it."""
        told = re.fullmatch(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15})", content_range)
        if status != 206 or told is None:
            return
        begins, ends, total = (int(each) for each in told.groups())
        if begins != len(self.here) or ends - begins + 1 != len(data) or ends >= total:
            return
        # 2
        if not 0 < total - self.named["payload_size"] <= LONGEST_HEADER:
            self.refused = "exhibit_wrong_size"
            return
        self.here += data
        if len(self.here) >= total:
            self._judge()

    def _judge(self) -> None:
        # 3
        try:
            content = unseal(self.here, self.seed)
            if len(content) > self.named["size"]:
                raise RefusedError("seal_too_large", limit=self.named["size"])
        except RefusedError as wrong:
            self.refused = wrong.code
            return
        # 4
        payload = self.here[header_length(self.here) :]
        found = (sha256(payload).hexdigest(), sha256(content).hexdigest(), len(content))
        if found != tuple(self.named[each] for each in ("payload_digest", "digest", "size")):
            self.refused = "exhibit_digest_differs"
        else:
            self.content = content
