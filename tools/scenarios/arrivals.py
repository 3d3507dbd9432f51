"""What comes to a holder: in what order, signed how, sealed how, and to whom."""

import struct

from comity.exchange.parcel import Content, Message, packed
from tools.scenarios.forging import mixed, over_other_text, with_line_twice, without_line
from tools.scenarios.shelf import OPENED, Shelf
from tools.scenarios.steps import Road, Step, no, nothing_changed, take
from tools.vector_keys import keys_of, seed, signing_key


def orders(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    shelf.parcel("1 to 3", road.heads[3], road.of(3))
    shelf.question("question of 3", road.heads[3])
    shelf.question("question far ahead", shelf.head([], size=400, root=seed("far")))
    held = [take("1", road.of(1))]
    return {
        "in order": [
            nothing_changed([]),
            *held,
            take("2 to 3", road.of(3)),
            take("4", road.of(4)),
            {"refused messages": []},
        ],
        "each parcel twice": [
            *(held + held),
            *(2 * [take("2 to 3", road.of(3))]),
            take("1", road.of(3)),
            {"refused messages": []},
        ],
        "out of order": [
            *held,
            no("4", "parcel_gap", expected="1"),
            take("2 to 3", road.of(3)),
            take("4", road.of(4)),
        ],
        "an overlap": [
            *held,
            no("1 to 3", "parcel_overlap", expected="1"),
            nothing_changed(road.of(1)),
        ],
        "a question from further on": [
            *held,
            no("question of 3", "parcel_gap", expected="1"),
            nothing_changed(road.of(1)),
        ],
        "a head far ahead": [
            no("question far ahead", "parcel_gap", expected="0"),
            nothing_changed([]),
        ],
    }


def forks(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    other = shelf.message("other first", OPENED)
    shelf.question("fork at 1", shelf.head([other]))
    shelf.question("fork at 0", shelf.head([], root=seed("not empty"), size=0))
    later = [other, *road.all[1:3]]
    shelf.parcel("fork beyond", shelf.head(later), later[1:], start=1)
    held = [take("1", road.of(1))]
    return {
        "another root at a size that is held": [
            *held,
            no("fork at 1", "parcel_fork", size="1"),
            take("2 to 3", road.of(3)),
        ],
        "another root of the empty log": [
            no("fork at 0", "parcel_fork", size="0"),
            nothing_changed([]),
        ],
        "another history beyond what is held": [
            *held,
            no("fork beyond", "parcel_root_differs", size="3"),
            nothing_changed(road.of(1)),
        ],
    }


def signatures(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    good = road.heads[1]
    stranger = shelf.head(road.of(1), signer=signing_key("UA/sender", draw="x"))
    own_holder = shelf.head(road.of(1), signer=keys_of("UA").holder)
    bad = {
        "without the second signature": (without_line(good, 1), "parcel_signature_missing"),
        "without the first signature": (without_line(good, 0), "parcel_signature_missing"),
        "with the first signature twice": (with_line_twice(good, 0), "parcel_signature_missing"),
        "with the second signature twice": (with_line_twice(good, 1), "parcel_signature_missing"),
        "by another key of that name": (stranger, "parcel_signature_missing"),
        "by the holder key": (own_holder, "parcel_signature_missing"),
        "with another root than was signed": (over_other_text(good), "parcel_signature_wrong"),
        "with the second signature of another head": (
            mixed(good, road.heads[3]),
            "parcel_signature_wrong",
        ),
    }
    found = {}
    for name, (head, code) in bad.items():
        shelf.parcel(f"1 {name}", head, road.of(1))
        found[f"a head {name}"] = [no(f"1 {name}", code), nothing_changed([])]
    return found


def seals(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    whole = shelf.parcel("1", road.heads[1], road.of(1))
    shelf.parcel("1 sealed to UA", road.heads[1], road.of(1), to="UA")
    header = whole.index(b"\n--- ")
    shelf.laid("1 with its end turned", whole[:-1] + bytes([whole[-1] ^ 1]))
    shelf.laid("1 without its end", whole[:-20])
    shelf.laid("1 cut in its age header", whole[: header - 100])
    shelf.laid("1 cut after its age header", whole[: header + 5 + 43 + 1])
    shelf.laid("1 with another header line", whole.replace(b"\n--- ", b"\n-> other\n\n--- "))
    shelf.laid("1 cut in its head", road.heads[1][:900])
    shelf.laid("no head", b"a\n\n\xe2\x80\x94 b\n\n")
    shelf.laid("a head without end", (b"x" * 99 + b"\n") * 100)
    bad = {
        "1 sealed to UA": "parcel_sealed_to_another",
        "1 with its end turned": "parcel_seal_broken",
        "1 without its end": "parcel_seal_broken",
        "1 cut in its age header": "parcel_truncated",
        "1 cut after its age header": "parcel_truncated",
        "1 with another header line": "parcel_seal_broken",
        "1 cut in its head": "parcel_truncated",
        "no head": "parcel_head_malformed",
        "a head without end": "parcel_head_too_long",
    }
    return {name: [no(name, code), nothing_changed([])] for name, code in bad.items()}


def contents(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    key, head, first = keys_of("US").sealing, road.heads[1], road.all[0]
    good = packed(Content(0, (first,)))
    other_body = Message(first.envelope, first.salt, b'{"reference": "UA-US-2026-00002"}')
    shelf.parcel("1 with another body", head, [other_body])
    shelf.parcel("3 without one", road.heads[3], road.all[:2])
    shelf.parcel("3 in another order", road.heads[3], [road.all[1], road.all[0], road.all[2]])
    shelf.sealed("1 with more behind it", head, good + b"\0", key)
    shelf.sealed("1 of another format", head, b"comity/parcel/2\n" + good[16:], key)
    shelf.sealed("1 of no messages", head, good[:16] + struct.pack(">QI", 0, 0), key)
    shelf.sealed("1 of 257 messages", head, good[:24] + struct.pack(">I", 257) + good[28:], key)
    shelf.sealed("1 that lies about a size", head, good[:28] + b"\0\1\0\0" + good[32:], key)
    bad = {
        "1 with another body": "parcel_body_differs",
        "3 without one": "parcel_root_differs",
        "3 in another order": "parcel_root_differs",
        "1 with more behind it": "parcel_content_malformed",
        "1 of another format": "parcel_content_malformed",
        "1 of no messages": "parcel_too_many_messages",
        "1 of 257 messages": "parcel_too_many_messages",
        "1 that lies about a size": "parcel_content_malformed",
    }
    return {name: [no(name, code), nothing_changed([])] for name, code in bad.items()}


def addresses(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    heads = {
        "for another node": shelf.head(road.of(1), recipient="KE"),
        "of another link": shelf.head(road.of(1), link="0" * 32),
        "of a stranger": shelf.head(road.of(1), sender="KE"),
    }
    codes = {
        "for another node": "parcel_for_another_node",
        "of another link": "parcel_of_another_link",
        "of a stranger": "parcel_sender_unknown",
    }
    for name, head in heads.items():
        shelf.parcel(f"1 {name}", head, road.of(1))
    return {
        f"a parcel {name}": [no(f"1 {name}", code), nothing_changed([])]
        for name, code in codes.items()
    }
