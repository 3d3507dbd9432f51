"""Node descriptors: what an administration says of its node, signed by the node itself.

A descriptor is a C2SP signed note whose text is JSON: a file that people can read, mail and keep.
Its own signature only shows that whoever wrote it holds the keys in it; who that is, two officers
establish by comparing the number of `link_number`. Unknown fields are passed over.
"""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from comity.crypto.errors import KeyMalformedError, SignatureRefusedError
from comity.crypto.keys import NodeKeys
from comity.crypto.notes import parse
from comity.crypto.sealing import check_sealing_public
from comity.crypto.signing import HybridVerifier
from comity.exchange.envelope import instant_text
from comity.exchange.raw_json import Fields, Limits, read_object
from comity.exchange.refusals import JsonRefusedError, LinkFault, LinkRefusedError
from comity.kernel.texts import one_clean_line

FORMAT = "descriptor/1"
PROTOCOL = "comity/1"
DESCRIPTOR_LIMIT = 32 * 1024
_LIMITS = Limits(size=DESCRIPTOR_LIMIT, depth=8)
_FORMAT = re.compile(r"descriptor/1")
_CODE = re.compile(r"[A-Z]{2}")
_AGENCY = re.compile(r"[A-Za-z0-9_.-]{1,20}")
_NAME = one_clean_line(200)
_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]{1,200}(?::[0-9]{1,5})?")
_KEY_NAME = re.compile(r"[!-*,-~]{1,200}")
_BASE64 = re.compile(r"[A-Za-z0-9+/]{1,16000}={0,2}")
_PROTOCOL = re.compile(r"[!-~]{1,40}")
_TRUST = re.compile(r"certificate|authority")


