"""The schema in the register is the one the code is held to, and every shipped file meets it."""

import json
import tomllib
from datetime import date
from pathlib import Path

import fastjsonschema
import pytest

from comity.agreements.register_files.schema import schema_of_files

CHECK = fastjsonschema.compile(schema_of_files())


def as_json(text: str) -> object:
    return json.loads(json.dumps(tomllib.loads(text), default=date.isoformat))


def test_the_schema_beside_the_files_is_current(register_folder: Path) -> None:
    assert json.loads((register_folder / "schema.json").read_text()) == schema_of_files()


def test_every_shipped_file_meets_the_schema(register_folder: Path) -> None:
    for path in register_folder.rglob("*.toml"):
        CHECK(as_json(path.read_text()))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ('what = "signed"', 'what = "gossiped"'),
        ('kind = "info.assessment"', 'kind = "info.gossip"'),
        ('code = "UA"', 'code = "XX"'),
        ("short_title", "shrot_title"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(
    good: str, bad: str, register_folder: Path
) -> None:
    text = (register_folder / "bilateral" / "us-ua-2016.toml").read_text()
    assert good in text
    with pytest.raises(fastjsonschema.JsonSchemaException):
        CHECK(as_json(text.replace(good, bad)))
