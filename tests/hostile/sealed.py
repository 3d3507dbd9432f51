"""Parcels with an honest head over a sealed part that is bad, or whose content is."""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from comity.crypto.age import CHUNK_SIZE, read_header, seal_bytes
from comity.crypto.age_payload import NONCE_SIZE, SEALED_CHUNK_SIZE
from comity.exchange.parcel import MAGIC, MOST_PARCEL
from comity.exchange.refusals import ParcelFault
from tests.hostile.case import Bad
from tests.hostile.contents import bad_contents, lies, to
from tests.hostile.world import keys_of
from tests.nodes.partner_simulator import PartnerSimulator

CUT = ParcelFault.TRUNCATED.value
BROKEN = ParcelFault.SEAL_BROKEN.value
ODD = ParcelFault.CONTENT_MALFORMED.value
DIFFERS = ParcelFault.ROOT_DIFFERS.value
ANOTHER = ParcelFault.SEALED_TO_ANOTHER.value
BODY = ParcelFault.BODY_DIFFERS.value
VERSION = b"age-encryption.org/v1\n"
ZEROS = 24 * 1024 * 1024


def bad_sealed(partner: PartnerSimulator) -> Iterator[Bad]:
    """Every bad sealed part, behind the honest head."""
    head = partner.head()
    sealed = partner.parcel(head=head)[len(head) + 1 :]
    for case in (
        *bad_headers(partner, sealed),
        *bad_payloads(partner, sealed),
        *bombs(partner),
        *bad_contents(partner),
        *lies(partner),
    ):
        yield replace(case, raw=head + b"\n" + case.raw)
    other = partner.parcel(sealed_to=keys_of("KE").sealing.public())
    yield Bad("sealed to another node", other, ANOTHER)
    yield Bad(
        "larger than a parcel may be",
        head + b"\n" + sealed + bytes(MOST_PARCEL),
        ParcelFault.TOO_LARGE.value,
        recorded=False,
    )


