"""Files of a standing exchange checked line by line, and what is wrong with terms."""

from datetime import date

import pytest

from comity.assistance.standing_check import (
    LONGEST_LINE,
    MOST_FAULTS,
    Checked,
    FileCheck,
    check_pieces,
    fault_in,
)
from comity.assistance.standing_rules import problems_in_standing, supply_in
from comity.assistance.terms.standing import (
    Direction,
    StandingTerms,
    StandingWord,
    SupplyFormat,
    TermsName,
)
from comity.assistance.terms.standing_fields import STANDING_FIELDS, is_needed_in_standing
from comity.assistance.terms.standing_schedule import Rhythm
from comity.assistance.terms.standing_sets import DATA_SETS, CellType, DataField
from tests.unit.assistance.standing_files import COLUMNS, LINE, TERMS, csv_of

ON = date(2026, 11, 21)
EXPORTS = DATA_SETS["export-declarations/1"]
FIELDS = tuple(field for field in EXPORTS.fields if field.name in COLUMNS)


def checked(content: bytes, layout: SupplyFormat = SupplyFormat.CSV, size: int = 7) -> Checked:
    """Check a file in small pieces, so that lines and letters are cut anywhere."""
    pieces = (content[start : start + size] for start in range(0, len(content), size))
    return check_pieces(FileCheck(FIELDS, layout), pieces)


def codes(found: Checked) -> list[tuple[str, int, str]]:
    return [(each.code.removeprefix("standing_"), each.line, each.column) for each in found.faults]


def test_a_file_as_agreed_has_no_fault_however_it_is_cut() -> None:
    for size in (1, 2, 3, 64, 10_000):
        assert checked(csv_of(LINE, LINE), size=size) == Checked(2, (), 0)
    dos = b"\xef\xbb\xbf" + csv_of(LINE).replace(b"\n", b"\r\n")
    assert checked(dos) == Checked(1, (), 0)
    assert checked(csv_of()) == Checked(0, (), 0)
    assert checked(csv_of(LINE).rstrip(b"\n")) == Checked(1, (), 0)


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (b"", [("heading_differs", 1, "")]),
        (b"a,b\n", [("heading_differs", 1, "")]),
        (csv_of("1,2"), [("cells_differ", 2, "")]),
        (csv_of(""), [("cells_differ", 2, "")]),
        (csv_of('"26US,2026-11-24,848210,x,1,USD'), [("line_malformed", 2, "")]),
        (csv_of("\ufffe".join(LINE.split("B"))).replace(b"\xef", b"\xff"), [("not_utf8", 2, "")]),
        (csv_of(LINE.replace("26US001", "")), [("cell_empty", 2, "declaration")]),
        (csv_of(LINE.replace("Ball", "=HYPERLINK(1)")), [("cell_formula", 2, "goods")]),
        (csv_of(LINE.replace("Ball", "@SUM")), [("cell_formula", 2, "goods")]),
        (csv_of(LINE.replace("Ball", "a\u202eb")), [("cell_hidden", 2, "goods")]),
        (csv_of(LINE.replace("Ball", "x" * 1001)), [("cell_too_long", 2, "goods")]),
        (csv_of(LINE.replace("1200.50", "1,200")), [("cells_differ", 2, "")]),
        (csv_of(LINE.replace("2026-11-24", "2026-02-30")), [("cell_wrong", 2, "accepted_on")]),
        (csv_of("x" * (LONGEST_LINE + 9), LINE), [("line_too_long", 2, "")]),
    ],
)
def test_each_fault_is_told_with_line_and_column(
    content: bytes, faults: list[tuple[str, int, str]]
) -> None:
    assert codes(checked(content, size=40_000)) == faults


def test_a_line_without_end_is_not_kept_in_memory() -> None:
    check = FileCheck(FIELDS, SupplyFormat.CSV)
    for _ in range(50):
        check.feed(b"x" * LONGEST_LINE)
    assert len(check._rest) <= LONGEST_LINE
    assert codes(check.finish())[0] == ("line_too_long", 1, "")


def test_many_faults_are_counted_and_the_first_told() -> None:
    found = checked(csv_of(*["nothing"] * (MOST_FAULTS + 5)), size=10_000)
    assert (found.count, len(found.faults)) == (MOST_FAULTS + 5, MOST_FAULTS)


