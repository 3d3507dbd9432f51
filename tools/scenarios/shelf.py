"""Everything that the scenarios name: made once, or kept as it stands in the file."""

import base64
import json
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from comity.crypto.age import open_bytes, seal_bytes
from comity.crypto.checkpoints import (
    Checkpoint,
    cosign_checkpoint,
    open_checkpoint,
    open_cosignature,
    sign_checkpoint,
)
from comity.crypto.errors import SealError, SignatureRefusedError
from comity.crypto.hashing import sha256
from comity.crypto.keys import SealingKey, SigningKey
from comity.crypto.merkle import Frontier
from comity.crypto.notes import parse
from comity.exchange.channel import Origin
from comity.exchange.envelope import write_envelope
from comity.exchange.key_terms import KeyRole
from comity.exchange.parcel import MOST_CONTENT, Content, Message, packed, split_parcel
from comity.exchange.public_keys import PublicKey
from comity.exchange.refill import Ask
from comity.exchange.refusals import ParcelRefusedError
from comity.exchange.terms import Envelope, Reliance
from tools.vector_keys import AT, base, kept, keys_of, seed

Told = dict[str, Any]
CASE = "UA-US-2026-00001"
OPENED: Told = {"reference": CASE}


@dataclass
class Shelf:
    """Everything named in the file, and what the file held of it before."""

    before: Told
    link: str

    def __post_init__(self) -> None:
        kinds = ("parcels", "messages", "receipts", "notes", "asks")
        self.told: dict[str, dict[str, Any]] = {kind: {} for kind in kinds}
        self._heads = _heads_in(self.before.get("parcels", {}))

    def origin(self, *, epoch: int = 1, **changes: Any) -> Origin:
        return replace(Origin(self.link, "UA", "US", epoch), **changes)

    def _before(self, kind: str, name: str) -> object:
        return self.before.get(kind, {}).get(name)

    # ---- what is signed

    def head(
        self,
        messages: list[Message],
        *,
        epoch: int = 1,
        root: bytes | None = None,
        size: int | None = None,
        signer: SigningKey | None = None,
        **origin: str,
    ) -> bytes:
        """The head over messages, or one that says something else."""
        leaves = [message.leaf() for message in messages]
        line = self.origin(epoch=epoch, **origin).line()
        stated = Checkpoint(
            line,
            len(leaves) if size is None else size,
            root or Frontier().extend(leaves).root(),
        )
        key = signer or keys_of("UA").sender
        public = key.public()
        for old in self._heads.get(stated.text(), ()):
            with suppress(SignatureRefusedError):
                open_checkpoint(old, public, origin=line)
                return old
        return sign_checkpoint(stated, key)

    def receipt(
        self,
        name: str,
        messages: list[Message],
        *,
        signer: SigningKey | None = None,
        root: bytes | None = None,
        size: int | None = None,
        epoch: int = 1,
    ) -> bytes:
        """The receipt of US for messages of UA, kept under its name."""
        if name in self.told["receipts"]:
            return base64.b64decode(self.told["receipts"][name])
        leaves = [message.leaf() for message in messages]
        line = self.origin(epoch=epoch).line()
        stated = Checkpoint(
            line, len(leaves) if size is None else size, root or Frontier().extend(leaves).root()
        )
        key = signer or keys_of("US").holder
        made = cosign_checkpoint(stated, key, at=AT)
        public = key.public()
        old = self._before("receipts", name)
        note = kept(made, old, lambda raw: open_cosignature(raw, public, origin=line))
        self.told["receipts"][name] = note
        return base64.b64decode(note)

    def introduction(self, name: str, key: SigningKey, *, replaces: SigningKey) -> Told:
        """The body of `key.introduced` for a sender key, its note kept under a name."""
        public = PublicKey.of(KeyRole.SENDER, key.public())
        gone = replaces.public().digest()
        statement = public.statement(link=self.link, replaces=gone)
        made, verifier = key.sign_note(statement), key.public()
        old = self._before("notes", name)
        note = kept(made, old, lambda raw: verifier.open(raw, limit=len(raw)))
        self.told["notes"][name] = note
        return public.told(replaces=gone, note=base64.b64decode(note))

    def ask(self, name: str, *, signer: SigningKey | None = None, **changes: Any) -> None:
        """A question for what was lost, of UA, ended by its empty line."""
        ask = replace(Ask("UA", "US", self.origin(), 0, seed("run").hex()[:32], AT), **changes)
        key = signer or keys_of("UA").sender
        made, verifier = key.sign_note(ask.text()), key.public()
        old = self._before("asks", name)
        before = base(base64.b64decode(old)[:-1]) if isinstance(old, str) else None
        note = kept(made, before, lambda raw: verifier.open(raw, limit=len(raw)))
        self.told["asks"][name] = base(base64.b64decode(note) + b"\n")

    # ---- what is sealed

    def parcel(
        self, name: str, head: bytes, messages: list[Message], *, start: int = 0, to: str = "US"
    ) -> bytes:
        """A parcel of messages."""
        content = packed(Content(start, tuple(messages)))
        return self.sealed(name, head, content, keys_of(to).sealing)

    def sealed(self, name: str, head: bytes, content: bytes, key: SealingKey) -> bytes:
        """A parcel of any content; kept as it stands while it opens to the same."""
        made = head + b"\n" + seal_bytes(content, (key.public(),))
        old = self._before("parcels", name)
        if isinstance(old, str):
            try:
                before = base64.b64decode(old)
                if split_parcel(before)[0] == head and _opens(before, key) == content:
                    made = before
            except (SealError, ParcelRefusedError, ValueError):
                pass
        return self.laid(name, made)

    def question(self, name: str, head: bytes) -> bytes:
        """A parcel of no messages."""
        return self.laid(name, head + b"\n")

    def laid(self, name: str, raw: bytes) -> bytes:
        """Any bytes as a parcel."""
        self.told["parcels"][name] = base(raw)
        return raw

    # ---- messages

    def message(
        self,
        name: str,
        body: Told,
        *,
        type_: str = "assistance.opened",
        raw: bytes | None = None,
        **changes: Any,
    ) -> Message:
        """A message of UA to US; its id and salt follow from its name."""
        salt, content = seed(f"scenario {name}")[:16], json.dumps(body).encode()
        if raw is not None:
            return self._named(name, Message(raw, salt, content))
        envelope = Envelope(
            id=id_of(name),
            type=type_,
            version=1,
            sender="UA",
            recipient="US",
            under=Reliance("us-ua-cmaa-2016", "Art. 4", sha256(b"terms").hex()),
            conditions=(),
            answers=None,
            case=CASE,
            recorded_at=AT,
            exhibits=(),
            body_digest=Message(b"", salt, content).body_digest(),
            body_size=len(content),
        )
        written = write_envelope(replace(envelope, **changes))
        return self._named(name, Message(written, salt, content))

    def of_link(self, name: str, type_: str, body: Told, **changes: Any) -> Message:
        """A message of the link itself."""
        return self.message(name, body, type_=type_, **{"under": None, "case": ""} | changes)

    def _named(self, name: str, message: Message) -> Message:
        self.told["messages"][name] = {
            "envelope": base(message.envelope),
            "salt": message.salt.hex(),
            "body": base(message.body),
        }
        return message


def id_of(name: str) -> str:
    digits = sha256(f"scenario {name}".encode()).hex()
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:32]}"


def _heads_in(parcels: dict[str, str]) -> dict[bytes, list[bytes]]:
    """The heads that the file holds already, by what they state."""
    found: dict[bytes, list[bytes]] = defaultdict(list)
    for raw in parcels.values():
        with suppress(SignatureRefusedError, ParcelRefusedError):
            head = split_parcel(base64.b64decode(raw))[0]
            found[parse(head, limit=len(head)).text].append(head)
    return found


def _opens(parcel: bytes, key: SealingKey) -> bytes:
    return open_bytes(split_parcel(parcel)[1], key, limit=MOST_CONTENT)
