"""Whoever made the medium: what is none of a node's is told and refused, and the rest taken."""

import os
from pathlib import Path

import pytest

from comity.exchange.carried import MOST_FILES
from comity.exchange.parcel import MOST_PARCEL
from comity.exchange.refusals import MediumRefusedError
from comity.exchange.terms import Direction
from comity.node.medium.carrying import read_folder
from comity.node.medium.folder import Folder
from tests.integration.exchange.medium.conftest import KEEPER, Post


def written(post: Post, stick: Path) -> Path:
    post.note("US", "one")
    post.write("US", stick)
    return next(stick.glob("parcel-*"))


def flip(path: Path, place: int) -> None:
    raw = bytearray(path.read_bytes())
    raw[place] ^= 1
    path.write_bytes(raw)


def test_what_is_no_plain_file_is_never_opened(post: Post, stick: Path) -> None:
    good = written(post, stick)
    (stick / "link.comity").symlink_to(good)
    (stick / "passwd").symlink_to("/etc/passwd")
    (stick / "folder.comity").mkdir()
    os.mkfifo(stick / "pipe.comity")
    told = post.read("UA", stick)
    assert told.pop(good.name) == "medium_parcel_held"
    assert set(told.values()) == {"medium_no_file"}
    assert len(told) == 4


@pytest.mark.parametrize(
    "name", ["..sneaky", "-rf", "a b", "x\ny", "ім'я", "ø" * 60, ".hidden", "a\x1b[2J"]
)
def test_a_strange_name_is_told_as_it_can_be_printed(post: Post, stick: Path, name: str) -> None:
    written(post, stick).rename(stick / name)
    told = post.told("UA", stick)
    assert [each.code for each in told] == ["medium_name_strange"]
    assert told[0].name.isprintable() and told[0].name.isascii()
    assert post.sizes("UA", Direction.IN) == (0, 0)


def test_a_file_that_is_still_being_copied_is_left_for_later(post: Post, stick: Path) -> None:
    good = written(post, stick)
    half = good.rename(good.with_name(f"{good.name}.part"))
    told = post.told("UA", stick)
    assert [(each.code, each.is_to_come_again) for each in told] == [("medium_unfinished", True)]
    half.rename(good)
    assert post.read("UA", stick) == {good.name: "medium_parcel_held"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "medium_foreign"),
        (b"\xff\xd8\xff" * 100, "medium_foreign"),
        (b"comity/" + b"a" * 20_000, "medium_foreign"),
        (b"age-encryption.org/v1\n", "medium_foreign"),
        (b"\n\n\n\n", "medium_foreign"),
    ],
)
def test_a_foreign_file_is_refused_and_the_rest_goes_on(
    post: Post, stick: Path, content: bytes, code: str
) -> None:
    good = written(post, stick)
    (stick / "a.comity").write_bytes(content)
    assert post.read("UA", stick) == {"a.comity": code, good.name: "medium_parcel_held"}


def test_a_parcel_cut_anywhere_is_refused_by_its_own_name(post: Post, stick: Path) -> None:
    good = written(post, stick)
    raw, codes = good.read_bytes(), set()
    for size in (10, 200, 1_000, len(raw) // 2, len(raw) - 1):
        good.write_bytes(raw[:size])
        codes |= set(post.read("UA", stick).values())
    assert codes <= {"medium_foreign", "parcel_truncated", "parcel_signature_missing"} | {
        "parcel_head_malformed",
        "parcel_seal_broken",
    }
    assert post.sizes("UA", Direction.IN) == (0, 0)
    good.write_bytes(raw)
    assert post.read("UA", stick) == {good.name: "medium_parcel_held"}


def test_a_flipped_bit_is_found_wherever_it_is(post: Post, stick: Path) -> None:
    good = written(post, stick)
    for place in (120, 2_000, -1, -300):
        flip(good, place)
        (code,) = post.read("UA", stick).values()
        assert code.startswith(("parcel_", "medium_foreign"))
        flip(good, place)
    assert post.read("UA", stick) == {good.name: "medium_parcel_held"}


def test_a_file_larger_than_any_parcel_is_not_read_into_memory(post: Post, stick: Path) -> None:
    good = written(post, stick)
    raw = good.read_bytes()
    with good.open("r+b") as file:
        file.truncate(8 * 1024**3)  # holes: it takes no room
    (code,) = post.read("UA", stick).values()
    assert code == "parcel_too_large"
    good.write_bytes(raw)
    assert len(raw) < MOST_PARCEL
    assert post.read("UA", stick) == {good.name: "medium_parcel_held"}


def test_our_own_parcel_and_that_of_a_stranger_are_refused(post: Post, stick: Path) -> None:
    good = written(post, stick)
    assert set(post.read("US", stick).values()) <= {
        "receipt_signature_wrong",
        "receipt_malformed",
    }
    good.write_bytes(good.read_bytes().replace(b"/US/UA/", b"/KE/UA/"))
    assert set(post.read("UA", stick).values()) == {"parcel_sender_unknown"}


def test_a_receipt_that_was_changed_settles_nothing(post: Post, stick: Path) -> None:
    written(post, stick)
    post.read("UA", stick)
    back = stick.parent / "back"
    post.write("UA", back)
    receipt = next(back.glob("receipt-*"))
    raw = receipt.read_bytes()
    receipt.write_bytes(raw.replace(b"\n1\n", b"\n2\n", 1))
    assert set(post.read("US", back).values()) == {"receipt_signature_wrong"}
    assert post.sizes("US", Direction.OUT) == (1, 0)
    receipt.write_bytes(raw)
    assert set(post.read("US", back).values()) == {"medium_receipt_settled"}


def test_a_folder_of_too_many_files_is_read_up_to_a_limit(
    stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("comity.node.medium.folder.MOST_FILES", 5)
    for number in range(9):
        (stick / f"f{number}").write_bytes(b"x")
    with Folder(stick) as folder:
        listed = folder.listed()
    assert len(listed.names) == 5
    assert [each.code for each in listed.passed_over] == ["medium_too_many_files"]
    assert MOST_FILES > 10_000


def test_a_folder_that_is_not_there_is_told(post: Post, stick: Path) -> None:
    with post.at("UA"), pytest.raises(MediumRefusedError) as told:
        read_folder(stick / "none", carrier=post.carrier("UA"), officer=KEEPER)
    assert told.value.code == "medium_no_folder"


def test_a_folder_that_cannot_be_written_leaves_nothing_half_written(
    post: Post, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    post.note("US", "one")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("comity.node.medium.folder.os.fsync", full)
    with pytest.raises(MediumRefusedError) as told:
        post.write("US", stick)
    assert told.value.code == "medium_folder_unwritable"
    assert list(stick.iterdir()) == []
    monkeypatch.undo()
    post.write("US", stick)
    assert set(post.read("UA", stick).values()) == {"medium_parcel_held"}
