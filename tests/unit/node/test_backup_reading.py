"""A backup that is broken in any way is refused with its place, and leads nowhere outside."""

import hashlib
import json
import tarfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from comity.crypto.age import seal_bytes
from comity.crypto.errors import KeyMalformedError
from comity.crypto.keys import SealingKey
from comity.node.backups.faults import BackupFault, BackupRefusedError, PlaceRefusedError
from comity.node.backups.items import archived, bytes_item, end_of_archive, is_known, listed
from comity.node.backups.making import FORMAT
from comity.node.backups.reading import unpack
from comity.node.recovery import RecoveryKeyRefusedError, make_recovery_key, read_recovery_key

KEY = SealingKey.generate()
ABOUT: dict[str, Any] = {
    "format": FORMAT,
    "country": "KE",
    "administration": "Kenya Revenue Authority",
    "made_at": "2026-11-21T09:30:00+00:00",
    "engine": "sqlite",
    "migrations": ["ledger.0001_initial"],
}
BLOB = f"blobs/ab/ab{'0' * 30}"
ITEMS = {
    "about.json": json.dumps(ABOUT).encode(),
    "settings/comity.toml": b'country = "KE"\n',
    "descriptor": b"a descriptor",
    "keys/keystore.json": b"{}",
    "database/db.sqlite3": b"x" * 700,
    BLOB: b"y" * 70_000,
}


def tar(name: str, content: bytes, *, kind: bytes = tarfile.REGTYPE, size: int = -1) -> bytes:
    """One item as a forger would write it: whatever name, kind and size."""
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, len(content) if size < 0 else size, "/etc/passwd"
    return info.tobuf(tarfile.GNU_FORMAT) + content + bytes(-len(content) % 512)


def listing_of(items: dict[str, bytes]) -> bytes:
    told = (listed(hashlib.sha256(raw).hexdigest(), name) for name, raw in items.items())
    return "".join(told).encode()


def archive(items: dict[str, bytes], *more: bytes, listing: bytes | None = None) -> bytes:
    parts = [tar(name, content) for name, content in items.items()]
    told = listing_of(items) if listing is None else listing
    return b"".join([*parts, tar("manifest.sha256", told), *more, end_of_archive()])


def sealed(content: bytes) -> bytes:
    return seal_bytes(content, [KEY.public()])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "into").mkdir()
    return tmp_path


def take(place: Path, raw: bytes, key: SealingKey = KEY) -> Any:
    (place / "backup.age").write_bytes(raw)
    return unpack(place / "backup.age", key, place / "into", progress=lambda *_: None)


def fault(place: Path, raw: bytes, key: SealingKey = KEY) -> str:
    with pytest.raises(BackupRefusedError) as refused:
        take(place, raw, key)
    assert sorted(path.name for path in place.iterdir()) == ["backup.age", "into"]
    return refused.value.code


def test_a_whole_backup_gives_every_item_back(place: Path) -> None:
    about = take(place, sealed(archive(ITEMS)))
    assert (about.country, about.engine) == ("KE", "sqlite")
    for name, content in ITEMS.items():
        if name != "about.json":
            assert (place / "into" / name).read_bytes() == content


def test_what_the_node_writes_is_what_is_read_here(place: Path) -> None:
    noted: list[str] = []
    written = archived((bytes_item(name, raw) for name, raw in ITEMS.items()), noted.append)
    content = b"".join(written)
    assert "".join(noted).encode() == listing_of(ITEMS)
    take(place, sealed(content + tar("manifest.sha256", listing_of(ITEMS)) + end_of_archive()))


def test_a_file_cut_off_anywhere_is_refused(place: Path) -> None:
    raw = sealed(archive(ITEMS))
    # Around the head, around the end of the first chunk of 64 KiB, and in between.
    sizes = {*range(0, len(raw), 911), *range(1700, 1760), *range(len(raw) - 20, len(raw))}
    edge = len(raw) - (len(archive(ITEMS)) - 65536) - 16
    for size in sorted({*sizes, *range(edge - 20, edge + 20)}):
        code = fault(place, raw[:size])
        assert code in (BackupFault.NOT_ONE, BackupFault.TRUNCATED, BackupFault.ALTERED), size
        clear(place)


