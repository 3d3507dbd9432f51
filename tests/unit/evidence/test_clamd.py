"""clamd's protocol over real sockets, and a scanner that is believed in nothing but its form."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.evidence.clamd import Clamd, host_and_port
from comity.evidence.scans import (
    LONGEST_FINDING,
    ScannerError,
    ScannerReplyError,
    ScanState,
    Verdict,
)
from tests.clamd import EICAR, SIGNATURE, Server, clamd


@pytest.fixture
def server() -> Iterator[Server]:
    with clamd() as serving:
        yield serving


def scanned(server: Server, content: bytes = b"declaration", size: int = 7) -> Verdict:
    pieces = (content[at : at + size] for at in range(0, len(content), size))
    return Clamd(server.place, piece_seconds=5, reply_seconds=5).scan(pieces)


def refused(server: Server) -> str:
    with pytest.raises(ScannerError) as refusal:
        scanned(server)
    return refusal.value.code


def test_content_goes_out_whole_and_comes_back_clean(server: Server) -> None:
    assert scanned(server) == Verdict(ScanState.CLEAN)
    large = b"x" * 300_000
    assert scanned(server, large, size=len(large)) == Verdict(ScanState.CLEAN)
    assert server.heard == [b"declaration", large]


def test_a_finding_is_told_by_its_name(server: Server) -> None:
    assert scanned(server, b"before " + EICAR) == Verdict(ScanState.FOUND, SIGNATURE)


def test_a_unix_socket_does_as_well(tmp_path: Path) -> None:
    with clamd(tmp_path / "clamd.ctl") as server:
        Clamd(server.place).answers()
        assert scanned(server, EICAR).state is ScanState.FOUND


def test_what_is_too_large_for_the_scanner_is_told_though_it_hangs_up(server: Server) -> None:
    server.limit = 10
    assert scanned(server) == Verdict(ScanState.TOO_LARGE)
    # Far more than any socket buffers: the scanner is gone long before all is sent.
    assert scanned(server, b"x" * 8_000_000, size=65536) == Verdict(ScanState.TOO_LARGE)


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (b"", "scanner_broke_off"),
        (b"stream: OK", "scanner_broke_off"),
        (b"stream: OK\0stream: OK\0", "scanner_reply_strange"),
        (b"OK\0", "scanner_reply_strange"),
        (b"stream: FOUND\0", "scanner_reply_strange"),
        (b"stream: \x1b[2J FOUND\0", "scanner_reply_strange"),
        (b"stream: a\nb FOUND\0", "scanner_reply_strange"),
        (b"stream: " + b"x" * (LONGEST_FINDING + 1) + b" FOUND\0", "scanner_reply_strange"),
        (b"stream: x FOUND or OK\0", "scanner_reply_strange"),
        (b"x" * 100_000, "scanner_reply_strange"),
        ("stream: Ünsinn FOUND\0".encode(), "scanner_reply_strange"),
        (b"HTTP/1.1 200 OK\r\n\r\n\0", "scanner_reply_strange"),
        (b"Can't allocate memory ERROR\0", "scanner_fault"),
    ],
)
def test_whatever_else_a_scanner_says_is_not_believed(
    server: Server, reply: bytes, code: str
) -> None:
    server.answer = lambda _content: reply
    assert refused(server) == code


def test_an_answer_before_everything_was_heard_is_not_believed(server: Server) -> None:
    def without_end() -> Iterator[bytes]:
        while True:
            yield b"x" * 65536

    server.limit = 2**40
    for early in (b"stream: OK\0", b"stream: x FOUND\0"):
        server.early = early
        with pytest.raises(ScannerReplyError):
            Clamd(server.place).scan(without_end())


def test_a_scanner_that_is_not_there_or_never_answers_is_told_apart(server: Server) -> None:
    for nowhere in ("127.0.0.1:1", "/nowhere/clamd.ctl"):
        with pytest.raises(ScannerError) as refusal:
            Clamd(nowhere).answers()
        assert refusal.value.code == "scanner_unreachable"
    with pytest.raises(ScannerError) as refusal:
        Clamd(server.place, reply_seconds=0).scan(iter([b"x"]))
    assert refusal.value.code == "scanner_too_slow"


def test_a_greeting_is_answered_or_not(server: Server) -> None:
    Clamd(server.place).answers()
    server.answer = lambda _content: b"PING\0"
    with pytest.raises(ScannerError) as refusal:
        Clamd(server.place).answers()
    assert refusal.value.code == "scanner_reply_strange"


def test_a_place_is_a_path_or_a_host_with_a_port() -> None:
    assert host_and_port("scan.example:3310") == ("scan.example", 3310)
    assert host_and_port("[::1]:3310") == ("::1", 3310)
    for wrong in ("scan.example", ":3310", "scan.example:0", "scan.example:70000", "a:b"):
        assert host_and_port(wrong) is None
