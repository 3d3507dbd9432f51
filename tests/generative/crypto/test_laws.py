"""Laws of trees, notes and sealed files, tried on whatever Hypothesis thinks of."""

import json
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.crypto import age, merkle
from comity.crypto.age_header import read_header
from comity.crypto.canonical import canonical_json
from comity.crypto.checkpoints import Checkpoint, read_checkpoint
from comity.crypto.errors import ProofError
from comity.crypto.keys import SealingKey
from comity.crypto.notes import Note, SignatureLine, is_key_name, is_note_text, parse
from comity.kernel.errors import ComityError

KEY = SealingKey(bytes(range(32)))

names = st.text(min_size=1, max_size=40).filter(is_key_name)
lines = st.builds(
    SignatureLine, names, st.binary(min_size=4, max_size=4), st.binary(min_size=1, max_size=80)
)
texts = st.text(max_size=80).map(lambda text: f"{text}\n".encode("utf-8", "replace"))
note_texts = texts.filter(is_note_text)
leaves = st.lists(st.binary(min_size=32, max_size=32), max_size=40)
hashes = st.binary(min_size=32, max_size=32)


@given(before=leaves, after=leaves)
def test_appending_never_changes_an_earlier_tree(before: list[bytes], after: list[bytes]) -> None:
    old = merkle.Frontier().extend(before)
    new = old.extend(after)
    every = before + after
    assert merkle.Frontier.from_bytes(new.to_bytes()).root() == merkle.root_of(every)
    proof = merkle.consistency_proof(every, old=old.size, new=new.size)
    merkle.verify_consistency(
        old=old.size, old_root=old.root(), new=new.size, new_root=new.root(), proof=proof
    )


@given(every=leaves.filter(bool), data=st.data())
def test_a_leaf_that_was_appended_can_be_proved_and_another_cannot(
    every: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(every) - 1))
    proof = merkle.inclusion_proof(every, index=index, size=len(every))
    place = {"index": index, "size": len(every)}
    merkle.verify_inclusion(every[index], **place, proof=proof, root=merkle.root_of(every))
    other = data.draw(hashes.filter(lambda leaf: leaf != every[index]))
    with pytest.raises(ProofError):
        merkle.verify_inclusion(other, **place, proof=proof, root=merkle.root_of(every))


@given(old=st.integers(0, 70), new=st.integers(0, 70), proof=st.lists(hashes, max_size=9))
def test_a_made_up_consistency_proof_proves_nothing(old: int, new: int, proof: list[bytes]) -> None:
    with pytest.raises(ProofError):
        merkle.verify_consistency(
            old=old, old_root=b"a" * 32, new=new, new_root=b"b" * 32, proof=proof
        )


@given(text=note_texts, signatures=st.lists(lines, min_size=1, max_size=16))
def test_a_note_reads_as_it_was_written(text: bytes, signatures: list[SignatureLine]) -> None:
    note = Note(text, tuple(signatures))
    assert parse(note.to_bytes(), limit=100_000) == note


@given(raw=st.binary(max_size=300))
def test_any_bytes_are_a_note_or_are_refused_by_name(raw: bytes) -> None:
    try:
        note = parse(raw, limit=300)
    except ComityError:
        return
    assert note.to_bytes() == raw


@given(raw=st.text(alphabet="\n0123456789AB=\u2014 /ua", max_size=80))
def test_any_text_is_a_head_or_is_refused_by_name(raw: str) -> None:
    try:
        head = read_checkpoint(raw.encode())
    except ComityError:
        return
    assert head.text() == raw.encode()


@given(origin=names, size=st.integers(0, 10**18 - 1), root=hashes)
def test_a_head_reads_as_it_was_written(origin: str, size: int, root: bytes) -> None:
    head = Checkpoint(origin, size, root)
    assert read_checkpoint(head.text()) == head


@settings(max_examples=30)
@given(
    start=st.binary(max_size=50),
    size=st.sampled_from([0, 1, 65_535, 65_536, 65_537, 131_072, 140_000]),
    places=st.lists(st.floats(0, 1), min_size=1, max_size=3),
)
def test_a_sealed_file_opens_whole_or_not_at_all(
    start: bytes, size: int, places: list[float]
) -> None:
    content = (start + bytes(size))[:size]
    sealed = bytearray(age.seal_bytes(content, [KEY.public()]))
    assert age.open_bytes(bytes(sealed), KEY, limit=size) == content
    for place in {int(place * (len(sealed) - 1)) for place in places}:
        sealed[place] ^= 0x40
    with pytest.raises(ComityError):
        age.open_bytes(bytes(sealed), KEY, limit=size)


@given(raw=st.binary(max_size=200))
def test_any_bytes_are_a_header_or_are_refused_by_name(raw: bytes) -> None:
    for hostile in (raw, b"age-encryption.org/v1\n-> " + raw, b"age-encryption.org/v1\n" + raw):
        with pytest.raises(ComityError):
            read_header(BytesIO(hostile))


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcXYZ09_"), inner),
    max_leaves=12,
)


@given(value=plain)
def test_what_is_read_back_has_the_same_canonical_form(value: object) -> None:
    written = canonical_json(value)
    assert canonical_json(json.loads(written)) == written
