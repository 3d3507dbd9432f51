"""`comity register counts` and `comity register publish`: words, JSON and exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.interfaces.cli.law import register_app


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("counts --of us --on 2014-08-06", "71 (2014-08-06)"),
        ("counts --of US --on 2016-05-23", "Why they differ (cmaa)"),
        ("counts --of KE --on 2020-01-01", "As of 2020-01-01"),
        ("counts", "UA"),
    ],
)
def test_counts_are_told_with_printed_numbers_beside_them(call: str, words: str) -> None:
    told = CliRunner().invoke(register_app, call.split())
    assert told.exit_code == 0, told.output
    assert words in " ".join(told.output.split())


def test_counts_as_json_name_what_they_count() -> None:
    told = CliRunner().invoke(
        register_app, ["counts", "--of", "us", "--on", "2016-05-23", "--json"]
    )
    (states,) = json.loads(told.output)
    (agreements,) = [each for each in states["counted"] if each["kind"] == "cmaa"]
    assert agreements["signed"] == len(agreements["instruments"]["signed"])
    assert "us-ua-2016" in agreements["instruments"]["signed"]
    assert states["published"][0]["number"] == 77
    assert states["why_they_differ"]["cmaa"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("counts --of QQ", "no country or union has this code"),
        ("counts --of VA", "party to nothing"),
        ("counts --on 2016", "is not a day"),
        ("publish x --on 2016", "is not a day"),
        ("publish x --language xx", "is not one of: en, fr, es, uk, sw, ar"),
        ("publish x --base-url example.org", "is not an address"),
        ("publish x --base-url https://example.org/?a=1", "without “?” and “#”"),
        ("publish x --title=", "--title: give a name"),
        ("publish x --boundaries nowhere.json", "boundary file"),
        ("publish x --register nowhere", "no folder of register files"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(
    call: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(register_app, call.split())
    assert told.exit_code == 3
    assert words in " ".join(told.output.split())
    assert list(tmp_path.iterdir()) == []


def test_a_register_is_published_and_published_again(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    call = ["publish", str(folder), "--on", "2026-11-22", "--publisher", "Customs of Kenya"]
    first = CliRunner().invoke(register_app, call)
    assert first.exit_code == 0, first.output
    assert "0 not marked public were left out" in " ".join(first.output.split())
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = CliRunner().invoke(register_app, [*call, "--json"])
    assert json.loads(again.output)["as_of"] == "2026-11-22"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert b"Published by Customs of Kenya." in (folder / "index.html").read_bytes()


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    told = CliRunner().invoke(register_app, ["publish", str(tmp_path)])
    assert told.exit_code == 3
    assert "nothing was touched" in " ".join(told.output.split())
