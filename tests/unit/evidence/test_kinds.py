"""What the first bytes of a file say, beside its name and its type."""

import pytest

from comity.evidence.kinds import HEAD_SIZE, OTHER, Head, kind_in, mark_on
from comity.interfaces.sentences import sentence

PDF, ZIP, OLE = b"%PDF-1.7\n", b"PK\x03\x04\x14\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIL = b"Received: from mail.example by customs.example; Sun, 22 Nov 2026 09:00:00 +0000"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PDF, "PDF"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"II*\0\x08\0", "TIFF"),
        (b"MM\0*\0\0", "TIFF"),
        (ZIP, "ZIP"),
        (OLE, "OLE"),
        (b"\0\0\0\x18ftypmp42", "MP4"),
        (b"\0\0\0\x08wide", "MP4"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "WEBP"),
        (b"RIFF\x10\0\0\0AVI LIST", "AVI"),
        (b"MZ\x90\0", "EXE"),
        (MAIL, OTHER),
        (b"The wide world", OTHER),
        (b"%PDF", OTHER),
        (b"", OTHER),
    ],
)
def test_the_first_bytes_say_what_a_file_is(head: bytes, kind: str) -> None:
    assert kind_in(head) == kind


@pytest.mark.parametrize(
    ("name", "media_type", "head"),
    [
        ("invoice.pdf", "application/pdf", PDF),
        ("INVOICE.PDF", "application/octet-stream", PDF),
        ("ledger.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ZIP),
        ("secret.docx", "application/octet-stream", OLE),
        ("letter.msg", "application/vnd.ms-outlook", OLE),
        ("letter.eml", "message/rfc822", MAIL),
        ("drive.e01", "application/octet-stream", b"EVF\t\r\n"),
        ("no ending", "application/octet-stream", b"MZ"),
    ],
)
def test_what_agrees_or_says_nothing_bears_no_mark(name: str, media_type: str, head: bytes) -> None:
    assert mark_on(name, media_type, kind=kind_in(head)) is None


@pytest.mark.parametrize(
    ("name", "media_type", "head", "told"),
    [
        ("a.pdf", "application/pdf", ZIP, "The name says PDF, the first bytes say ZIP."),
        ("a.pdf", "application/pdf", b"declaration", "The name says PDF, the first bytes do not."),
        ("photo.jpg", "image/png", b"\x89PNG\r\n\x1a\n", "The name says JPG, the first bytes say"),
        ("notes.txt", "text/plain", b"MZ\x90\0", "The name says TXT, the first bytes say EXE."),
        (
            "scan",
            "image/tiff",
            PDF,
            "It is declared as image/tiff; the first bytes are those of PDF.",
        ),
        ("scan", "application/pdf", MAIL, "It is declared as application/pdf; the first"),
    ],
)
def test_what_differs_bears_one_plain_mark(
    name: str, media_type: str, head: bytes, told: str
) -> None:
    mark = mark_on(name, media_type, kind=kind_in(head))
    assert mark is not None
    assert sentence(mark.code, mark.facts).startswith(told)


def test_what_nobody_looked_at_bears_no_mark() -> None:
    assert mark_on("a.pdf", "application/pdf", kind="") is None


def test_only_the_first_bytes_are_kept_however_they_come() -> None:
    head = Head()
    for piece in (b"%", b"PDF", b"-1.7" + b"x" * 500, b"PK\x03\x04"):
        assert head.note(piece) == piece
    assert head.kind == "PDF"
    assert len(head._bytes) == HEAD_SIZE
