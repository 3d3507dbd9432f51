"""Print every operation of the REST API from its OpenAPI document: a part of the reference."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

OPENING = """# The REST API

Printed from the source by `python -m tools.print_reference`; do not edit.

A node tells the same as an OpenAPI document at `/api/v1/openapi.json`; addresses below go on after
`/api/v1`. Answers are JSON. What an operation refuses is a problem (RFC 9457) whose `code` stands
among [the codes](codes.md). [Every verb of the command line](cli.md) that speaks to a node makes
one of these calls.
"""
METHODS = ("get", "post", "patch", "put", "delete")
BASE = "/api/v1"
ABOUT = ("maximum", "minimum", "maxLength", "minLength", "maxItems", "minItems", "pattern")

Schema = Mapping[str, Any]


def page() -> str:
    # The API can be read only where Django is ready.
    from comity.interfaces.rest.api import api  # noqa: PLC0415  Django starts first

    return told(api.get_openapi_schema())


def told(document: Schema) -> str:
    schemas = document["components"]["schemas"]
    operations = sorted(
        (operation["tags"][0], path.removeprefix(BASE), METHODS.index(method), operation)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )
    lines = [OPENING, document["info"]["description"].strip(), ""]
    for tag, group in groupby(operations, key=lambda each: each[0]):
        lines.append(f"## {tag}\n")
        for _, path, method, operation in group:
            lines += _operation(f"{METHODS[method].upper()} {path}", operation, schemas)
    return "\n".join(lines)


def _operation(call: str, operation: Schema, schemas: Schema) -> Iterator[str]:
    yield f"### `{call}`\n"
    yield f"{operation.get('description', operation['summary']).strip()}\n"
    rows = [
        (each["name"], each["in"], each.get("required", False), each["schema"])
        for each in operation.get("parameters", ())
    ]
    rows += _body(operation, schemas)
    if rows:
        yield "| name | in | must be given | form |\n| --- | --- | --- | --- |"
        for name, place, required, schema in rows:
            must = "yes" if required else ""
            yield f"| `{name}` | {place} | {must} | {_form(schema, schemas)} |"
        yield ""
    answers = ", ".join(f"`{status}`" for status in sorted(operation["responses"], key=str))
    yield f"Answers: {answers}.\n"


def _body(operation: Schema, schemas: Schema) -> Iterator[tuple[str, str, bool, Schema]]:
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        place = "body" if kind == "application/json" else "form"
        whole = _resolved(content["schema"], schemas)
        for name, schema in whole.get("properties", {}).items():
            yield name, place, name in whole.get("required", ()), schema
        if "properties" not in whole:
            yield "the whole", place, True, whole


def _resolved(schema: Schema, schemas: Schema) -> Schema:
    named = schema.get("$ref")
    return schema if named is None else schemas[named.rpartition("/")[2]]


def _form(schema: Schema, schemas: Schema) -> str:
    """Say in one cell what a value may be."""
    schema = _resolved(schema, schemas)
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return " or ".join(_forms(schema[several], schemas))
    if "enum" in schema:
        return "one of " + ", ".join(f"`{each}`" for each in schema["enum"])
    if "const" in schema:
        return f"`{schema['const']}`"
    words = [schema.get("format") or schema.get("type", "any")]
    if schema.get("type") == "array":
        words = [f"list of {_form(schema.get('items', {}), schemas)}"]
    words += [f"{name} `{_cell(schema[name])}`" for name in ABOUT if name in schema]
    return ", ".join(words)


def _forms(schemas_of_one: Iterable[Schema], schemas: Schema) -> Iterator[str]:
    for each in schemas_of_one:
        yield _form(each, schemas)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|")
