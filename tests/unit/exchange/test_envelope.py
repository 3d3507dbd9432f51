"""Envelopes: raw bytes are what counts; what is wrong is named, what is unknown is kept."""

import json
from datetime import UTC, datetime

import pytest

from comity.crypto.hashing import sha256
from comity.exchange import envelope as envelope_module
from comity.exchange.envelope import read_body, read_envelope, write_envelope
from comity.exchange.refusals import MessageFault, MessageRefusedError
from comity.exchange.terms import Envelope, ExhibitLine, Reliance
from comity.kernel.rulings import Citation, Condition

DIGEST = sha256(b"x").hex()
ENVELOPE = Envelope(
    id="5b3b8a0e-8f59-4f0e-9d2b-0a4a5d8f7c11",
    type="assistance.request",
    version=1,
    sender="US",
    recipient="UA",
    under=Reliance("us-ua-cmaa-2016", "Art. 4 (1) “a”", DIGEST),
    conditions=(
        Condition("use_limit", Citation.quoting("Art. 7"), (("purposes", "duty assessment"),)),
    ),
    answers="5b3b8a0e-8f59-4f0e-9d2b-0a4a5d8f7c12",
    case="US-2026-000123",
    recorded_at=datetime(2026, 11, 21, 9, 30, 0, 250_000, tzinfo=UTC),
    exhibits=(ExhibitLine("e-1", DIGEST, 12_345),),
    body_digest=DIGEST,
    body_size=99,
)


def changed(**changes: object) -> bytes:
    told = json.loads(write_envelope(ENVELOPE))
    for path, value in changes.items():
        place, *rest = path.split("__")
        if rest:
            told[place][rest[0]] = value
        else:
            told[place] = value
    return json.dumps(told).encode()


def test_what_is_written_is_read_back() -> None:
    assert read_envelope(write_envelope(ENVELOPE)) == ENVELOPE


def test_unknown_fields_are_passed_over() -> None:
    assert read_envelope(changed(colour="blue", under__page=7)) == ENVELOPE


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("comity", "message/2"),
        ("id", "not-a-uuid"),
        ("id", ENVELOPE.id.upper()),
        ("type", "Assistance.Request"),
        ("type", "request"),
        ("version", 0),
        ("version", True),
        ("version", "1"),
        ("from", "USA"),
        ("to", None),
        ("under", "us-ua"),
        ("under__terms", "abc"),
        ("under__article", "line\nbreak"),
        ("conditions", {}),
        ("conditions", [{"code": "Use Limit", "cites": "x"}]),
        ("conditions", [{"code": "a", "cites": "x", "facts": {"a": 1}}]),
        ("conditions", [{"code": "a", "cites": "x"}] * 65),
        ("answers", 7),
        ("case", "x" * 65),
        ("case", "Fall 7"),
        ("recorded_at", "2026-11-21T09:30:00+00:00"),
        ("recorded_at", "2026-13-21T09:30:00Z"),
        ("exhibits", [{"id": "../x", "payload_digest": DIGEST, "size": 1}]),
        ("exhibits", [{"id": "x", "payload_digest": DIGEST, "size": -1}]),
        ("body", None),
        ("body__digest", DIGEST.upper()),
        ("body__size", 2**20 + 1),
    ],
)
def test_what_is_out_of_form_is_refused_with_its_field(field: str, value: object) -> None:
    with pytest.raises(MessageRefusedError) as refused:
        read_envelope(changed(**{field: value}))
    assert refused.value.fault is MessageFault.ENVELOPE_MALFORMED
    assert dict(refused.value.facts)["field"].startswith(field.split("__", maxsplit=1)[0])


def test_a_law_that_was_read_before_hides_none_that_is_written_otherwise() -> None:
    known = {"code": "use_limit", "cites": "Art. 15", "facts": {"until": "1", "by": "2"}}
    assert read_envelope(changed(conditions=[known])) == read_envelope(changed(conditions=[known]))
    wrong: tuple[object, ...] = ({"until": 1, "by": "2"}, {"until": True, "by": "2"}, [], "until")
    for facts in wrong:
        with pytest.raises(MessageRefusedError) as refused:
            read_envelope(changed(conditions=[{**known, "facts": facts}]))
        assert dict(refused.value.facts)["field"] == "conditions.0.facts"
    (turned,) = read_envelope(
        changed(conditions=[{**known, "facts": {"by": "2", "until": "1"}}])
    ).conditions
    assert turned.facts == (("by", "2"), ("until", "1"))
    assert read_envelope(changed(conditions=[])).conditions == ()
    with pytest.raises(MessageRefusedError):
        read_envelope(changed(conditions=None))


def test_laws_of_a_partner_that_makes_up_new_ones_fill_no_memory() -> None:
    for number in range(2 * envelope_module._LAWS_KEPT):
        read_envelope(changed(conditions=[{"code": f"c{number}", "cites": "Art. 15"}]))
    assert len(envelope_module._laws) <= envelope_module._LAWS_KEPT
    longest = [{"code": f"c{n}", "cites": "x" * 300, "facts": {"a": "b" * 300}} for n in range(64)]
    before = set(envelope_module._laws)
    assert len(read_envelope(changed(conditions=longest)).conditions) == 64
    assert set(envelope_module._laws) == before


def test_what_the_exchange_says_of_itself_relies_on_no_law() -> None:
    assert read_envelope(changed(under=None)).under is None


def test_a_body_is_an_object_of_bounded_size() -> None:
    assert read_body(b'{"text":"x"}') == {"text": "x"}
    for raw in (b"[]", b'{"text":"' + b"x" * 2**20 + b'"}', b"\xff"):
        with pytest.raises(MessageRefusedError) as refused:
            read_body(raw)
        assert refused.value.fault is MessageFault.BODY_MALFORMED
