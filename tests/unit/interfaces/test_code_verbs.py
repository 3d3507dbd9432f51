"""`comity codes`: lists as files, and checks of identifiers; words, JSON and exit codes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.interfaces.cli.codes import codes_app
from comity.kernel.errors import InvalidDraftError
from comity.node.main import app, lines_of
from tests.node_door import Door, keep_sign_in, open_door

CALLS = [
    ("list", 0, "offences"),
    ("show offences", 0, "undervaluation"),
    ("show offences --on 2019-01-01", 0, "as of 2019-01-01"),
    ("show offences --on yesterday", 3, "is not a day"),
    ("show gossip", 3, "no code list of this name: gossip"),
    ("list --own nowhere", 3, "no folder of code lists"),
    ("check imo 9074729", 0, "nothing looks mistyped"),
    ("check IMO 9074728", 1, "should be 9"),
    ("check container CSQX3054383", 1, "U, J, Z or R, not X"),
    ("check gossip 1", 3, "is not one of: imo"),
]


def run(words: str, **how: Any) -> tuple[int, str]:
    done = CliRunner().invoke(codes_app, words.split(), **how)
    return done.exit_code, done.output


@pytest.mark.parametrize(("words", "code", "says"), CALLS)
def test_a_verb_says_and_leaves_as_the_table_has_it(words: str, code: int, says: str) -> None:
    left, told = run(words)
    assert left == code
    assert says in " ".join(told.split())


def test_json_tells_every_code_with_its_path() -> None:
    left, told = run("show offences --json")
    assert left == 0
    codes = {each["code"]: each for each in json.loads(told)["items"]}
    assert codes["wildlife"]["parent"] == "trafficking"
    assert codes["wildlife"]["path"] == ["wildlife-authority", "police"]
    assert {row["list"] for row in json.loads(run("list --json")[1])} >= {"areas", "offences"}


def test_a_check_in_json_tells_the_compared_form_and_nothing_of_a_hostile_value() -> None:
    found = json.loads(run("check container - --json", input="csqu 305438-4\n")[1])
    assert found["normalised"] == "CSQU3054384"
    assert found["doubts"][0]["facts"] == {"expected": "3"}
    left, told = run("check iban - --json", input="9" * 1_000_000)
    assert left == 1
    assert json.loads(told)["normalised"] == ""
    assert len(told) < 400


def test_a_list_without_a_version_on_the_day_says_so_and_names_its_versions(tmp_path: Path) -> None:
    head = 'list = "ways"\nversion = "1"\ntitle = "Ways"\nfrom = 2026-01-01\n'
    rest = '[[sources]]\ntitle = "A test"\n[[codes]]\ncode = "sea"\nname = "Sea"\n'
    (tmp_path / "ways-1.toml").write_text(head + rest)
    left, told = run(f"show ways --on 2025-01-01 --own {tmp_path}")
    assert left == 0
    assert "no version holds (as of 2025-01-01)" in told
    assert "version 1: from 2026-01-01 until further notice" in told


def test_a_refused_file_is_named_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ways-1.toml").write_text('list = "ways"\nversion = "1"\ntitle = 7\n')
    monkeypatch.setenv("COMITY_CODE_LISTS_FOLDER", str(tmp_path))
    left, told = run("list")
    assert left == 3
    assert "ways-1.toml:3: title must be: text." in told


def check_subject(tmp_path: Path, told: object) -> tuple[int, str]:
    (tmp_path / "party.json").write_text(json.dumps(told))
    done = CliRunner().invoke(app, ["codes", "check-subject", str(tmp_path / "party.json")])
    refused = done.exception
    if isinstance(refused, InvalidDraftError):
        return 3, "\n".join(lines_of(refused))
    return done.exit_code, done.output


def test_a_structured_party_is_checked_field_by_field(tmp_path: Path) -> None:
    ship = {"kind": "vessel", "name": "Nord", "imo": "9074729", "flag": "PA"}
    assert check_subject(tmp_path, ship) == (0, "Nothing looks mistyped.\n")
    left, told = check_subject(tmp_path, ship | {"imo": "9074728", "mmsi": "1"})
    assert left == 1
    assert told.splitlines()[0].startswith("imo: The last digit should be 9")
    assert told.splitlines()[1].startswith("mmsi: ")
    assert check_subject(tmp_path, {"kind": "container", "seals": ["A 1"]})[0] == 0


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"kind": "rumour"}, "kind cannot be “rumour”. Known: person, company"),
        ({}, "kind cannot be “None”"),
        ({"kind": "vessel", "colour": "red"}, "No such key is known here: colour."),
        ({"kind": "vessel", "imo": 9074729}, "imo must be: text."),
        ({"kind": "container", "seals": "A 1"}, "seals must be: list of texts."),
        ({"kind": "container", "seals": [1]}, "seals must be: list of texts."),
    ],
)
def test_a_party_told_wrongly_is_refused_by_field(
    tmp_path: Path, told: dict[str, object], says: str
) -> None:
    left, words = check_subject(tmp_path, told)
    assert left == 3
    assert says in words


# ---- what a node tells


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with open_door() as opened:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        keep_sign_in(tmp_path, opened)
        yield opened


def test_the_lists_that_a_node_goes_by_are_told_like_those_of_files(door: Door) -> None:
    row = {"list": "ways", "title": "Ways", "on": "2026-11-22", "version": "1", "codes": 1}
    code = {"code": "sea", "name": "Sea", "meaning": "", "parent": None, "path": ["police"]}
    version = {"version": "1", "from": None, "until": None, "codes": 1}
    whole = {**row, "versions": [version], "sources": [], "items": [code]}
    door.answer("GET", "/codes", {"items": [row]})
    door.answer("GET", "/codes/ways", whole)
    assert "Ways" in run("held")[1]
    told = run("held-on ways --on 2026-11-22")[1]
    assert "version 1 (as of 2026-11-22)" in told
    assert "police" in told


def test_a_draft_at_a_node_is_told_with_what_looks_mistyped(door: Door) -> None:
    doubt = {"field": "facts", "about": "9074728", "sentence": "The last digit should be 9."}
    seen = {"reference": "US-UA-2026-00001", "state": "draft", "subject": "Steel", "version": 1}
    door.answer("GET", "/requests/US-UA-2026-00001", {**seen, "answer": None, "doubts": [doubt]})
    told = CliRunner().invoke(app, ["request", "show", "US-UA-2026-00001"]).output
    assert "facts: 9074728: The last digit should be 9." in told
