"""Where a file names a person: in text as it passes, in every sheet of a workbook, in its name."""

import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from comity.assistance.terms.access_files import MOST_PLACES, FilePlace, FileRead, FileUnread
from comity.interfaces.file_places import places_in_file

PERSON = "Ivan Petrenko"
TERMS = (PERSON, "4111 AB")


def in_pieces(content: bytes, size: int = 7) -> Iterator[bytes]:
    for begin in range(0, len(content), size):
        yield content[begin : begin + size]


def read(content: bytes | str, *, name: str = "file", size: int = 65_536) -> FileRead:
    told = content.encode() if isinstance(content, str) else content
    return places_in_file(name, in_pieces(told, size), terms=TERMS)


def workbook(*sheets: list[list[object]], hidden: int = -1) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
        if number == hidden:
            sheet.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_name_is_found_in_the_name_of_any_file() -> None:
    named = places_in_file(f"{PERSON.upper()}.jpg", None, terms=TERMS)
    assert named == FileRead((FilePlace(0),), 1)
    assert places_in_file("invoice.pdf", None, terms=TERMS) == FileRead()


@pytest.mark.parametrize("size", [1, 3, 65_536])
def test_text_is_read_line_by_line_however_it_comes(size: int) -> None:
    text = f"One.\nTwo: {PERSON}.\r\nThree.\nFour {PERSON} and {PERSON}"
    assert read(text, size=size).places == (FilePlace(2), FilePlace(4))


def test_letters_and_blanks_do_not_matter_and_a_broken_line_neither() -> None:
    assert read("IVAN   petrenko").places == (FilePlace(1),)
    assert read("owned by Ivan\n  Petrenko, Kyiv").places == (FilePlace(2),)
    assert read("Ivan\nPetrenka").places == ()
    assert read("Ivan Petrenko\nsaid").places == (FilePlace(1),)


def test_a_table_of_text_tells_the_column() -> None:
    text = f'Number;Importer;Value\n1;"{PERSON}";7\n2;Other;8\n{PERSON};x;9\n'
    found = read(text)
    assert found.places == (FilePlace(2, "Importer"), FilePlace(4, "Number"))
    assert read(f"\ufeffa,Importer\n1,{PERSON}").places == (FilePlace(2, "Importer"),)


def test_json_is_read_as_it_is_meant_and_tells_the_member() -> None:
    person = "Іван Петренко"
    lines = "\n".join(json.dumps({"number": n, "importer": person}) for n in (1, 2))
    assert "\\u" in lines
    found = places_in_file("a.json", [lines.encode()], terms=(person,))
    assert found.places == (FilePlace(1, "importer"), FilePlace(2, "importer"))
    whole = json.dumps({"parties": [{"name": PERSON}]}, indent=2)
    assert read(whole).places == (FilePlace(4),)


def test_wide_letters_are_read_too() -> None:
    assert read(f"a\n{PERSON}".encode("utf-16")).places == (FilePlace(2),)


def test_every_sheet_of_a_workbook_is_read_the_hidden_ones_too() -> None:
    content = workbook(
        [["Number", "Importer"], [1, PERSON], [2, None]],
        [[None, None], ["x", f"of {PERSON}"]],
        hidden=1,
    )
    assert read(content).places == (
        FilePlace(2, "Importer", "Sheet 0"),
        FilePlace(2, "of Ivan Petrenko"[:60], "Sheet 1"),
    )


def test_the_first_places_are_told_and_how_many_there_are() -> None:
    found = read(f"{PERSON}\n" * 99)
    assert (len(found.places), found.count, found.unread) == (MOST_PLACES, 99, None)


@pytest.mark.parametrize(
    "written",
    [
        "\uff29\uff56\uff41\uff4e Petrenko",
        "Iv\u200ban Petren\u00adko",
        "I\u202evan\u00a0Petrenko\ufeff",
        "Ivan\u0007 Petrenko",
    ],
)
def test_a_name_is_found_however_its_letters_are_written(written: str) -> None:
    assert read(f"One.\n{written}").places == (FilePlace(2),)
    assert places_in_file("x", [PERSON.encode()], terms=(written,)).places == (FilePlace(1),)


def test_marks_by_their_letters_are_the_letters() -> None:
    apart, one = "Jose\u0301 Nin\u0303o", "Jos\u00e9 Ni\u00f1o"
    assert places_in_file("x", [apart.encode()], terms=(one,)).places == (FilePlace(1),)
    assert places_in_file("x", [one.encode()], terms=(apart,)).places == (FilePlace(1),)


def test_a_term_that_cannot_be_seen_is_found_nowhere() -> None:
    assert places_in_file("x", [b"anything"], terms=("\u200b",)).places == ()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7 Ivan Petrenko", FileUnread.KIND),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 99, FileUnread.KIND),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", FileUnread.KIND),
        (b"text\x00with a sign that no text has", FileUnread.KIND),
        ("Іван".encode("cp1251"), FileUnread.KIND),
        (b"PK\x03\x04 no archive", FileUnread.DAMAGED),
    ],
)
def test_what_is_no_text_is_told_and_not_guessed(content: bytes, why: FileUnread) -> None:
    assert read(content) == FileRead(unread=why)


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_a_zip_bomb_is_weighed_and_left_shut() -> None:
    sheet = b"<worksheet>" + b"<row/>" * 20_000_000 + b"</worksheet>"
    bomb = zipped(
        **{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"},
        xl__worksheets__sheet1=sheet,
    )
    assert len(bomb) < 1_000_000
    assert read(bomb, name=f"{PERSON}.xlsx") == FileRead((FilePlace(0),), 1, FileUnread.TOO_LARGE)
    assert read(zipped(word__document=b"<w/>")).unread is FileUnread.KIND


def test_a_file_that_takes_too_long_is_told_with_what_was_found_until_then() -> None:
    seconds = iter(range(0, 9000, 7))
    pieces = (f"{PERSON}\n".encode() for _ in range(99))
    found = places_in_file("x", pieces, terms=TERMS, clock=lambda: float(next(seconds)))
    assert found.unread is FileUnread.TOO_LONG
    assert 0 < found.count < 9


def test_a_line_without_an_end_is_read_in_one_and_the_same_memory() -> None:
    run = "x" * 65_530 + PERSON + "y" * 400_000
    assert read(run, size=4096).places == (FilePlace(1),)
    assert read(run + "\n" + PERSON, size=4096).places == (FilePlace(1), FilePlace(2))


@given(st.binary(max_size=400), st.integers(1, 50))
def test_whatever_a_file_holds_it_is_read_or_told_why_not(content: bytes, size: int) -> None:
    found = read(content, size=size)
    assert found.count == len(found.places)


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_name_between_any_words_is_found(before: str, after: str) -> None:
    if "\x00" not in before + after:
        assert read(f"{before} {PERSON} {after}").count >= 1
