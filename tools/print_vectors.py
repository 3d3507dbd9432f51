"""Make the test vectors of the exchange: `python -m tools.print_vectors`.

Everything is made from fixed seeds, so the same source makes the same files. Two things are drawn
anew by their standards, ML-DSA-44 signatures and the sealing of a parcel; what the files hold of
them already is kept as long as it still verifies, or still opens. Run with `--check` it writes
nothing and says what would change.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from comity.crypto.age import open_bytes, seal_bytes
from comity.crypto.checkpoints import (
    Checkpoint,
    cosign_checkpoint,
    open_checkpoint,
    open_cosignature,
    sign_checkpoint,
)
from comity.crypto.errors import SealError
from comity.crypto.hashing import sha256
from comity.crypto.keys import SigningKey
from comity.crypto.merkle import Frontier, consistency_proof, inclusion_proof
from comity.crypto.notes import Note, parse
from comity.exchange.channel import Origin
from comity.exchange.descriptor import (
    Descriptor,
    DescriptorDraft,
    make_own_descriptor,
    read_descriptor,
)
from comity.exchange.envelope import write_envelope
from comity.exchange.link_number import link_id, link_number
from comity.exchange.parcel import MOST_CONTENT, Content, Message, write_parcel
from comity.exchange.refusals import JsonFault
from comity.exchange.terms import Envelope, Reliance
from tests.hostile.bodies import bad_bodies
from tests.hostile.case import Bad
from tests.hostile.descriptors import MISSING, WRONG_FIELDS
from tests.hostile.envelopes import bad_envelopes
from tools.exhibit_vectors import exhibits
from tools.scenarios.file import scenarios
from tools.scenarios.turning import turning
from tools.suite_vectors import suites
from tools.terms_vectors import terms
from tools.vector_keys import AT, base, kept, keys_of, seed, signing_key

__all__ = ["FILES", "VECTORS", "keys_of", "made", "signing_key"]

VECTORS = Path(__file__).resolve().parent.parent / "docs" / "protocol" / "vectors"
BODIES = ('{"text":"one"}', '{"text":"zwei — два"}', '{"text":""}')
Told = dict[str, Any]
LONGEST_REFUSED = 1024


def descriptor_of(code: str) -> bytes:
    keys = keys_of(code)
    certificate = keys.letters.certificate(name=f"Customs of {code}", country=code)
    draft = DescriptorDraft(
        code,
        f"Customs of {code}",
        (("HQ", "Head Office"),),
        f"https://{code.lower()}.example",
        certificate,
    )
    return make_own_descriptor(keys, draft, at=AT)


def both() -> tuple[Descriptor, Descriptor]:
    return read_descriptor(descriptor_of("UA")), read_descriptor(descriptor_of("US"))


def origin() -> Origin:
    return Origin(link_id(*both()), "UA", "US", 1)


def messages() -> tuple[Message, ...]:
    """Three messages of UA to US."""
    made = []
    for number, body in enumerate(BODIES, start=1):
        salt, raw = seed(f"salt {number}")[:16], body.encode()
        envelope = Envelope(
            id=f"00000000-0000-4000-8000-{number:012}",
            type="test.note",
            version=1,
            sender="UA",
            recipient="US",
            under=Reliance("us-ua-cmaa-2016", "Art. 4", sha256(b"terms").hex()),
            conditions=(),
            answers=None,
            case="" if number == 1 else "UA-2026-000001",
            recorded_at=AT,
            exhibits=(),
            body_digest=Message(b"", salt, raw).body_digest(),
            body_size=len(raw),
        )
        made.append(Message(write_envelope(envelope), salt, raw))
    return tuple(made)


def head() -> Checkpoint:
    leaves = [message.leaf() for message in messages()]
    return Checkpoint(origin().line(), len(leaves), Frontier().extend(leaves).root())


# ---- the files


def keys_vector(_before: Told) -> Told:
    told: Told = {}
    for code in ("UA", "US"):
        keys = keys_of(code)
        told[code] = {
            **{role: _signer(getattr(keys, role)) for role in ("sender", "holder")},
            "sealing": {
                "seed": keys.sealing.seed.hex(),
                "public": base(keys.sealing.public()),
            },
        }
    return told


def _signer(key: SigningKey) -> Told:
    public = key.public()
    return {
        "name": key.name,
        "ed25519_seed": key.ed25519_seed.hex(),
        "ed25519": base(public.ed25519),
        "mldsa44_seed": key.mldsa44_seed.hex(),
        "mldsa44": base(public.mldsa44),
    }


def descriptors_vector(before: Told) -> Told:
    told: Told = {}
    for code in ("UA", "US"):
        made = descriptor_of(code)
        old = before.get(code, {}).get("note")
        text = read_descriptor(made).text
        told[code] = {
            "note": kept(made, old, read_descriptor),
            "text_sha256": sha256(text).hex(),
        }
    return told


def link_vector(_before: Told) -> Told:
    one, other = both()
    return {
        "digests": sorted(sha256(each.text).hex() for each in (one, other)),
        "number": link_number(one, other),
        "identifier": link_id(one, other),
        "origin": origin().line(),
    }


def log_vector(_before: Told) -> Told:
    sent = messages()
    leaves = [message.leaf() for message in sent]
    return {
        "messages": [
            {
                "envelope": base(each.envelope),
                "salt": each.salt.hex(),
                "body": base(each.body),
                "body_digest": each.body_digest(),
                "leaf": each.leaf().hex(),
            }
            for each in sent
        ],
        "roots": [Frontier().extend(leaves[:size]).root().hex() for size in range(len(leaves) + 1)],
        "inclusion": [
            {
                "index": index,
                "size": len(leaves),
                "path": [
                    each.hex() for each in inclusion_proof(leaves, index=index, size=len(leaves))
                ],
            }
            for index in range(len(leaves))
        ],
        "consistency": [
            {
                "old": old,
                "new": len(leaves),
                "path": [
                    each.hex() for each in consistency_proof(leaves, old=old, new=len(leaves))
                ],
            }
            for old in range(1, len(leaves) + 1)
        ],
    }


def head_vector(before: Told) -> Told:
    stated, signer = head(), keys_of("UA").sender
    made = sign_checkpoint(stated, signer)
    public, line = signer.public(), origin().line()
    note = kept(made, before.get("note"), lambda old: open_checkpoint(old, public, origin=line))
    return {"text": stated.text().decode(), "ed25519_line": _first_line(made), "note": note}


def receipt_vector(before: Told) -> Told:
    stated, signer = head(), keys_of("US").holder
    made = cosign_checkpoint(stated, signer, at=AT)
    public, line = signer.public(), origin().line()
    note = kept(made, before.get("note"), lambda old: open_cosignature(old, public, origin=line))
    return {
        "time": int(AT.timestamp()),
        "size": stated.size,
        "ed25519_line": _first_line(made),
        "note": note,
    }


def _first_line(note: bytes) -> str:
    """Ed25519 signatures are the same in every run, so they are told by themselves."""
    first = parse(note, limit=len(note)).signatures[0]
    return Note(b"", (first,)).to_bytes()[1:].decode()


def parcel_vector(before: Told) -> Told:
    key, sent = keys_of("US").sealing, messages()
    whole = write_parcel(b"", Content(0, sent), recipient=key.public())[1:]
    content = open_bytes(whole, key, limit=MOST_CONTENT)
    old = before.get("sealed")
    sealed = whole
    if isinstance(old, str):
        try:
            if open_bytes(base64.b64decode(old), key, limit=MOST_CONTENT) == content:
                sealed = base64.b64decode(old)
        except (SealError, ValueError):
            sealed = seal_bytes(content, (key.public(),))
    return {
        "sealing_key": "US",
        "start": 0,
        "count": len(sent),
        "content": base(content),
        "sealed": base(sealed),
    }


def refusals_vector(_before: Told) -> Told:
    """Texts that are refused, each with its code, and what the code names."""

    # The corpus is of the tests; only what is small and made without a signature stands here.
    def listed(cases: Iterable[Bad]) -> list[Told]:
        return [
            {"name": case.name, "raw": base(case.raw), "cause": case.code, "field": case.field}
            for case in cases
            if len(case.raw) <= LONGEST_REFUSED
        ]

    return {
        "descriptors": list(_changes_of_descriptors()),
        "envelopes": listed(bad_envelopes()),
        "bodies": listed(case for case in bad_bodies() if case.code != "message_body_invalid"),
    }


def _changes_of_descriptors() -> Iterator[Told]:
    """What is put into a field of the descriptor of UA, or that it is left out.

    A form is looked at before the signatures, so that the note keeps those that it has.
    """
    for place, values in WRONG_FIELDS.items():
        for value in values:
            if len(json.dumps(value)) <= LONGEST_REFUSED:
                yield {"field": place, "value": value, "cause": JsonFault.FIELD_WRONG.value}
    for place in MISSING:
        yield {"field": place, "cause": JsonFault.FIELD_MISSING.value}


def scenarios_vector(before: Told) -> Told:
    """What the two ends of a channel are given, and what they must answer."""
    one, other = both()
    return scenarios(before, link=link_id(one, other))


def turning_vector(before: Told) -> Told:
    """What a sender is told of its partner's keys, and what it must answer."""
    one, other = both()
    return turning(before, link=link_id(one, other))


FILES: Mapping[str, Callable[[Told], Told]] = {
    "keys": keys_vector,
    "descriptors": descriptors_vector,
    "exhibits": exhibits,
    "link": link_vector,
    "log": log_vector,
    "head": head_vector,
    "receipt": receipt_vector,
    "parcel": parcel_vector,
    "refusals": refusals_vector,
    "scenarios": scenarios_vector,
    "suites": suites,
    "terms": terms,
    "turning": turning_vector,
}


def made(name: str) -> str:
    """Return one file as it must be, given what it holds now."""
    path = VECTORS / f"{name}.json"
    before = json.loads(path.read_text()) if path.exists() else {}
    return json.dumps(FILES[name](before), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    VECTORS.mkdir(exist_ok=True)
    stale = [name for name in FILES if _current(name) != made(name)]
    if sys.argv[1:] == ["--check"]:
        print(*(f"stale: {name}.json" for name in stale), sep="\n")
        return 1 if stale else 0
    for name in stale:
        (VECTORS / f"{name}.json").write_text(made(name))
    return 0


def _current(name: str) -> str:
    path = VECTORS / f"{name}.json"
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    raise SystemExit(main())
