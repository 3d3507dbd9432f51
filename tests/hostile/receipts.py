"""Receipts that a partner's door may answer with, and that must move nothing."""

from collections.abc import Iterator
from dataclasses import replace

from comity.crypto.checkpoints import Checkpoint, cosign_checkpoint, sign_checkpoint
from comity.crypto.hashing import sha256
from comity.crypto.keys import SigningKey
from comity.crypto.notes import Note, SignatureLine
from comity.crypto.signing import ED25519_COSIGNATURE, ML_DSA_44_HEAD
from comity.exchange.refusals import HaltCause, ParcelFault
from tests.hostile import forging
from tests.hostile.case import Bad
from tests.hostile.head_texts import ODD_SIZES, odd_origins, odd_roots
from tests.hostile.world import keys_of, signing_key
from tests.nodes.partner_simulator import AT, PartnerSimulator

WRONG = ParcelFault.RECEIPT_SIGNATURE_WRONG.value
MALFORMED = ParcelFault.RECEIPT_MALFORMED.value
OTHER = ParcelFault.RECEIPT_OTHER_CHANNEL.value
SECONDS = int(AT.timestamp())


def bad_receipts(partner: PartnerSimulator) -> Iterator[Bad]:
    """Every bad receipt for what the node has sent and the partner holds."""
    held = checkpoint_of(partner)
    yield from wrong_keys(partner, held)
    yield from wrong_lines(partner, held)
    yield from wrong_times(partner, held)
    yield from wrong_texts(partner, held)
    yield from no_receipts(partner)


def lying_receipts(partner: PartnerSimulator) -> Iterator[Bad]:
    """Receipts that the partner truly signed, for what this node never sent."""
    held, lost, forked = checkpoint_of(partner), HaltCause.OWN_TAIL_LOST, HaltCause.FORKED
    for size in (held.size + 1, held.size + 257, 2**53, 10**18 - 1):
        stated = replace(held, size=size)
        yield Bad(f"receipt for {size} messages", signed(partner, stated), lost.value)
    for name, size in {"all": held.size, "some": 1, "none": 0}.items():
        stated = replace(held, size=size, root=sha256(b"other"))
        yield Bad(f"receipt for another tree of {name}", signed(partner, stated), forked.value)


def wrong_keys(partner: PartnerSimulator, held: Checkpoint) -> Iterator[Bad]:
    keys = {
        "a stranger under the holder's name": signing_key("UA/holder", draw=" stranger"),
        "its sender key": partner.keys.sender,
        "its ledger key": partner.keys.ledger,
        "its holder keys under another name": replace(partner.keys.holder, name="UA/other"),
        "the one it is for": keys_of("US").holder,
        "a third node": keys_of("KE").holder,
        "the key of a link that was before": signing_key("UA/holder", draw=" before"),
    }
    for name, key in keys.items():
        yield Bad(f"receipt signed by {name}", cosign_checkpoint(held, key, at=AT), WRONG)


def wrong_lines(partner: PartnerSimulator, held: Checkpoint) -> Iterator[Bad]:
    honest = signed(partner, held)
    first, second = forging.taken_apart(honest).signatures
    thief = forging.cosigned_lines(held, signing_key("UA/holder", draw=" thief"))
    as_head = forging.lines_of(held, partner.keys.holder)
    lines: dict[str, tuple[SignatureLine, ...]] = {
        "without its first signature": (second,),
        "without its second signature": (first,),
        "with its first signature twice": (first, first, second),
        "with its second signature twice": (first, second, second),
        "with its key ids exchanged": (
            replace(first, key_id=second.key_id),
            replace(second, key_id=first.key_id),
        ),
        "with its values exchanged": (
            replace(first, value=second.value),
            replace(second, value=first.value),
        ),
        "with the signatures of a head": as_head,
        "with the first signature of a head": (as_head[0], second),
        "with the second signature of a head": (first, as_head[1]),
        "where the Ed25519 key alone is stolen": (first, thief[1]),
        "where the ML-DSA-44 key alone is stolen": (thief[0], second),
        "of a thief under the holder's key ids": tuple(
            forging.under_the_id_of(a, b) for a, b in zip(thief, (first, second), strict=True)
        ),
        "with a bit of its Ed25519 signature turned": (forging.flipped(first, 20), second),
        "with a bit of its ML-DSA-44 signature turned": (first, forging.flipped(second, 900)),
        "with an Ed25519 signature cut short": (replace(first, value=first.value[:40]), second),
        "with an ML-DSA-44 signature cut short": (first, replace(second, value=second.value[:40])),
        "with a time and no Ed25519 signature": (replace(first, value=first.value[:8]), second),
        "with a byte of an Ed25519 signature": (replace(first, value=b"\0"), second),
    }
    for name, told in lines.items():
        yield Bad(f"receipt {name}", forging.with_lines(honest, *told), WRONG)


