"""TOML from strangers: bounded in time and depth, whatever they have thought of."""

import time
import tomllib

import pytest

from comity.agreements.register_files import MAX_BYTES, RegisterFileError, instrument_from_text
from comity.agreements.register_files.patching import entries_in
from comity.agreements.register_files.toml_data import MOST_PARTS, toml_data

PARTS = 100_000
ENDLESS = {
    "a header": f"[{'.'.join(['a'] * PARTS)}]\n",
    "a key": f"{'.'.join(['a'] * PARTS)} = 1\n",
    "parts in quotes, with what would end a key": '"a,="."a#".' * (PARTS // 10) + "a = 1\n",
    "parts apart": f"{' . '.join(['a'] * (PARTS // 2))} = 1\n",
    "after a text that holds quotes": 'x = """\\""""\n' + f"{'.'.join(['a'] * PARTS)} = 1\n",
    "inside an inline table": "x = {" + ".".join(["a"] * PARTS) + " = 1}\n",
    "brackets": "x = " + "[" * PARTS,
    "short keys inside one another": "x = " + "{a.a.a.a = " * 200 + "1" + "}" * 200,
}


@pytest.mark.parametrize("text", ENDLESS.values(), ids=ENDLESS.keys())
def test_endless_nesting_is_refused_by_name_and_at_once(text: str) -> None:
    began = time.monotonic()
    with pytest.raises(RegisterFileError) as refused:
        instrument_from_text(text)
    assert [fault.code for fault in refused.value.faults] == ["not_toml"]
    with pytest.raises(tomllib.TOMLDecodeError):
        entries_in(text, "parties")
    assert time.monotonic() - began < 5  # the standard reader needs minutes


def test_dots_in_prose_lists_and_remarks_are_no_key() -> None:
    dots = "." * 200
    text = f'# {dots}\na = "{dots}"\nb = """\n{dots}\n"{dots}"\n"""\nc = [{"1.5, " * 50}]\n'
    assert toml_data(text)["a"] == dots
    longest = ".".join(["a"] * (MOST_PARTS - 1))
    assert toml_data(f"{longest} = 1")


@pytest.mark.parametrize("opening", ['"""', "'''", '"', "'", '"""\\', '"""\n\\'])
def test_what_nothing_closes_is_read_once(opening: str) -> None:
    text = opening + f"{opening}{'.' * 20}\n" * (200_000 // (21 + len(opening)))
    began = time.monotonic()
    with pytest.raises(RegisterFileError):
        instrument_from_text(text)
    assert time.monotonic() - began < 5


def test_a_file_too_long_is_not_even_read() -> None:
    with pytest.raises(RegisterFileError) as refused:
        instrument_from_text("[" + "é" * MAX_BYTES)
    assert [fault.code for fault in refused.value.faults] == ["file_too_long"]


def test_thousands_of_events_are_judged_in_time() -> None:
    text = '[[events]]\nwhat = "signed"\nsource = "x"\n' * 5000
    began = time.monotonic()
    with pytest.raises(RegisterFileError) as refused:
        instrument_from_text(text)
    assert sum(fault.code == "event_twice" for fault in refused.value.faults) == 4999
    assert time.monotonic() - began < 5
