"""Parcels whose head is bad: wrong keys, wrong lines, wrong texts, wrong places."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from comity.crypto.checkpoints import Checkpoint
from comity.crypto.hashing import sha256
from comity.crypto.notes import SignatureLine
from comity.crypto.signing import ML_DSA_44_TEXT
from comity.exchange.refusals import ParcelFault
from tests.hostile import forging, signature_lines
from tests.hostile.case import Bad
from tests.hostile.head_texts import wrong_texts
from tests.hostile.world import keys_of, signing_key
from tests.nodes.partner_simulator import PartnerSimulator

MALFORMED = ParcelFault.HEAD_MALFORMED.value
MISSING = ParcelFault.SIGNATURE_MISSING.value
WRONG = ParcelFault.SIGNATURE_WRONG.value


def bad_heads(partner: PartnerSimulator) -> Iterator[Bad]:
    """Every bad head, with the honest sealed part behind it."""
    sealed = partner.parcel()[len(partner.head()) :]
    for case in (
        *wrong_keys(partner),
        *wrong_lines(partner),
        *wrong_texts(partner),
        *signature_lines.bad_lines(partner.head()),
    ):
        yield replace(case, raw=case.raw + sealed, recorded=False)
    for case in (*wrong_places(partner), *wrong_trees(partner)):
        yield replace(case, raw=case.raw + sealed)
    yield from endless(partner)


def wrong_keys(partner: PartnerSimulator) -> Iterator[Bad]:
    honest = forging.taken_apart(partner.head()).signatures
    stated = checkpoint_of(partner)
    others = {
        "by a stranger under the sender's name": signing_key("UA/sender", draw=" stranger"),
        "by the sender's own holder key": partner.keys.holder,
        "by the sender's ledger key": partner.keys.ledger,
        "by the sender's keys under another name": replace(partner.keys.sender, name="UA/other"),
        "by the keys of the one it is sent to": keys_of("US").sender,
        "by the keys of a third node": keys_of("KE").sender,
        "by the key of a link that was before": signing_key("UA/sender", draw=" before"),
        "by the name in Cyrillic letters": replace(partner.keys.sender, name="U\u0410/sender"),
    }
    for name, key in others.items():
        yield Bad(f"head signed {name}", partner.head(signer=key), MISSING)
    thief = forging.lines_of(stated, signing_key("UA/sender", draw=" thief"))
    halves = {
        "Ed25519 key alone is stolen": (honest[0], thief[1]),
        "ML-DSA-44 key alone is stolen": (thief[0], honest[1]),
    }
    for name, lines in halves.items():
        yield Bad(f"head where the {name}", forging.with_lines(partner.head(), *lines), MISSING)
    posing = [forging.under_the_id_of(a, b) for a, b in zip(thief, honest, strict=True)]
    poses = {
        "both lines": posing,
        "the Ed25519 line": [posing[0], honest[1]],
        "the ML-DSA-44 line": [honest[0], posing[1]],
    }
    for name, told in poses.items():
        raw = forging.with_lines(partner.head(), *told)
        yield Bad(f"head with {name} of a thief under the sender's key id", raw, WRONG)


def wrong_lines(partner: PartnerSimulator) -> Iterator[Bad]:
    head = partner.head()
    first, second = forging.taken_apart(head).signatures
    receipt = forging.cosigned_lines(checkpoint_of(partner), partner.keys.sender)
    text = forging.taken_apart(head).text
    as_text = partner.keys.sender.mldsa44_line(text, kind=ML_DSA_44_TEXT)
    unknown = SignatureLine("ZZ/sender", b"abcd", bytes(64))
    lines: dict[str, tuple[tuple[SignatureLine, ...], str]] = {
        "its first signature stripped": ((second,), MISSING),
        "its second signature stripped": ((first,), MISSING),
        "its first signature twice": ((first, first, second), MISSING),
        "its second signature twice": ((first, second, second), MISSING),
        "both signatures twice": ((first, second, first, second), MISSING),
        "its first signature in the place of the second": ((first, first), MISSING),
        "its second signature in the place of the first": ((second, second), MISSING),
        "lines of unknown keys alone": ((unknown,), MISSING),
        "its values exchanged": (
            (replace(first, value=second.value), replace(second, value=first.value)),
            WRONG,
        ),
        "its key ids exchanged": (
            (replace(first, key_id=second.key_id), replace(second, key_id=first.key_id)),
            WRONG,
        ),
        "the signatures of a receipt": (receipt, MISSING),
        "the Ed25519 signature of a receipt": ((receipt[0], second), MISSING),
        "the ML-DSA-44 signature of a receipt": ((first, receipt[1]), WRONG),
        "an ML-DSA-44 signature for texts": ((first, as_text), MISSING),
        "that signature under the type for heads": (
            (first, replace(second, value=bytes(8) + as_text.value)),
            WRONG,
        ),
        "a time before its ML-DSA-44 signature": (
            (first, replace(second, value=bytes(7) + b"\x01" + second.value[8:])),
            WRONG,
        ),
        "no time before its ML-DSA-44 signature": (
            (first, replace(second, value=second.value[8:])),
            WRONG,
        ),
        "eight bytes of an ML-DSA-44 signature": (
            (first, replace(second, value=second.value[:8])),
            WRONG,
        ),
        "one byte of an Ed25519 signature": ((replace(first, value=b"\x00"), second), WRONG),
        "an Ed25519 signature of zeros": ((replace(first, value=bytes(64)), second), WRONG),
        "an Ed25519 signature a byte short": (
            (replace(first, value=first.value[:-1]), second),
            WRONG,
        ),
        "an Ed25519 signature a byte long": (
            (replace(first, value=first.value + b"\0"), second),
            WRONG,
        ),
        "an ML-DSA-44 signature a byte short": (
            (first, replace(second, value=second.value[:-1])),
            WRONG,
        ),
        "an ML-DSA-44 signature a byte long": (
            (first, replace(second, value=second.value + b"\0")),
            WRONG,
        ),
        "an ML-DSA-44 signature of zeros": ((first, replace(second, value=bytes(2428))), WRONG),
        "S of Ed25519 beyond its order": (
            (replace(first, value=first.value[:32] + b"\xff" * 32), second),
            WRONG,
        ),
    }
    for name, (told, code) in lines.items():
        yield Bad(f"head with {name}", forging.with_lines(head, *told), code)
    for place in (0, 31, 32, 63):
        raw = forging.with_lines(head, forging.flipped(first, place), second)
        yield Bad(f"head with bit {place * 8} of its Ed25519 signature turned", raw, WRONG)
    for place in (0, 8, 40, 1200, 2427):
        raw = forging.with_lines(head, first, forging.flipped(second, place))
        yield Bad(f"head with bit {place * 8} of its ML-DSA-44 line turned", raw, WRONG)


def wrong_places(partner: PartnerSimulator) -> Iterator[Bad]:
    """Heads in form and well signed, of another channel than the one that is open here."""
    origin = partner.sent.origin
    places: dict[str, tuple[dict[str, Any], ParcelFault]] = {
        "for Kenya": ({"recipient": "KE"}, ParcelFault.OTHER_RECIPIENT),
        "for its own sender": ({"recipient": "UA"}, ParcelFault.OTHER_RECIPIENT),
        "of a link of zeros": ({"link": "0" * 32}, ParcelFault.OTHER_LINK),
        "of a link that was before": (
            {"link": sha256(b"before").hex()[:32]},
            ParcelFault.OTHER_LINK,
        ),
        "of the next epoch, unopened": ({"epoch": 2}, ParcelFault.EPOCH_NOT_OPENED),
        "of the last epoch there can be": ({"epoch": 999_999}, ParcelFault.EPOCH_UNKNOWN),
    }
    for name, (changes, fault) in places.items():
        other = replace(origin, **changes)
        yield Bad(f"head {name}", partner.head(origin=other), fault.value)
    unknown = {"of Kenya": "KE", "of nobody": "ZZ", "of the one it is sent to": "US"}
    for name, code in unknown.items():
        head = partner.head(origin=replace(origin, sender=code))
        yield Bad(f"head {name}", head, ParcelFault.SENDER_UNKNOWN.value, recorded=False)


def wrong_trees(partner: PartnerSimulator) -> Iterator[Bad]:
    """Heads in form and well signed, of a tree that is not the one its messages make."""
    gap, fork = ParcelFault.GAP.value, ParcelFault.FORK.value
    differs = ParcelFault.ROOT_DIFFERS.value
    for size in (258, 2**32, 2**53 - 1):
        yield Bad(f"head of size {size}", partner.head(size=size), gap)
    for size in (2**53, 10**18 - 1):
        yield Bad(f"head of size {size}", partner.head(size=size), MALFORMED, recorded=False)
    for size in (2, 3, 5, 257):
        yield Bad(f"head of size {size} before four", partner.head(size=size), differs)
    yield Bad("head whose root is another's", partner.head(root=sha256(b"other")), differs)
    yield Bad("head whose root is zeros", partner.head(root=bytes(32)), differs)
    yield Bad("head of size one with another root", partner.head(size=1, root=sha256(b"x")), fork)
    yield Bad(
        "head of an empty log that is not empty", partner.head(size=0, root=sha256(b"x")), fork
    )


def endless(partner: PartnerSimulator) -> Iterator[Bad]:
    """What never becomes a head."""
    long, cut = ParcelFault.HEAD_TOO_LONG.value, ParcelFault.TRUNCATED.value
    head = partner.head()
    endings = {
        "nothing": (b"", cut),
        "one byte": (b"c", cut),
        "a head without its end": (head[:-1], cut),
        "half a head": (head[:900], cut),
        "its text alone": (forging.taken_apart(head).text, cut),
        "eight thousand line ends' worth of letters": (b"x" * 8192, long),
        "a megabyte of zeros": (bytes(1_000_000), long),
        "a text that does not end": (b"comity/" * 2000, long),
        "signatures that do not end": (head + head.partition(b"\n\n")[2] * 3, long),
        "a parcel of a mail": (b"From: UA\r\n\r\nDear US,\r\n\r\n", cut),
        "a request inside the request": (b"POST /parcels HTTP/1.1\r\nHost: us\r\n\r\n\r\n", cut),
        "empty lines": (b"\n\n\n\n", MALFORMED),
        "letters": (b"a\n\n\xe2\x80\x94 b\n\n", MALFORMED),
        "JSON": (b'{"comity": "message/1"}\n\n{}\n\n', MALFORMED),
        "markup": (
            b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>\n\n<x/>\n\n",
            MALFORMED,
        ),
    }
    for name, (raw, code) in endings.items():
        yield Bad(f"parcel of {name}", raw, code, recorded=False)


def checkpoint_of(partner: PartnerSimulator) -> Checkpoint:
    root = partner.sent.root_at(len(partner.sent.messages))
    assert root is not None
    return Checkpoint(partner.sent.origin.line(), len(partner.sent.messages), root)