def test_a_flipped_bit_anywhere_is_refused(place: Path) -> None:
    raw = sealed(archive(ITEMS))
    for position in [*range(0, len(raw), 1301), len(raw) - 1]:
        changed = raw[:position] + bytes([raw[position] ^ 1]) + raw[position + 1 :]
        code = fault(place, changed)
        assert code in (
            BackupFault.NOT_ONE,
            BackupFault.OTHER_KEY,
            BackupFault.ALTERED,
        ), position
        clear(place)


def clear(place: Path) -> None:
    for path in sorted((place / "into").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def test_another_recovery_key_is_told_as_such(place: Path) -> None:
    assert fault(place, sealed(archive(ITEMS)), SealingKey.generate()) == BackupFault.OTHER_KEY


@pytest.mark.parametrize("raw", [b"", b"PK\3\4", b"age-encryption.org/v1\n", b"\0" * 9999])
def test_a_file_of_another_kind_is_no_backup(place: Path, raw: bytes) -> None:
    assert fault(place, raw) == BackupFault.NOT_ONE


EVIL_NAMES = [
    "../evil",
    "/etc/evil",
    "keys/../../evil",
    "keys/.ssh",
    "keys/a/b",
    "register/../../evil",
    "register/a/b/c/d/e/f.toml",
    "register//x",
    "code-lists/a/b.toml",
    "blobs/ab/cd" + "0" * 30,
    "blobs/ab/ab" + "0" * 29,
    "database/rows/../../x/00000000.jsonl",
    "database/rows/t/1.jsonl",
    "settings/comity.toml/x",
    "founded.json",
    "comity.toml",
    "keys/ключ",
    "keys/a\nb",
    "",
]


@pytest.mark.parametrize("name", EVIL_NAMES)
def test_no_name_leads_out_of_the_folder_or_to_what_no_backup_holds(place: Path, name: str) -> None:
    assert not is_known(name)
    items = {**ITEMS, name: b"evil"}
    assert fault(place, sealed(archive(items))) in (
        BackupFault.STRANGE_ITEM,
        BackupFault.MALFORMED,
    )


@pytest.mark.parametrize(
    "kind",
    [
        tarfile.SYMTYPE,
        tarfile.LNKTYPE,
        tarfile.DIRTYPE,
        tarfile.CHRTYPE,
        tarfile.FIFOTYPE,
        tarfile.XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_SPARSE,
    ],
)
def test_only_plain_files_are_taken(place: Path, kind: bytes) -> None:
    evil = tar("keys/web-secret", b"", kind=kind)
    assert fault(place, sealed(archive(ITEMS, evil))) == BackupFault.STRANGE_ITEM


@pytest.mark.parametrize("size", [2**40 * 5000, 2**62, 2**33 + 10**13])
def test_an_absurd_size_is_refused_before_anything_is_written(place: Path, size: int) -> None:
    first = tar("about.json", ITEMS["about.json"])
    huge = tar("database/db.sqlite3", b"", size=size)
    assert fault(place, sealed(first + huge)) == BackupFault.TOO_LARGE
    assert not (place / "into" / "database").exists()


def test_an_absurd_first_item_is_no_backup(place: Path) -> None:
    assert fault(place, sealed(tar("about.json", b"", size=2**40))) == BackupFault.NOT_ONE


def test_an_item_that_comes_twice_is_refused(place: Path) -> None:
    first = [tar(name, content) for name, content in ITEMS.items()]
    twice = b"".join([*first, tar("descriptor", b"another")])
    assert fault(place, sealed(twice)) == BackupFault.OUT_OF_ORDER


def test_nothing_stands_behind_the_listing(place: Path) -> None:
    late = tar("keys/late", b"late")
    assert fault(place, sealed(archive(ITEMS, late))) == BackupFault.OUT_OF_ORDER


def test_what_is_listed_otherwise_is_named(place: Path) -> None:
    told = listing_of({**ITEMS, BLOB: b"another"})
    (place / "backup.age").write_bytes(sealed(archive(ITEMS, listing=told)))
    with pytest.raises(BackupRefusedError, match="ab000") as refused:
        unpack(place / "backup.age", KEY, place / "into", progress=lambda *_: None)
    assert refused.value.code == BackupFault.DIGEST_DIFFERS


@pytest.mark.parametrize("left_out", [name for name in ITEMS if name != "about.json"])
def test_what_is_listed_and_missing_or_there_and_not_listed_is_refused(
    place: Path, left_out: str
) -> None:
    fewer = {name: content for name, content in ITEMS.items() if name != left_out}
    assert fault(place, sealed(archive(fewer, listing=listing_of(ITEMS)))) == BackupFault.NOT_LISTED
    clear(place)
    assert fault(place, sealed(archive(ITEMS, listing=listing_of(fewer)))) == BackupFault.NOT_LISTED


@pytest.mark.parametrize(
    "left_out", ["settings/comity.toml", "descriptor", "keys/keystore.json", "database/db.sqlite3"]
)
def test_a_backup_without_what_a_node_needs_is_refused(place: Path, left_out: str) -> None:
    fewer = {name: content for name, content in ITEMS.items() if name != left_out}
    assert fault(place, sealed(archive(fewer))) == BackupFault.NOT_LISTED


@pytest.mark.parametrize("cut", [1, 100, 511, 512, 513, 1023])
def test_a_well_sealed_archive_that_ends_too_early_is_refused(place: Path, cut: int) -> None:
    assert fault(place, sealed(archive(ITEMS)[:-cut])) == BackupFault.MALFORMED


def test_bytes_behind_the_end_are_refused(place: Path) -> None:
    assert fault(place, sealed(archive(ITEMS) + b"\0")) == BackupFault.MALFORMED


def _about(**changed: object) -> Iterable[bytes]:
    yield json.dumps({**ABOUT, **changed}).encode()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", BackupFault.NOT_ONE),
        (b"[]", BackupFault.NOT_ONE),
        (b"[" * 100_000, BackupFault.NOT_ONE),
        (b"\xff", BackupFault.NOT_ONE),
        (*_about(engine="oracle"), BackupFault.NOT_ONE),
        (*_about(made_at="yesterday"), BackupFault.NOT_ONE),
        (*_about(made_at="2026-11-21T09:30:00"), BackupFault.NOT_ONE),
        (*_about(migrations=None), BackupFault.NOT_ONE),
        (*_about(format="comity-backup-9"), BackupFault.NEWER),
    ],
)
def test_a_backup_says_first_what_it_is(place: Path, raw: bytes, code: BackupFault) -> None:
    assert fault(place, sealed(archive({**ITEMS, "about.json": raw}))) == code


