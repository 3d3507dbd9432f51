"""Heads of logs: stated by the log, cosigned by who holds it, and refused in any other form."""

import base64
from datetime import UTC, datetime

import pytest

from comity.crypto.checkpoints import (
    CHECKPOINT_LIMIT,
    Checkpoint,
    cosign_checkpoint,
    open_checkpoint,
    open_cosignature,
    read_checkpoint,
    sign_checkpoint,
)
from comity.crypto.errors import (
    CheckpointMalformedError,
    NoteTooLongError,
    OriginDiffersError,
    SignatureMissingError,
    SignatureRefusedError,
    SignatureWrongError,
)
from comity.crypto.hashing import sha256
from comity.crypto.keys import NodeKeys
from comity.crypto.notes import Note, SignatureLine, parse

ORIGIN = "us/ua/epoch-1"
HEAD = Checkpoint(ORIGIN, 1234, sha256(b"root"))
AT = datetime(2026, 11, 21, 9, 30, 1, tzinfo=UTC)
ROOT = base64.b64encode(HEAD.root).decode()


def test_a_head_is_read_as_it_was_signed(keys: NodeKeys) -> None:
    note = sign_checkpoint(HEAD, keys.sender)
    assert note.startswith(f"{ORIGIN}\n1234\n{ROOT}\n\n".encode())
    assert len(note) < CHECKPOINT_LIMIT
    assert open_checkpoint(note, keys.sender.public(), origin=ORIGIN) == HEAD


def test_a_cosignature_states_head_and_time(keys: NodeKeys) -> None:
    stated = open_cosignature(
        cosign_checkpoint(HEAD, keys.holder, at=AT), keys.holder.public(), origin=ORIGIN
    )
    assert (stated.checkpoint, stated.at) == (HEAD, AT)


def test_a_note_with_other_keys_lines_still_opens(keys: NodeKeys) -> None:
    signed, cosigned = (
        sign_checkpoint(HEAD, keys.sender),
        cosign_checkpoint(HEAD, keys.holder, at=AT),
    )
    lines = (*parse(signed, limit=9999).signatures, *parse(cosigned, limit=9999).signatures)
    both = Note(HEAD.text(), lines).to_bytes()
    assert open_checkpoint(both, keys.sender.public(), origin=ORIGIN) == HEAD
    assert open_cosignature(both, keys.holder.public(), origin=ORIGIN).checkpoint == HEAD


def test_every_changed_byte_is_refused(keys: NodeKeys) -> None:
    for note, opened in (
        (sign_checkpoint(HEAD, keys.sender), open_checkpoint),
        (cosign_checkpoint(HEAD, keys.sender, at=AT), open_cosignature),
    ):
        for place in [*range(120), *range(120, len(note), 37), len(note) - 1]:
            changed = note[:place] + bytes([note[place] ^ 1]) + note[place + 1 :]
            with pytest.raises(SignatureRefusedError):
                opened(changed, keys.sender.public(), origin=ORIGIN)


def test_a_cut_off_note_is_refused(keys: NodeKeys) -> None:
    note = sign_checkpoint(HEAD, keys.sender)
    for length in range(0, len(note), 11):
        with pytest.raises(SignatureRefusedError):
            open_checkpoint(note[:length], keys.sender.public(), origin=ORIGIN)


def test_another_log_of_the_same_signer_is_refused(keys: NodeKeys) -> None:
    note = sign_checkpoint(HEAD, keys.sender)
    with pytest.raises(OriginDiffersError):
        open_checkpoint(note, keys.sender.public(), origin="us/ua/epoch-2")


def test_another_signer_of_the_same_log_is_refused(keys: NodeKeys, other_keys: NodeKeys) -> None:
    note = sign_checkpoint(HEAD, keys.sender)
    for stranger in (other_keys.sender, keys.holder):
        with pytest.raises(SignatureMissingError):
            open_checkpoint(note, stranger.public(), origin=ORIGIN)


def test_a_cosignature_is_no_head_and_a_head_no_cosignature(keys: NodeKeys) -> None:
    with pytest.raises(SignatureRefusedError):
        open_checkpoint(
            cosign_checkpoint(HEAD, keys.sender, at=AT), keys.sender.public(), origin=ORIGIN
        )
    with pytest.raises(SignatureRefusedError):
        open_cosignature(sign_checkpoint(HEAD, keys.sender), keys.sender.public(), origin=ORIGIN)


@pytest.mark.parametrize("kept", [0, 1])
def test_a_head_needs_both_signatures(keys: NodeKeys, kept: int) -> None:
    lines = parse(sign_checkpoint(HEAD, keys.sender), limit=9999).signatures
    note = Note(HEAD.text(), lines[kept : kept + 1]).to_bytes()
    with pytest.raises(SignatureMissingError):
        open_checkpoint(note, keys.sender.public(), origin=ORIGIN)


