"""What a holder makes of messages, of a new epoch, and of a key that is turned."""

from typing import Any

from comity.crypto.hashing import sha256
from comity.exchange.parcel import Message
from tools.scenarios.shelf import CASE, OPENED, Shelf, Told, id_of
from tools.scenarios.steps import Road, Step, no, nothing_changed, root_hex, take
from tools.vector_keys import keys_of, signing_key


def messages_of_all_kinds(shelf: Shelf) -> dict[str, list[Step]]:
    """What is held, receipted, and refused by name when its turn comes."""
    anchor: Told = {"day": "2026-11-21", "digest": sha256(b"anchor").hex()}
    sent = {
        "an honest one": (shelf.message("an honest one", OPENED), ""),
        "of an unknown type": (
            shelf.message("of an unknown type", OPENED, type_="test.unheard"),
            "message_type_unknown",
        ),
        "of an unknown version": (
            shelf.message("of an unknown version", OPENED, version=99),
            "message_version_unknown",
        ),
        "of another sender": (
            shelf.message("of another sender", OPENED, sender="KE"),
            "message_misaddressed",
        ),
        "with a body of another type": (
            shelf.message("with a body of another type", {"text": "no reference"}),
            "message_body_invalid",
        ),
        "with a body of another size": (
            shelf.message("with a body of another size", OPENED, body_size=1),
            "message_body_invalid",
        ),
        "a link message with a case": (
            shelf.of_link("a link message with a case", "anchor.day", anchor, case=CASE),
            "message_not_of_the_link",
        ),
        "an opening in the middle": (
            shelf.of_link(
                "an opening in the middle",
                "epoch.opened",
                {
                    "epoch": 2,
                    "closes": shelf.origin().line(),
                    "size": 0,
                    "root": root_hex([]),
                    "receipt": "",
                    "cause": "restored",
                },
            ),
            "epoch_opening_misplaced",
        ),
        "a refusal": (
            shelf.message(
                "a refusal",
                {"code": "message_type_unknown", "facts": {}},
                type_="message.refused",
                under=None,
            ),
            "",
        ),
    }
    messages = [message for message, _ in sent.values()]
    again = shelf.message("an honest one again", OPENED, id=id_of("an honest one"))
    # An id is taken by what was refused too.
    amended = shelf.message("of the right sender now", OPENED, id=id_of("of another sender"))
    broken = shelf.message("out of form", {}, raw=b'{"comity":"message/2"}')
    messages += [again, amended, broken]
    refused: list[Told] = [
        {"answers": id_of(name), "code": code} for name, (_, code) in sent.items() if code
    ]
    refused += [
        {"answers": id_of("an honest one"), "code": "message_repeated"},
        {"answers": id_of("of another sender"), "code": "message_repeated"},
        {"answers": None, "code": "message_envelope_malformed"},
    ]
    shelf.parcel("messages of all kinds", shelf.head(messages), messages)
    return {
        "messages that are held and refused by name": [
            take("messages of all kinds", messages),
            {"refused messages": refused},
        ]
    }


def _opening(shelf: Shelf, name: str, **changes: Any) -> Message:
    told = {"epoch": 2, "closes": shelf.origin().line(), "cause": "restored"}
    empty = {"size": 0, "root": root_hex([]), "receipt": ""}
    return shelf.of_link(name, "epoch.opened", {**told, **empty, **changes})


