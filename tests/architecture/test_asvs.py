"""The table of the security standard names what exists, and leaves nothing of its promise out."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "reference" / "asvs.md"
# The sections of ASVS 5.0.0, each with the levels of its requirements in their order.
_TOLD = """
1.1 22  1.2 1111122223  1.3 112222222223  1.4 222  1.5 123
2.1 122  2.2 112  2.3 12223  2.4 23
3.1 3  3.2 113  3.3 12223  3.4 11222233  3.5 11122333  3.6 3  3.7 22333
4.1 12233  4.2 23333  4.3 22  4.4 1222
5.1 2  5.2 112333  5.3 113  5.4 222
6.1 122  6.2 111111112222  6.3 11223333  6.4 112233  6.5 22222333  6.6 2223  6.7 33  6.8 2222
7.1 222  7.2 1111  7.3 22  7.4 11222  7.5 223  7.6 22
8.1 1233  8.2 1123  8.3 133  8.4 23
9.1 111  9.2 1222
10.1 22  10.2 223  10.3 22223  10.4 1111122222233333  10.5 22222  10.6 22  10.7 222
11.1 2233  11.2 22233  11.3 11233  11.4 1222  11.5 23  11.6 23  11.7 33
12.1 12233  12.2 11  12.3 22223
13.1 2333  13.2 222223  13.3 2233  13.4 1222233
14.1 22  14.2 12223333  14.3 122
15.1 12233  15.2 12233  15.3 1222222  15.4 3333
16.1 2  16.2 22222  16.3 2222  16.4 222  16.5 2223
17.1 23  17.2 22223333  17.3 22
"""
SECTIONS = _TOLD.split()
LEVELS = {
    f"{section}.{place}": int(level)
    for section, levels in zip(SECTIONS[::2], SECTIONS[1::2], strict=True)
    for place, level in enumerate(levels, start=1)
}
ALL_LEVELS = ("5.", "6.", "7.", "8.", "10.", "11.", "16.")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)
ROWS = ROW.findall(TABLE.read_text())
ANSWERS = {"shown", "written", "none here", "in part", "open"}


def test_the_standard_is_known_whole() -> None:
    levels = list(LEVELS.values())
    assert [levels.count(level) for level in (1, 2, 3)] == [70, 183, 92]


def test_each_number_stands_once_with_its_level() -> None:
    numbers = [number for number, *_ in ROWS]
    assert len(numbers) == len(set(numbers))
    assert {number: int(level) for number, level, *_ in ROWS}.items() <= LEVELS.items()


def test_nothing_that_was_promised_is_left_out() -> None:
    promised = {
        number for number, level in LEVELS.items() if level < 3 or number.startswith(ALL_LEVELS)
    }
    assert promised - {number for number, *_ in ROWS} == set()


@pytest.mark.parametrize("page", ["reference/asvs.md", "explanation/threat-model.md"])
def test_every_file_that_is_named_is_there(page: str) -> None:
    named = re.findall(
        r"`((?:tests|docs|packaging|register|src|tools)/[^`\s:]+)",
        (ROOT / "docs" / page).read_text(),
    )
    assert len(named) > 15
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_row_says_why() -> None:
    for number, _, _, here, why in ROWS:
        assert here in ANSWERS, number
        assert len(why) > 5, number
        if here == "shown":
            assert "tests/" in why or "make check" in why, number


def test_the_counts_at_the_top_are_those_of_the_rows() -> None:
    told = dict(re.findall(r"^\| ([a-z ]+) \| [^|]+ \| (\d+) \|$", TABLE.read_text(), re.M))
    found = [here for *_, here, _ in ROWS]
    assert {here: int(number) for here, number in told.items()} == {
        here: found.count(here) for here in ANSWERS
    }