def test_a_backup_that_cannot_be_read_is_told_with_its_path(place: Path) -> None:
    with pytest.raises(PlaceRefusedError, match="nowhere"):
        unpack(place / "nowhere.age", KEY, place / "into", progress=lambda *_: None)


def test_a_recovery_key_reads_back_and_lies_outside_the_home(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    make_recovery_key(tmp_path / "key", home=tmp_path / "home")
    assert read_recovery_key(tmp_path / "key").public()
    with pytest.raises(RecoveryKeyRefusedError, match="in the home"):
        make_recovery_key(tmp_path / "home" / "key", home=tmp_path / "home")
    with pytest.raises(RecoveryKeyRefusedError, match="stands there"):
        make_recovery_key(tmp_path / "key", home=tmp_path / "home")


@pytest.mark.parametrize("cut", [0, 1, 10, 70, 1900, -2])
def test_a_recovery_key_that_is_cut_off_is_refused(tmp_path: Path, cut: int) -> None:
    make_recovery_key(tmp_path / "key", home=tmp_path / "home")
    whole = (tmp_path / "key").read_bytes()
    (tmp_path / "key").write_bytes(whole[:cut])
    with pytest.raises((RecoveryKeyRefusedError, KeyMalformedError)):
        read_recovery_key(tmp_path / "key")


def test_a_recovery_key_others_may_read_is_refused(tmp_path: Path) -> None:
    make_recovery_key(tmp_path / "key", home=tmp_path / "home")
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(RecoveryKeyRefusedError, match="chmod 600"):
        read_recovery_key(tmp_path / "key")