def epochs(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    def named(receipt: bytes, size: int, root: str) -> Told:
        return {"receipt": receipt.decode(), "size": size, "root": root}

    ours, root = shelf.receipt("of 1", road.of(1)), root_hex(road.of(1))
    by_another = shelf.receipt("of 1 by UA", road.of(1), signer=keys_of("UA").holder)
    forked = shelf.receipt("of 1 that forks", [road.all[1]])
    lost = shelf.receipt("of 3", road.of(3))
    openings = {
        "that opens it": _opening(shelf, "opening", **named(ours, 1, root)),
        "of another receipt": _opening(shelf, "opening by UA", **named(by_another, 1, root)),
        "of a receipt for another size": _opening(shelf, "opening of 3", **named(ours, 3, root)),
        "of a root not held": _opening(
            shelf, "opening that forks", **named(forked, 1, root_hex([road.all[1]]))
        ),
        "that closes what never was": _opening(
            shelf, "opening of 5", closes=shelf.origin(epoch=5).line(), epoch=6
        ),
        "of another epoch": _opening(shelf, "opening of 3 in 2", epoch=3),
        "that remembers more": _opening(
            shelf, "opening beyond", **named(lost, 3, root_hex(road.of(3)))
        ),
    }
    causes = {
        "of another receipt": "epoch_receipt_not_ours",
        "of a receipt for another size": "epoch_receipt_not_ours",
        "of a root not held": "epoch_root_not_held",
        "of another epoch": "epoch_opening_wrong",
    }
    held = [take("1", road.of(1))]
    found: dict[str, list[Step]] = {}
    for name, cause in causes.items():
        log = [openings[name]]
        shelf.parcel(f"epoch 2 {name}", shelf.head(log, epoch=2), log)
        refused = no(f"epoch 2 {name}", "parcel_epoch_not_opened", cause=cause)
        found[f"an epoch {name}"] = [*held, refused, nothing_changed(road.of(1))]
    log = [openings["that closes what never was"]]
    shelf.parcel("epoch 6", shelf.head(log, epoch=6), log)
    shelf.parcel("epoch 2 of a case", shelf.head(road.of(1), epoch=2), road.of(1))
    log = [openings["that opens it"], *road.of(2)]
    first = shelf.head(log, epoch=2)
    shelf.parcel("epoch 2", first, log)
    shelf.question("epoch 2 of nothing", shelf.head([], epoch=2))
    shelf.question("epoch 102 of nothing", shelf.head([], epoch=102))
    shelf.parcel("epoch 2 from 1", first, log[1:], start=1)
    beyond = [openings["that remembers more"]]
    shelf.parcel("epoch 2 beyond", shelf.head(beyond, epoch=2), beyond)
    unheard = "parcel_epoch_not_opened"
    return {
        **found,
        "an epoch that closes what never was": [
            *held,
            no("epoch 6", unheard, cause="epoch_closes_unknown"),
        ],
        "an epoch that begins with a case": [
            *held,
            no("epoch 2 of a case", unheard, cause="epoch_opening_wrong"),
            no("epoch 2 from 1", unheard, cause="epoch_opening_wrong"),
        ],
        "an epoch far ahead": [*held, no("epoch 102 of nothing", "parcel_epoch_unknown")],
        "an epoch asked for is not opened": [
            *held,
            take("epoch 2 of nothing", []),
            take("2 to 3", road.of(3)),
        ],
        "an epoch that is opened": [
            *held,
            take("epoch 2", log),
            no("2 to 3", "parcel_epoch_closed", open="2"),
            no("question of nothing", "parcel_epoch_closed", open="2"),
            take("epoch 2", log),
            {"refused messages": []},
        ],
        "an epoch that remembers more than is held": [*held, take("epoch 2 beyond", beyond)],
    }


def turned_keys(shelf: Shelf, road: Road) -> dict[str, list[Step]]:
    old, new = keys_of("UA").sender, signing_key("UA/sender-2")
    said = shelf.introduction("UA/sender-2", new, replaces=old)
    introduced = shelf.of_link("introduction", "key.introduced", said)
    told = {**said, "name": "UA/sender-3"}
    unfit = shelf.of_link("introduction of another", "key.introduced", told)
    ended = shelf.of_link(
        "end",
        "key.ended",
        {"role": "sender", "digest": old.public().digest().hex(), "epoch": 1, "size": 3},
    )
    log = [road.all[0], introduced, *road.all[1:3], ended, road.all[3]]
    shelf.parcel("key: 2 by the new one", shelf.head(log[:2], signer=new), log[:2])
    shelf.parcel("key: 2", shelf.head(log[:2]), log[:2])
    shelf.parcel("key: 3 by the new one", shelf.head(log[:3], signer=new), log[2:3], start=2)
    shelf.parcel("key: 4 by the old one", shelf.head(log[:4]), log[3:4], start=3)
    shelf.parcel("key: 5", shelf.head(log[:5], signer=new), log[4:5], start=4)
    shelf.parcel("key: 6 by the old one", shelf.head(log), log[5:], start=5)
    shelf.parcel("key: 6", shelf.head(log, signer=new), log[5:], start=5)
    taken = [
        no("key: 2 by the new one", "parcel_signature_missing"),
        take("key: 2", log[:2]),
        take("key: 3 by the new one", log[:3]),
        take("key: 4 by the old one", log[:4]),
    ]
    shelf.parcel("key: unfit", shelf.head([unfit]), [unfit])
    return {
        "a key that is introduced counts from the next size": taken,
        "a key that has ended counts no more": [
            *taken,
            take("key: 5", log[:5]),
            no("key: 6 by the old one", "parcel_key_ended"),
            take("key: 6", log),
            {"refused messages": []},
        ],
        "a key that another statement was signed for": [
            take("key: unfit", [unfit]),
            {
                "refused messages": [
                    {"answers": id_of("introduction of another"), "code": "key_not_possessed"}
                ]
            },
        ],
    }