def test_the_halves_of_two_heads_do_not_make_one(keys: NodeKeys) -> None:
    other = Checkpoint(ORIGIN, 1235, HEAD.root)
    ed25519 = parse(sign_checkpoint(HEAD, keys.sender), limit=9999).signatures[0]
    mldsa44 = parse(sign_checkpoint(other, keys.sender), limit=9999).signatures[1]
    for head in (HEAD, other):
        with pytest.raises(SignatureWrongError):
            open_checkpoint(
                Note(head.text(), (ed25519, mldsa44)).to_bytes(),
                keys.sender.public(),
                origin=ORIGIN,
            )


def test_the_halves_of_a_cosignature_state_one_time(keys: NodeKeys) -> None:
    later = AT.replace(second=2)
    first = parse(cosign_checkpoint(HEAD, keys.holder, at=AT), limit=9999).signatures[0]
    second = parse(cosign_checkpoint(HEAD, keys.holder, at=later), limit=9999).signatures[1]
    with pytest.raises(SignatureWrongError):
        open_cosignature(
            Note(HEAD.text(), (first, second)).to_bytes(), keys.holder.public(), origin=ORIGIN
        )


def test_a_log_states_no_time_with_its_own_head(keys: NodeKeys) -> None:
    ed25519 = parse(sign_checkpoint(HEAD, keys.sender), limit=9999).signatures[0]
    mldsa44 = parse(cosign_checkpoint(HEAD, keys.sender, at=AT), limit=9999).signatures[1]
    with pytest.raises(SignatureWrongError):
        open_checkpoint(
            Note(HEAD.text(), (ed25519, mldsa44)).to_bytes(), keys.sender.public(), origin=ORIGIN
        )


def test_a_time_cannot_be_moved(keys: NodeKeys) -> None:
    lines = parse(cosign_checkpoint(HEAD, keys.holder, at=AT), limit=9999).signatures
    moved = [
        SignatureLine(line.name, line.key_id, (1).to_bytes(8) + line.value[8:]) for line in lines
    ]
    with pytest.raises(SignatureWrongError):
        open_cosignature(
            Note(HEAD.text(), tuple(moved)).to_bytes(), keys.holder.public(), origin=ORIGIN
        )


def test_a_door_reads_no_more_than_eight_kilobytes(keys: NodeKeys) -> None:
    filler = SignatureLine("z", b"1234", b"x" * 6000)
    lines = parse(sign_checkpoint(HEAD, keys.sender), limit=9999).signatures
    with pytest.raises(NoteTooLongError):
        open_checkpoint(
            Note(HEAD.text(), (*lines, filler)).to_bytes(), keys.sender.public(), origin=ORIGIN
        )


MALFORMED = {
    "nothing": "",
    "two lines": f"{ORIGIN}\n1\n",
    "an extension line": f"{ORIGIN}\n1\n{ROOT}\nmore\n",
    "no origin": f"\n1\n{ROOT}\n",
    "a space in the origin": f"us ua\n1\n{ROOT}\n",
    "a leading zero": f"{ORIGIN}\n01\n{ROOT}\n",
    "a sign": f"{ORIGIN}\n+1\n{ROOT}\n",
    "a negative size": f"{ORIGIN}\n-1\n{ROOT}\n",
    "no size": f"{ORIGIN}\n\n{ROOT}\n",
    "digits of another script": f"{ORIGIN}\n١\n{ROOT}\n",
    "a size nobody has": f"{ORIGIN}\n{10**18}\n{ROOT}\n",
    "a short root": f"{ORIGIN}\n1\nAAAA\n",
    "no Base64": f"{ORIGIN}\n1\n{ROOT[:-1]}!\n",
    "a root written otherwise": f"{ORIGIN}\n1\n{ROOT[:-2]}{chr(ord(ROOT[-2]) + 1)}=\n",
    "no newline at the end": f"{ORIGIN}\n1\n{ROOT}",
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_text_that_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(CheckpointMalformedError):
        read_checkpoint(text.encode())


def test_a_text_that_is_no_text_is_refused() -> None:
    with pytest.raises(CheckpointMalformedError):
        read_checkpoint(f"us\ud800ua\n1\n{ROOT}\n".encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("origin", "size", "root"),
    [("", 1, 32), ("a b", 1, 32), (ORIGIN, -1, 32), (ORIGIN, 10**18, 32), (ORIGIN, 1, 31)],
)
def test_what_could_not_be_read_back_is_not_stated(origin: str, size: int, root: int) -> None:
    with pytest.raises(CheckpointMalformedError):
        Checkpoint(origin, size, b"r" * root)


def test_the_empty_log_has_a_head(keys: NodeKeys) -> None:
    head = Checkpoint(ORIGIN, 0, sha256(b""))
    assert (
        open_checkpoint(sign_checkpoint(head, keys.sender), keys.sender.public(), origin=ORIGIN)
        == head
    )
