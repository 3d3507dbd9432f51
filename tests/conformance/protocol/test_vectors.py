"""The published vectors of the exchange are what this code makes, and this code reads them."""

import base64
import json
from typing import Any

import pytest

from comity.crypto.age import open_bytes
from comity.crypto.checkpoints import open_checkpoint, open_cosignature
from comity.crypto.merkle import leaf_hash, verify_consistency, verify_inclusion
from comity.exchange.descriptor import read_descriptor
from comity.exchange.envelope import read_body, read_envelope
from comity.exchange.link_number import link_id, link_number
from comity.exchange.parcel import MOST_CONTENT
from comity.exchange.refusals import MessageRefusedError
from tools.print_vectors import FILES, VECTORS, keys_of, made


def vector(name: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((VECTORS / f"{name}.json").read_text())
    return told


@pytest.mark.parametrize("name", FILES)
def test_each_file_is_what_the_code_makes(name: str) -> None:
    assert (VECTORS / f"{name}.json").read_text() == made(name), "python -m tools.print_vectors"


def test_nothing_else_lies_beside_them() -> None:
    assert {path.name for path in VECTORS.glob("*.json")} == {f"{name}.json" for name in FILES}


def test_descriptors_give_the_number_and_the_identifier_of_their_link() -> None:
    one, other = (
        read_descriptor(base64.b64decode(told["note"])) for told in vector("descriptors").values()
    )
    told = vector("link")
    assert link_number(one, other) == link_number(other, one) == told["number"]
    assert link_id(one, other) == told["identifier"]


def test_every_message_stands_in_the_log_and_each_size_in_the_next() -> None:
    told = vector("log")
    leaves, roots = [bytes.fromhex(each["leaf"]) for each in told["messages"]], told["roots"]
    for message, leaf in zip(told["messages"], leaves, strict=True):
        assert leaf_hash(base64.b64decode(message["envelope"])) == leaf
    for proof in told["inclusion"]:
        verify_inclusion(
            leaves[proof["index"]],
            index=proof["index"],
            size=proof["size"],
            root=bytes.fromhex(roots[proof["size"]]),
            proof=[bytes.fromhex(each) for each in proof["path"]],
        )
    for proof in told["consistency"]:
        verify_consistency(
            old=proof["old"],
            old_root=bytes.fromhex(roots[proof["old"]]),
            new=proof["new"],
            new_root=bytes.fromhex(roots[proof["new"]]),
            proof=[bytes.fromhex(each) for each in proof["path"]],
        )


def test_head_and_receipt_state_the_same_log() -> None:
    line, roots = vector("link")["origin"], vector("log")["roots"]
    head = open_checkpoint(
        base64.b64decode(vector("head")["note"]), keys_of("UA").sender.public(), origin=line
    )
    told = vector("receipt")
    receipt = open_cosignature(
        base64.b64decode(told["note"]), keys_of("US").holder.public(), origin=line
    )
    assert head == receipt.checkpoint and head.root.hex() == roots[head.size]
    assert int(receipt.at.timestamp()) == told["time"]


def test_the_parcel_opens_to_the_content_told() -> None:
    told = vector("parcel")
    opened = open_bytes(base64.b64decode(told["sealed"]), keys_of("US").sealing, limit=MOST_CONTENT)
    assert opened == base64.b64decode(told["content"])
    for message in vector("log")["messages"]:
        assert base64.b64decode(message["envelope"]) + base64.b64decode(message["body"]) in opened


def test_every_refusal_told_is_one() -> None:
    told = vector("refusals")
    for read, kind in ((read_envelope, "envelopes"), (read_body, "bodies")):
        for case in told[kind]:
            with pytest.raises(MessageRefusedError) as refused:
                read(base64.b64decode(case["raw"]))
            facts = dict(refused.value.facts)
            assert facts["cause"] == case["cause"], case["name"]
            assert case["field"] in ("", facts.get("field")), case["name"]
