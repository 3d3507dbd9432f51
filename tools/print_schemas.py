"""Publish the schema of every message body: `python -m tools.print_schemas`.

A test fails when a published schema is stale, so what partners read is what is checked.
"""

import json
from pathlib import Path

from comity.assistance.schemas import SCHEMAS as ASSISTANCE_SCHEMAS
from comity.exchange.link_schemas import LINK_SCHEMAS
from comity.investigations.schemas import SCHEMAS as INVESTIGATION_SCHEMAS
from comity.practices.schemas import SCHEMAS as PRACTICE_SCHEMAS

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "protocol" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = {
    **ASSISTANCE_SCHEMAS,
    **PRACTICE_SCHEMAS,
    **INVESTIGATION_SCHEMAS,
    **LINK_SCHEMAS,
}


def published(name: str) -> str:
    head = {
        "$schema": DIALECT,
        "$id": f"urn:comity:message:{name}:1",
        "title": f"{name}, version 1",
    }
    return json.dumps({**head, **SCHEMAS[name]}, indent=2) + "\n"


def place(name: str) -> Path:
    return FOLDER / f"{name}.1.json"


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        place(name).write_text(published(name))