def wrong_times(partner: PartnerSimulator, held: Checkpoint) -> Iterator[Bad]:
    key = partner.keys.holder
    yield Bad("receipt of two times", timed(held, key, SECONDS, SECONDS + 1), WRONG)
    yield Bad("receipt of no time in one of two", timed(held, key, SECONDS, 0), WRONG)
    first, second = forging.taken_apart(signed(partner, held)).signatures
    later = (SECONDS + 60).to_bytes(8)
    moved = (
        replace(first, value=later + first.value[8:]),
        replace(second, value=later + second.value[8:]),
    )
    yield Bad(
        "receipt whose time was changed",
        forging.with_lines(signed(partner, held), *moved),
        WRONG,
    )
    for name, seconds in {
        "after the last calendar year": 253_402_300_800,
        "of as many seconds as a number holds": 2**64 - 1,
        "beyond the signed numbers": 2**63,
    }.items():
        yield Bad(f"receipt of a time {name}", timed(held, key, seconds, seconds), MALFORMED)


def wrong_texts(partner: PartnerSimulator, held: Checkpoint) -> Iterator[Bad]:
    origin = partner.held.origin
    others = {
        "the opposite channel": partner.sent.origin,
        "the next epoch": replace(origin, epoch=2),
        "another link": replace(origin, link="0" * 32),
        "a channel of Kenya": replace(origin, sender="KE"),
        "a channel to Kenya": replace(origin, recipient="KE"),
    }
    for name, other in others.items():
        stated = replace(held, origin=other.line())
        yield Bad(f"receipt for {name}", signed(partner, stated), OTHER)
    honest = signed(partner, held)
    for what, one in (("size", {"size": held.size - 1}), ("root", {"root": sha256(b"other")})):
        yield Bad(f"receipt whose {what} was changed", forging.restated(honest, **one), WRONG)
    line, size, root = forging.taken_apart(honest).text.decode().split("\n")[:3]
    for told in (
        *((each, size, root) for each in odd_origins(line)),
        *((line, each, root) for each in ODD_SIZES),
        *((line, size, each) for each in odd_roots(root)),
    ):
        raw = forging.with_text(honest, forging.head_text(*told))
        in_form = told[1:] == (size, root) and is_origin(told[0])
        name = f"receipt of the lines {told!r}"
        yield Bad(name, raw, OTHER if in_form else MALFORMED)


def is_origin(line: str) -> bool:
    """Tell whether a line may be the origin of some log, if not of a channel."""
    return 0 < len(line.encode()) <= 255 and not any(
        c.isspace() or c == "+" or not c.isprintable() for c in line
    )


def no_receipts(partner: PartnerSimulator) -> Iterator[Bad]:
    honest = partner.receipt()
    for name, raw in {
        "nothing": b"",
        "one line end": b"\n",
        "half a receipt": honest[: len(honest) // 2],
        "a receipt without its last line end": honest[:-1],
        "a receipt with line ends of Windows": honest.replace(b"\n", b"\r\n"),
        "a receipt and more than 8 KiB": honest + b"x" * 8192,
        "ten million zeros": bytes(10_000_000),
        "a problem": b'{"code": "parcel_gap", "facts": {"expected": "1"}}',
        "a page": b"<!doctype html><title>200 OK</title>",
        "a word": b"OK",
        "a NUL inside": honest.replace(b"comity", b"com\0ty", 1),
        "no UTF-8": honest.replace(b"comity", b"com\xffty", 1),
    }.items():
        yield Bad(f"answer of {name}", raw, MALFORMED)
    own = sign_checkpoint(checkpoint_of(partner), keys_of("US").sender)
    yield Bad("answer of the head that was posted", own, WRONG)


def timed(held: Checkpoint, key: SigningKey, ed25519: int, mldsa44: int) -> bytes:
    """A receipt that states any time, or two."""
    text, name, origin = held.text(), key.name.encode(), held.origin.encode()
    stamps = ed25519.to_bytes(8), mldsa44.to_bytes(8)
    message = b"subtree/v1\n\0" + bytes([len(name)]) + name + stamps[1]
    message += bytes([len(origin)]) + origin + bytes(8) + held.size.to_bytes(8) + held.root
    lines = (
        key.ed25519_line(
            b"cosignature/v1\ntime %d\n" % ed25519 + text,
            kind=ED25519_COSIGNATURE,
            stamp=stamps[0],
        ),
        key.mldsa44_line(message, kind=ML_DSA_44_HEAD, stamp=stamps[1]),
    )
    return Note(text, lines).to_bytes()


def signed(partner: PartnerSimulator, stated: Checkpoint) -> bytes:
    return cosign_checkpoint(stated, partner.keys.holder, at=AT)


def checkpoint_of(partner: PartnerSimulator) -> Checkpoint:
    """What the partner holds of the node."""
    size = len(partner.held.messages)
    root = partner.held.root_at(size)
    assert root is not None
    return Checkpoint(partner.held.origin.line(), size, root)
