"""Publish the schema of every message body: `python -m tools.print_schemas`.

A test fails when a published schema is stale, so what partners read is what is checked.
"""

import json
from pathlib import Path

from comity.assistance.schemas import (
    ACCEPTED_SCHEMA,
    ACCEPTED_TYPE,
    ANSWER_SCHEMA,
    ANSWER_TYPE,
    COMPLETED_SCHEMA,
    COMPLETED_TYPE,
    INCOMPLETE_SCHEMA,
    INCOMPLETE_TYPE,
    OPENED_SCHEMA,
    OPENED_TYPE,
    POSTPONED_SCHEMA,
    POSTPONED_TYPE,
    REFUSED_SCHEMA,
    REFUSED_TYPE,
    REQUEST_SCHEMA,
    REQUEST_TYPE,
    TAKEN_BACK_SCHEMA,
    TAKEN_BACK_TYPE,
)
from comity.exchange.link_schemas import LINK_SCHEMAS

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "protocol" / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS = {
    REQUEST_TYPE: REQUEST_SCHEMA,
    ACCEPTED_TYPE: ACCEPTED_SCHEMA,
    REFUSED_TYPE: REFUSED_SCHEMA,
    ANSWER_TYPE: ANSWER_SCHEMA,
    OPENED_TYPE: OPENED_SCHEMA,
    INCOMPLETE_TYPE: INCOMPLETE_SCHEMA,
    COMPLETED_TYPE: COMPLETED_SCHEMA,
    POSTPONED_TYPE: POSTPONED_SCHEMA,
    TAKEN_BACK_TYPE: TAKEN_BACK_SCHEMA,
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
