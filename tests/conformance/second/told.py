"""Requests and answers of the adapter, to and from what the rest of this folder takes."""

from typing import Any

from tests.conformance.second.documents import base
from tests.conformance.second.notes import Key, Signer
from tests.conformance.second.parcels import Message
from tests.conformance.second.seals import raw64

Told = dict[str, Any]


def text_of(raw: bytes) -> str:
    """Bytes as the adapter writes them."""
    padded = raw64(raw)
    return padded + "=" * (-len(padded) % 4)


def key_of(told: Told) -> Key:
    return Key(told["name"], base(told["ed25519"]), base(told["mldsa44"]))


def signer_of(told: Told) -> Signer:
    seeds = (bytes.fromhex(told[f"{half}_seed"]) for half in ("ed25519", "mldsa44"))
    return Signer(told["name"], *seeds)


def message_of(told: Told) -> Message:
    return Message(base(told["envelope"]), bytes.fromhex(told["salt"]), base(told["body"]))


def hashes(told: list[str]) -> list[bytes]:
    return [bytes.fromhex(each) for each in told]
