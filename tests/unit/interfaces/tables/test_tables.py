"""Tables that people bring are read as text, or refused by name."""

import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from comity.interfaces.sentences import sentence_of
from comity.interfaces.tables import LIMITS, Limits, TableError, read_table
from comity.interfaces.tables.terms import Table


def _read(content: bytes, limits: Limits = LIMITS) -> Table:
    return read_table(io.BytesIO(content), limits=limits)


def _refused(content: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(TableError) as refused:
        _read(content, limits)
    assert sentence_of(refused.value) != refused.value.code
    assert "{" not in sentence_of(refused.value)
    return refused.value.code


def _book(fill: Callable[[Workbook], None]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    fill(book)
    book.save(out)
    return out.getvalue()


def _of_rows(*rows: tuple[object, ...]) -> bytes:
    def fill(book: Workbook) -> None:
        for row in rows:
            book.active.append(row)

    return _book(fill)


def _with_part(content: bytes, name: str, changed: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            held = old.read(part)
            new.writestr(part.filename, changed(held) if part.filename == name else held)
    return out.getvalue()


_SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    "content",
    [
        b"Name,Place\nAcme,Mombasa\n",
        b"Name;Place\r\nAcme;Mombasa\r\n",
        b"Name\tPlace\nAcme\tMombasa",
        b"sep=;\nName;Place\nAcme;Mombasa\n",
        b"\xef\xbb\xbf\n\n Name , Place ,,\nAcme,Mombasa,,\n,,\n",
        "Name;Place\nAcme;Mombasa\n".encode("utf-16"),
        _of_rows(("Name", "Place"), ("Acme", "Mombasa")),
        _of_rows((), ("Name", "Place", None), (), ("Acme", "Mombasa")),
    ],
)
def test_what_is_written_in_one_way_or_another_is_one_table(content: bytes) -> None:
    table = _read(content)
    assert table.headers == ("Name", "Place")
    assert [row.cells for row in table.rows] == [("Acme", "Mombasa")]


def test_rows_are_numbered_as_a_spreadsheet_counts_them() -> None:
    csv = b'Name,Place\nAcme,"Kilindini\nMombasa"\n\nBeta,Lviv\n'
    assert [row.number for row in _read(csv).rows] == [2, 5]
    assert [row.number for row in _read(_of_rows(("Name",), ("A",), (), ("B",))).rows] == [2, 4]


def test_a_row_that_ends_early_has_empty_cells_at_its_end() -> None:
    assert _read(b"a,b,c\n1\n").rows[0].cells == ("1", "", "")


def test_numbers_and_days_are_texts_without_grouping() -> None:
    row = (
        12.0,
        0.1,
        123456789012,
        date(2026, 11, 22),
        datetime.fromisoformat("2026-01-02 03:04"),
        True,
        1e-7,
    )
    table = _read(_of_rows(tuple("abcdefg"), row))
    assert table.rows[0].cells == (
        *("12", "0.1", "123456789012", "2026-11-22", "2026-01-02 03:04", "yes", "0.0000001"),
    )


def test_a_formula_is_never_calculated_and_text_that_looks_like_one_stays_text() -> None:
    table = _read(_of_rows(("a", "b"), ("=1+1", "kept")))
    assert table.rows[0].cells == ("", "kept")
    assert _read(b"a\n=HYPERLINK(1)\n").rows[0].cells == ("=HYPERLINK(1)",)


def test_hidden_sheets_are_not_read() -> None:
    def fill(book: Workbook) -> None:
        book.active.append(("secret",))
        book.active.sheet_state = "hidden"
        shown = book.create_sheet("Lines")
        shown.append(("a",))
        shown.append(("1",))

    table = _read(_book(fill))
    assert (table.sheet, table.unread, table.headers) == ("Lines", 1, ("a",))


def test_a_workbook_of_hidden_sheets_alone_is_refused() -> None:
    hidden = _with_part(
        _of_rows(("a",), ("1",)),
        "xl/workbook.xml",
        lambda held: held.replace(b'state="visible"', b'state="veryHidden"'),
    )
    assert _refused(hidden) == "table_all_hidden"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table_empty"),
        (b"\n\n", "table_empty"),
        (b"a,b\n", "table_empty"),
        (b"a,a\n1,2\n", "table_header_twice"),
        (b"a,,b\n1,2,3\n", "table_cell_without_header"),
        (b"a\n1,2\n", "table_cell_without_header"),
        (b'a,b\n"1,2\n', "table_quotes_open"),
        (b"a\nsmall\x07bell\n", "table_cell_unreadable"),
        (b"a\nnothing\x00here\n", "table_kind_unknown"),
        ("a\nЛьвів\n".encode("cp1251"), "table_not_utf8"),
        (b"\xff\xfea", "table_not_utf8"),
        (b"%PDF-1.7\n", "table_kind_unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "table_locked_or_old"),
        (b"PK\x03\x04 and then nothing", "table_unreadable"),
    ],
)
def test_a_broken_file_is_refused_by_name(content: bytes, code: str) -> None:
    assert _refused(content) == code


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(rows=1), "table_too_long"),
        (Limits(columns=1), "table_too_wide"),
        (Limits(cell=3), "table_cell_too_long"),
        (Limits(file_bytes=10), "table_too_large"),
    ],
)
def test_whatever_is_more_than_the_limit_is_refused_and_nothing_cut(
    limits: Limits, code: str
) -> None:
    assert _refused(b"name,place\nAcme,Lviv\nBeta,Kyiv\n", limits) == code
    book = _of_rows(("name", "place"), ("Acme", "Lviv"), ("Beta", "Kyiv"))
    assert _refused(book, limits) == code


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "a,b")
    assert _refused(out.getvalue()) == "table_kind_unknown"