OBJECT = (
    '{"declaration": "26US001", "accepted_on": "2026-11-24", "hs_code": "848210",'
    ' "goods": null, "value": 1200.50, "currency": "USD"}'
)


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (OBJECT, []),
        (OBJECT.replace("1200.50", "NaN"), [("line_malformed", 1, "")]),
        (OBJECT.replace("1200.50", "[1]"), [("cell_wrong", 1, "value")]),
        (OBJECT.replace("1200.50", "true"), [("cell_wrong", 1, "value")]),
        (OBJECT.replace("1200.50", "1e3"), [("cell_wrong", 1, "value")]),
        (OBJECT.replace('"goods": null, ', ""), [("cells_differ", 1, "")]),
        (OBJECT.replace("}", ', "goods": "x"}'), [("line_malformed", 1, "")]),
        ("[" * 30_000, [("line_malformed", 1, "")]),
        ("[1]", [("line_malformed", 1, "")]),
    ],
)
def test_objects_are_checked_like_lines(line: str, faults: list[tuple[str, int, str]]) -> None:
    found = checked(f"{line}\n".encode(), SupplyFormat.JSON_LINES, size=40_000)
    assert codes(found) == faults


@pytest.mark.parametrize(
    ("cell", "right", "wrong"),
    [
        (CellType.INSTANT, "2026-12-01T09:30Z", "2026-12-01T09:30"),
        (CellType.WHOLE, "-7", "7.5"),
        (CellType.DECIMAL, "-7.5", ".5"),
        (CellType.COUNTRY, "UA", "ZZ"),
        (CellType.CURRENCY, "USD", "$"),
        (CellType.HS_CODE, "848210", "8482"),
        (CellType.CONTAINER, "MSKU1234565", "1234565"),
        (CellType.DAY, "2026-12-01", "20261201"),
    ],
)
def test_every_type_tells_right_from_wrong(cell: CellType, right: str, wrong: str) -> None:
    column = DataField("one", cell, "")
    assert fault_in(column, right) == ""
    assert fault_in(column, wrong) == "standing_cell_wrong"


def test_a_data_set_names_no_field_twice_and_its_code_has_a_version() -> None:
    for code, data_set in DATA_SETS.items():
        names = [field.name for field in data_set.fields]
        assert len(set(names)) == len(names)
        assert code.rpartition("/")[2].isdecimal()


def problems(**change: str) -> list[tuple[str, str]]:
    found = problems_in_standing(StandingWord.TERMS, {**TERMS, **change}, on=ON)
    return [(each.code, each.field) for each in found]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"columns": "declaration, weight"}, [("standing_column_unknown", "columns")]),
        ({"columns": "goods, goods"}, [("standing_column_twice", "columns")]),
        ({"data_set": "everything"}, [("unknown_code", "data_set")]),
        ({"schedule_day": "8"}, [("standing_number_wrong", "schedule_day")]),
        ({"schedule_day": ""}, [("missing", "schedule_day")]),
        ({"schedule": Rhythm.MONTHLY.value, "schedule_day": ""}, []),
        ({"schedule": Rhythm.BEFORE_ARRIVAL.value}, [("missing", "lead_hours")]),
        ({"grace": ""}, [("missing", "grace")]),
        ({"grace": "0"}, [("standing_number_wrong", "grace")]),
        ({"zone_requested": ""}, [("missing", "zone_requested")]),
        ({"zone_requesting": "../../etc/passwd"}, [("standing_zone_unknown", "zone_requesting")]),
        ({"direction": Direction.TO_REQUESTING.value, "zone_requesting": ""}, []),
        ({"ends_on": "2026-11-23"}, [("period_turned", "ends_on")]),
        ({"starts_on": "2026-11-20"}, [("day_passed", "starts_on")]),
        ({"ends_on": "2099-01-01"}, [("day_too_far", "ends_on")]),
        ({"ends_on": "soon"}, [("not_a_day", "ends_on")]),
        ({"contact": "a\u202eb"}, [("control_characters", "contact")]),
        ({"conditions": "x" * 4001}, [("too_long", "conditions")]),
        ({"retention_days": "9" * 30}, [("standing_number_wrong", "retention_days")]),
    ],
)
def test_everything_that_is_wrong_with_terms_is_named(
    change: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert problems(**change) == found


def test_what_is_needed_is_missed_by_its_name() -> None:
    found = problems_in_standing(StandingWord.TERMS, {}, on=ON)
    needed = [f.name for f in STANDING_FIELDS[StandingWord.TERMS] if is_needed_in_standing(f.name)]
    assert [each.field for each in found] == needed


def test_names_of_persons_make_a_file_personal_data() -> None:
    for columns, personal in (("declaration", False), ("declaration, exporter", True)):
        terms = StandingTerms(TermsName(1, of_requested=True), {**TERMS, "columns": columns})
        act = supply_in(terms, supplier="US", recipient="UA")
        assert act.contents.is_personal is personal
