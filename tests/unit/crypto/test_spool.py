"""Where an uploaded file waits: read back as written, and never on disk in the clear."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from comity.crypto.spool import EncryptedSpool

PIECES = st.lists(st.binary(max_size=200), max_size=8)


@given(pieces=PIECES, step=st.integers(1, 90))
def test_what_was_written_is_read_back(pieces: list[bytes], step: int) -> None:
    with EncryptedSpool(None, keep=10_000) as spool:
        for piece in pieces:
            spool.write(piece)
        spool.rewind()
        assert b"".join(iter(lambda: spool.read(step), b"")) == b"".join(pieces)
        assert spool.size == len(b"".join(pieces))


def test_nothing_lies_in_the_folder_and_no_byte_in_the_clear(tmp_path: Path) -> None:
    secret = b"the importer is Great Lakes Bearings"
    with EncryptedSpool(tmp_path, keep=1000) as spool:
        spool.write(secret)
        assert list(tmp_path.iterdir()) == []
        spool._file.seek(0)
        assert spool._file.read() not in (b"", secret)


def test_bytes_beyond_what_may_be_kept_are_dropped() -> None:
    with EncryptedSpool(None, keep=5) as spool:
        spool.write(b"1234")
        spool.write(b"5678")
        assert spool.read() == b"12345"
        assert spool.size == 5


def test_reading_may_begin_without_a_rewind() -> None:
    with EncryptedSpool(None, keep=5) as spool:
        spool.write(b"1234")
        assert spool.read(2) == b"12"