def _far_out(rows: Iterable[int]) -> bytes:
    return b"".join(b'<row r="%d"><c r="XFD%d"/></row>' % (row, row) for row in rows)


_BOMBS = {
    "much text": lambda held: held.replace(b"</sheetData>", b" " * 60_000_000 + b"</sheetData>"),
    "many cells in a row": lambda held: held.replace(b"</row>", b"<c/>" * 300_000 + b"</row>", 1),
    "one empty cell far out in each row": lambda held: held.replace(
        b"</sheetData>", _far_out(range(3, 2003)) + b"</sheetData>"
    ),
    "a declared entity": lambda held: b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + held,
    "deep elements": lambda held: held.replace(
        b"</sheetData>", b"<x>" * 5000 + b"</x>" * 5000 + b"</sheetData>"
    ),
}


@pytest.mark.parametrize("bomb", sorted(_BOMBS))
def test_a_bomb_is_left_shut(bomb: str) -> None:
    laden = _with_part(_of_rows(("a",), ("1",)), _SHEET, _BOMBS[bomb])
    assert len(laden) < LIMITS.file_bytes
    assert _refused(laden) == "table_unpacks_too_large"


def test_empty_cells_far_out_in_a_few_rows_are_no_reason_to_refuse() -> None:
    few = _with_part(
        _of_rows(("a",), ("1",)),
        _SHEET,
        lambda held: held.replace(b"</sheetData>", _far_out(range(3, 103)) + b"</sheetData>"),
    )
    assert [row.cells for row in _read(few).rows] == [("1",)]


def test_a_row_or_a_column_without_end_is_refused() -> None:
    row = _with_part(
        _of_rows(("a",), ("1",)),
        _SHEET,
        lambda held: held.replace(b'"A2"', b'"A999999999"').replace(b'r="2"', b'r="999999999"'),
    )
    assert _refused(row) == "table_too_long"
    far = _with_part(
        _of_rows(("a",), ("1",)), _SHEET, lambda held: held.replace(b'"A2"', b'"XFD2"')
    )
    assert _refused(far) == "table_too_wide"


def test_a_workbook_locked_part_by_part_is_refused() -> None:
    whole = bytearray(_of_rows(("a",), ("1",)))
    at = whole.find(b"PK\x01\x02")
    whole[at + 8] |= 1
    assert _refused(bytes(whole)) == "table_locked_or_old"


# Made once: a workbook holds the time it was made at.
_SOUND = _of_rows(("Name", "Place"), ("Acme", "Mombasa"), ("Beta", "Lviv"))


@given(st.data())
def test_whatever_is_damaged_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(_SOUND)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(whole)))
    try:
        _read(bytes(whole[:cut]))
    except TableError as refused:
        assert sentence_of(refused) != refused.code


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        _read(content)
    except TableError as refused:
        assert sentence_of(refused) != refused.code
