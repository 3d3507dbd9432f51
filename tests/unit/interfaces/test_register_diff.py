"""`comity register diff` and `list`: what changed between two days, two files, two folders."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from comity.interfaces.cli.law import register_app

BILATERAL = Path(__file__).parents[3] / "register" / "bilateral"


def told(call: str) -> tuple[int, str]:
    result = CliRunner().invoke(register_app, call.split())
    return result.exit_code, " ".join(result.output.split())


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two small registers: the second has another agreement, and one said differently."""
    one, other = tmp_path / "one", tmp_path / "other"
    texts = {name: (BILATERAL / name).read_text() for name in ("za-ir.toml", "za-zm.toml")}
    for folder in (one, other):
        folder.mkdir()
    (one / "za-ir.toml").write_text(texts["za-ir.toml"])
    (one / "za-zm.toml").write_text(texts["za-zm.toml"])
    read_since = texts["za-ir.toml"].replace('reading = "none"', 'reading = "part"')
    (other / "za-ir.toml").write_text(read_since)
    return one, other


@pytest.mark.parametrize(
    ("call", "code", "words"),
    [
        ("diff us-ua-2016 --from 2016-12-12 --to 2016-12-13", 1, "then “in force”"),
        ("diff us-ua-2016 --from 2016-12-13 --to 2016-12-14", 0, "No difference."),
        ("diff --from 2016-12-12 --to 2016-12-13", 1, "Only the second records this"),
        ("diff us-py-2002 us-py-2020", 1, "criminal: “no” against “yes”"),
        ("diff us-ua-2016 us-ua-2016", 0, "No difference."),
        ("diff us-ua-2016", 3, "Name two to compare"),
        ("diff us-ua-2016 us-py-2020 --from 2016-12-12", 3, "Name two to compare"),
        ("diff us-ua-2016 us-ua-1066", 3, "no agreement called us-ua-1066"),
        ("diff us-ua-2016 --from 2016-12-12 --to soon", 3, "--to: “soon” is not a day"),
        ("list --status gossip", 3, "is not one of"),
        ("list --party UA --status in-force --on 2017-01-01", 0, "us-ua-2016"),
        ("list --party UA --status succeeded --on 2017-01-01", 0, "su-us-1990"),
        ("show cn-tw --json", 0, '"acting"'),
    ],
)  # fmt: skip
def test_a_difference_is_told_and_leaves_with_one(call: str, code: int, words: str) -> None:
    found = told(call)
    assert found[0] == code
    assert words in found[1]


def test_two_folders_are_compared_agreement_by_agreement(folders: tuple[Path, Path]) -> None:
    one, other = folders
    code, words = told(f"diff {one} {other}")
    assert code == 1
    assert "Only the first holds: za-zm" in words
    assert "how far the text was read" in words
    code, _ = told(f"diff {one} {one}")
    assert code == 0
    _, words = told(f"diff {other} {one} --json")
    assert json.loads(words)["only_in_second"] == ["za-zm"]
    assert told(f"diff {one} --from 1900-01-01 --to 2026-01-01")[0] == 1
    assert told(f"diff {one} us-ua-2016") == (3, "A folder is compared with a folder.")


def test_a_file_is_compared_with_what_the_register_holds(folders: tuple[Path, Path]) -> None:
    file = folders[1] / "za-ir.toml"
    code, words = told(f"diff za-ir {file}")
    assert code == 1
    assert "how far the text was read" in words
    file.write_text(file.read_text().replace('code = "IR"', 'code = "ZZ"'))
    code, words = told(f"diff za-ir {file}")
    assert code == 3
    assert f"{file}:" in words
    assert "ZZ" in words
    file.write_bytes(b"\xff")
    assert told(f"diff za-ir {file}") == (3, f"{file}:1: The file is not UTF-8 text.")
