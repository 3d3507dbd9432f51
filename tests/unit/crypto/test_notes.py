"""Signed notes: one way to write them, and every other way is refused."""

import base64

import pytest

from comity.crypto.errors import NoteMalformedError, NoteTooLongError
from comity.crypto.notes import Note, SignatureLine, is_key_name, is_note_text, parse

LINE = SignatureLine("ua/sender", b"abcd", b"signature")
NOTE = Note("первый\n\nдругий\n".encode(), (LINE, SignatureLine("z", b"1234", b"x" * 2428)))
GOOD = b"text\n\n" + LINE.to_bytes()


def test_a_note_reads_as_it_was_written() -> None:
    assert parse(NOTE.to_bytes(), limit=10_000) == NOTE


def test_the_last_empty_line_parts_text_and_signatures() -> None:
    assert parse(b"a\n\nb\n\n" + LINE.to_bytes(), limit=99).text == b"a\n\nb\n"


def test_a_note_over_its_limit_is_refused_before_it_is_read() -> None:
    raw = NOTE.to_bytes()
    assert parse(raw, limit=len(raw)) == NOTE
    with pytest.raises(NoteTooLongError):
        parse(raw, limit=len(raw) - 1)


def _line(text: str) -> bytes:
    return f"text\n\n{text}\n".encode()


VALUE = base64.b64encode(b"abcdsig").decode()
MALFORMED = {
    "nothing": b"",
    "only a text": b"text\n",
    "no newline at the end": GOOD[:-1],
    "no empty line": b"text\n" + LINE.to_bytes(),
    "no signature": b"text\n\n",
    "not UTF-8": b"te\xffxt\n\n" + LINE.to_bytes(),
    "a tab": b"te\txt\n\n" + LINE.to_bytes(),
    "a carriage return": GOOD.replace(b"text\n", b"text\r\n"),
    "a NUL": b"te\x00xt\n\n" + LINE.to_bytes(),
    "a hyphen for the dash": _line(f"- ua {VALUE}"),
    "no dash": _line(f"ua {VALUE}"),
    "no name": _line(f"\u2014  {VALUE}"),
    "a plus in the name": _line(f"\u2014 a+b {VALUE}"),
    "a Unicode space in the name": _line(f"\u2014 a\u2003b {VALUE}"),
    "a name too long": _line(f"\u2014 {'a' * 256} {VALUE}"),
    "no value": _line("\u2014 ua "),
    "only a key id": _line(f"\u2014 ua {base64.b64encode(b'abcd').decode()}"),
    "no padding": _line(f"\u2014 ua {VALUE.rstrip('=')}"),
    "Base64 that could be written otherwise": _line("\u2014 ua YWJjZHNpZx=="),
    "a space at the end": _line(f"\u2014 ua {VALUE} "),
    "letters outside Base64": _line(f"\u2014 ua {VALUE[:-4]}!{VALUE[-4:]}"),
    "seventeen signatures": b"text\n\n" + LINE.to_bytes() * 17,
}


@pytest.mark.parametrize("raw", MALFORMED.values(), ids=MALFORMED.keys())
def test_a_malformed_note_is_refused(raw: bytes) -> None:
    with pytest.raises(NoteMalformedError):
        parse(raw, limit=10_000)


def test_sixteen_signatures_are_read() -> None:
    assert len(parse(b"text\n\n" + LINE.to_bytes() * 16, limit=10_000).signatures) == 16


@pytest.mark.parametrize("name", ["ua/sender", "x", "example.com/ключ", "a" * 255])
def test_names_that_may_stand_on_a_line(name: str) -> None:
    assert is_key_name(name)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\nb", "a\u00a0b", "a" * 256, "\u200bx"])
def test_names_that_may_not_stand_on_a_line(name: str) -> None:
    assert not is_key_name(name)


@pytest.mark.parametrize("text", [b"", b"no newline", b"\xff\n", b"a\tb\n"])
def test_texts_that_may_not_be_signed(text: bytes) -> None:
    assert not is_note_text(text)