def bad_headers(partner: PartnerSimulator, sealed: bytes) -> Iterator[Bad]:
    first, stanza, body = sealed.split(b"\n", 3)[:3]
    rest = sealed.split(b"\n", 3)[3]
    mac, payload = rest.split(b"\n", 1)

    def made(*lines: bytes) -> bytes:
        return b"\n".join((first, *lines)) + b"\n" + payload

    kind, encapsulated = stanza[3:].split(b" ")
    headers = {
        "of version 2": (sealed.replace(b"/v1", b"/v2", 1), CUT),
        "in armour": (b"-----BEGIN AGE ENCRYPTED FILE-----\n" + sealed, CUT),
        "with line ends of Windows": (sealed.replace(b"\n", b"\r\n", 1), CUT),
        "of one byte": (b"a", CUT),
        "of its version alone": (VERSION, CUT),
        "without a recipient": (made(mac), CUT),
        "without its last line": (made(stanza, body), CUT),
        "with a last line too short": (made(stanza, body, mac[:-1]), CUT),
        "with another last line": (made(stanza, body, b"--- " + b"A" * 43), BROKEN),
        "with the recipient's line of another kind": (made(b"-> X25519 AAAA", body, mac), ANOTHER),
        "to a password": (made(b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 62", body, mac), ANOTHER),
        "to the recipient's kind in capitals": (
            made(b"-> MLKEM768X25519 " + encapsulated, body, mac),
            ANOTHER,
        ),
        "without an argument": (made(b"-> " + kind, body, mac), CUT),
        "with an argument more": (made(stanza + b" more", body, mac), CUT),
        "with a share a letter short": (made(stanza[:-1], body, mac), CUT),
        "with a share of four letters": (made(b"-> " + kind + b" AAAA", body, mac), CUT),
        "with a share of zeros": (made(b"-> " + kind + b" " + b"A" * 1494, body, mac), ANOTHER),
        "with a changed share": (
            made(b"-> " + kind + b" " + turned(encapsulated, 700), body, mac),
            ANOTHER,
        ),
        "with a changed wrapped key": (made(stanza, turned(body, 5), mac), ANOTHER),
        "with a wrapped key too short": (made(stanza, body[:-2], mac), CUT),
        "with padding in a body": (made(stanza, body + b"=", mac), CUT),
        "with a body line of 65 letters": (made(stanza, b"A" * 65, mac), CUT),
        "with a body that does not end": (made(stanza, *[b"A" * 64] * 2000), CUT),
        "with an empty recipient line": (made(b"-> ", body, mac), CUT),
        "with 33 recipients": (made(*[b"-> zz AA", b""] * 33, stanza, body, mac), CUT),
        "with a recipient added": (made(b"-> zz AA", b"", stanza, body, mac), BROKEN),
        "with its recipient twice": (made(stanza, body, stanza, body, mac), BROKEN),
        "with a line of 64 KiB": (made(b"-> " + b"x" * 65_600), CUT),
        "with a letter that is no ASCII": (made(b"-> \xc3\xa9 AA", b"", stanza, body, mac), CUT),
    }
    for name, (raw, code) in headers.items():
        yield Bad(f"sealed header {name}", raw, code)


def turned(text: bytes, place: int) -> bytes:
    """The text with another letter in one place."""
    other = b"A" if text[place : place + 1] != b"A" else b"B"
    return text[:place] + other + text[place + 1 :]


def bad_payloads(partner: PartnerSimulator, sealed: bytes) -> Iterator[Bad]:
    begins = len(read_header(io.BytesIO(sealed)).raw)
    header, payload = sealed[:begins], sealed[begins:]
    nonce, chunk = payload[:NONCE_SIZE], payload[NONCE_SIZE:]
    payloads = {
        "that is missing": (b"", CUT),
        "of half a nonce": (nonce[:8], CUT),
        "of a nonce alone": (nonce, CUT),
        "of 15 bytes": (nonce + chunk[:15], CUT),
        "a byte short": (payload[:-1], BROKEN),
        "a byte long": (payload + b"\0", BROKEN),
        "with another nonce": (bytes(16) + chunk, BROKEN),
        "with its first bit turned": (nonce + bytes([chunk[0] ^ 1]) + chunk[1:], BROKEN),
        "with its last bit turned": (payload[:-1] + bytes([payload[-1] ^ 1]), BROKEN),
        "twice": (payload + payload, BROKEN),
        "of zeros": (nonce + bytes(len(chunk)), BROKEN),
    }
    for name, (raw, code) in payloads.items():
        yield Bad(f"sealed payload {name}", header + raw, code)
    yield from bad_chunks(partner)


def bad_chunks(partner: PartnerSimulator) -> Iterator[Bad]:
    """A payload of three chunks, moved, dropped and doubled."""
    long = seal_bytes(bytes(3 * CHUNK_SIZE - 10), (partner.node.sealing,))
    begins = len(read_header(io.BytesIO(long)).raw) + NONCE_SIZE
    start = long[:begins]
    one, two, three = (
        long[begins + at * SEALED_CHUNK_SIZE : begins + (at + 1) * SEALED_CHUNK_SIZE]
        for at in range(3)
    )
    orders = {
        "whose first two are exchanged": (two + one + three, BROKEN),
        "whose first is missing": (two + three, BROKEN),
        "whose second is missing": (one + three, BROKEN),
        "whose last is missing": (one + two, CUT),
        "whose first alone is there": (one, CUT),
        "whose first is there twice": (one + one + two + three, BROKEN),
        "whose last is there twice": (one + two + three + three, BROKEN),
        "whose second is cut": (one + two[:1000], BROKEN),
        "that end with an empty one": (one + two + three + bytes(16), BROKEN),
    }
    for name, (chunks, code) in orders.items():
        yield Bad(f"sealed chunks {name}", start + chunks, code)


def bombs(partner: PartnerSimulator) -> Iterator[Bad]:
    """Small bytes that grow large in the hands of whoever unpacks them: nobody here does."""
    packed = {
        "gzip": gzip.compress(bytes(ZEROS), mtime=0),
        "zlib": zlib.compress(bytes(ZEROS)),
        "bzip2": bz2.compress(bytes(ZEROS)),
        "xz": lzma.compress(bytes(ZEROS)),
        "zip": zipped(bytes(ZEROS)),
        "zip in zip": zipped(zipped(bytes(ZEROS))),
        "zstd": b"\x28\xb5\x2f\xfd\xa0" + (2**31).to_bytes(4, "little") + b"\x03\x00\x00" * 9,
    }
    for name, raw in packed.items():
        assert len(raw) * 100 < ZEROS
        yield Bad(f"bomb of {name} for a sealed part", raw, CUT)
        yield Bad(f"bomb of {name} for a content", to(partner, raw), ODD)
        yield Bad(
            f"bomb of {name} behind the content's first line", to(partner, MAGIC + raw), TWELVE
        )


# The first bytes of a bomb, read as the number of messages.
TWELVE = ParcelFault.TOO_MANY_MESSAGES.value


def zipped(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(zipfile.ZipInfo("0"), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()