class Trust(StrEnum):
    """What the certificate in a descriptor is to the one who calls the door."""

    CERTIFICATE = "certificate"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class DescriptorDraft:
    """What the keys do not say of a node.

    Attributes:
        code: ISO 3166-1 alpha-2 code of the administration's country.
        name: the administration's name.
        agencies: its agencies as (code, name).
        address: `https://host:port` of the partners' door.
        certificate: the door's own certificate, or its authority's; PEM or DER.
        trust: which of the two it is.
        first_epoch: lowest epoch with which a new link may begin; above every one used before.
    """

    code: str
    name: str
    agencies: tuple[tuple[str, str], ...]
    address: str
    certificate: bytes
    trust: Trust = Trust.CERTIFICATE
    first_epoch: int = 1


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A descriptor whose own signature has been checked.

    Attributes:
        code: code of the administration.
        name: the administration's name.
        agencies: its agencies as (code, name).
        address: `https://host:port` of the partners' door.
        certificate: DER.
        trust: whether the certificate is the door's own or its authority's.
        sender: keys that sign the heads of its channels.
        holder: keys that sign its receipts.
        sealing: X-Wing public key that parcels are sealed to.
        protocols: versions of the exchange it speaks.
        text: the signed bytes, from which the link number is made.
        first_epoch: lowest epoch with which a link made from it may begin.
    """

    code: str
    name: str
    agencies: tuple[tuple[str, str], ...]
    address: str
    certificate: bytes
    trust: Trust
    sender: HybridVerifier
    holder: HybridVerifier
    sealing: bytes
    protocols: tuple[str, ...]
    text: bytes
    first_epoch: int = 1


def make_own_descriptor(keys: NodeKeys, draft: DescriptorDraft, *, at: datetime) -> bytes:
    """Return this node's descriptor, signed with its sender key.

    Args:
        keys: the node's keys.
        draft: what the keys do not say.
        at: aware UTC instant of making.

    Raises:
        LinkRefusedError: the draft could not be read back.
    """
    told: dict[str, object] = {
        "comity": FORMAT,
        "administration": {
            "code": draft.code,
            "name": draft.name,
            "agencies": [{"code": code, "name": name} for code, name in draft.agencies],
        },
        "address": draft.address,
        "tls": {"trust": draft.trust, "certificate": _told(_der(draft.certificate))},
        "keys": {
            "sender": _told_verifier(keys.sender.public()),
            "holder": _told_verifier(keys.holder.public()),
            "sealing": _told(keys.sealing.public()),
        },
        "protocols": [PROTOCOL],
        "made_at": instant_text(at),
    }
    if draft.first_epoch > 1:
        told["first_epoch"] = draft.first_epoch
    text = json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"
    raw = keys.sender.sign_note(text)
    read_descriptor(raw)
    return raw


def read_descriptor(raw: bytes) -> Descriptor:
    """Read a descriptor and check that the keys in it signed it.

    1. The note is within 32 KiB, its text strict JSON with every field in form.
    2. The sender keys it names signed it, both of them.
    3. It speaks a protocol this node speaks.

    Args:
        raw: the file as it came.

    Raises:
        LinkRefusedError: with what is wrong; nothing in it is trusted yet in any case.
    """
    # 1
    try:
        note = parse(raw, limit=DESCRIPTOR_LIMIT)
        found = _read(note.text)
    except SignatureRefusedError as error:
        raise LinkRefusedError(
            LinkFault.DESCRIPTOR_MALFORMED, cause=error.code, field=""
        ) from error
    except JsonRefusedError as error:
        field = dict(error.facts).get("field", "")
        raise LinkRefusedError(
            LinkFault.DESCRIPTOR_MALFORMED, cause=error.code, field=field
        ) from error
    # 2
    try:
        found.sender.verify(note.text, note.signatures)
    except SignatureRefusedError as error:
        raise LinkRefusedError(
            LinkFault.DESCRIPTOR_SIGNATURE_WRONG, administration=found.code
        ) from error
    # 3
    if PROTOCOL not in found.protocols:
        raise LinkRefusedError(
            LinkFault.DESCRIPTOR_PROTOCOL_UNKNOWN,
            found=", ".join(found.protocols),
            expected=PROTOCOL,
        )
    return found


def _read(text: bytes) -> Descriptor:
    fields = Fields(read_object(text, limits=_LIMITS))
    fields.text("comity", _FORMAT)
    administration, keys, tls = (fields.inner(n) for n in ("administration", "keys", "tls"))
    agencies = administration.each("agencies", most=40)
    return Descriptor(
        code=administration.text("code", _CODE),
        name=administration.text("name", _NAME),
        agencies=tuple((a.text("code", _AGENCY), a.text("name", _NAME)) for a in agencies),
        address=_address(fields),
        certificate=_certificate(tls),
        trust=Trust(tls.text("trust", _TRUST)),
        sender=_verifier(keys.inner("sender")),
        holder=_verifier(keys.inner("holder")),
        sealing=_sealing(keys),
        protocols=fields.texts("protocols", _PROTOCOL, most=16),
        text=text,
        first_epoch=_first_epoch(fields),
    )


def _first_epoch(fields: Fields) -> int:
    if "first_epoch" not in fields.values:
        return 1
    return fields.whole("first_epoch", least=1, most=999_999)


def _address(fields: Fields) -> str:
    address = fields.text("address", _ADDRESS)
    try:
        port = urlsplit(address).port
    except ValueError:
        raise fields.wrong("address") from None
    if port == 0:
        raise fields.wrong("address")
    return address


def _certificate(fields: Fields) -> bytes:
    der = _bytes(fields, "certificate")
    try:
        x509.load_der_x509_certificate(der)
    except ValueError:
        raise fields.wrong("certificate") from None
    return der


def _verifier(fields: Fields) -> HybridVerifier:
    try:
        return HybridVerifier(
            fields.text("name", _KEY_NAME),
            ed25519=_bytes(fields, "ed25519"),
            mldsa44=_bytes(fields, "mldsa44"),
        )
    except KeyMalformedError:
        raise fields.wrong("key") from None


def _sealing(fields: Fields) -> bytes:
    public = _bytes(fields, "sealing")
    try:
        check_sealing_public(public)
    except KeyMalformedError:
        raise fields.wrong("sealing") from None
    return public


def _bytes(fields: Fields, name: str) -> bytes:
    try:
        return base64.b64decode(fields.text(name, _BASE64), validate=True)
    except binascii.Error:
        raise fields.wrong(name) from None


def _told(public: bytes) -> str:
    return base64.b64encode(public).decode()


def _told_verifier(public: HybridVerifier) -> dict[str, str]:
    return {
        "name": public.name,
        "ed25519": _told(public.ed25519),
        "mldsa44": _told(public.mldsa44),
    }


def _der(certificate: bytes) -> bytes:
    try:
        if certificate.lstrip().startswith(b"-----"):
            return x509.load_pem_x509_certificate(certificate).public_bytes(Encoding.DER)
        return x509.load_der_x509_certificate(certificate).public_bytes(Encoding.DER)
    except ValueError as error:
        raise LinkRefusedError(
            LinkFault.DESCRIPTOR_MALFORMED, cause="json_field_wrong", field="tls.certificate"
        ) from error


@lru_cache(maxsize=512)
def pinned(raw: bytes) -> Descriptor:
    """Return a descriptor that was checked when it was stored; reading it again costs once."""
    return read_descriptor(raw)
