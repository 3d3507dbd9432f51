"""Whatever is sent is answered with a problem of the caller, never with a fault of ours."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comity.interfaces.rest.api import api
from tests.integration.assistance.scene import Scene
from tests.integration.rest.client import Caller, problem_of

DOCUMENT = json.loads(json.dumps(api.get_openapi_schema(path_prefix=""), default=str))
SCHEMAS = DOCUMENT["components"]["schemas"]
OTHER_TEXTS = set(SCHEMAS["DraftIn"]["properties"]) - {"subject", "kind", "partner", "urgent"}
OPERATIONS = [
    (method, path)
    for path, methods in sorted(DOCUMENT["paths"].items())
    for method in sorted(methods)
]
NASTY: list[object] = [
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    10**40,
    1.5,
    "",
    "\x00",
    "\ud800",
    "\u202e",
    "' OR 1=1 --",
    "<script>",
    "../../etc/passwd",
    "x" * 120_000,
    [],
    [[]],
    {},
    {"a": {"b": []}},
]
JSON_TYPES = {
    type(None): {"null"},
    bool: {"boolean"},
    int: {"integer", "number"},
    float: {"integer", "number"},
    str: {"string"},
    list: {"array"},
    dict: {"object"},
}


@pytest.fixture
def officer(scene: Scene) -> Caller:
    return Caller("k.ortiz").sign_in()


def fields_of(method: str, path: str) -> dict[str, str]:
    """The body's fields, each with its schema; of the many texts of a draft a few speak for all."""
    content = DOCUMENT["paths"][path][method].get("requestBody", {}).get("content", {})
    named = re.findall(r"#/components/schemas/(\w+)", json.dumps(content))
    found = {
        field: json.dumps(schema)
        for name in named
        for field, schema in SCHEMAS[name].get("properties", {}).items()
        if field not in OTHER_TEXTS
    }
    return found or {"states": "{}"}


def may_take(schema: str, value: object) -> bool:
    """Whether a field gets past its type with a value, to where more can go wrong."""
    types = set(re.findall(r'"type": "(\w+)"', schema))
    return "$ref" in schema or not types or not types.isdisjoint(JSON_TYPES[type(value)])


def bodies(method: str, path: str, value: object) -> Iterator[dict[str, object]]:
    """A value in every field at once, and alone in each that may take it."""
    if method in {"get", "delete"}:
        yield {}
        return
    fields = fields_of(method, path)
    yield dict.fromkeys(fields, value)
    for name, schema in fields.items():
        if may_take(schema, value):
            yield {name: value}


def filled(path: str, value: object) -> str:
    parts = ["{reference}", "{path:reference}", "{exhibit_id}", "{about}", "{path:about}"]
    text = str(value)[:200].encode("utf-8", "replace").decode()
    for part in parts:
        path = path.replace(part, text.replace("?", "").replace("#", "") or "x")
    return path


def call(officer: Caller, method: str, path: str, body: object) -> Any:
    match method:
        case "get":
            return officer.get(path)
        case "patch":
            return officer.patch(path, body)
        case "delete":
            return officer.delete(path)
        case _:
            return officer.post(path, body)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_nasty_values_anywhere_are_the_callers_problem(
    scene: Scene, officer: Caller, method: str, path: str
) -> None:
    reference = scene.draft("k.ortiz")
    asked = set()
    for value in NASTY:
        tried = [(reference, body) for body in bodies(method, path, value)]
        for place, body in [*tried, (value, {})]:
            # Where an address has no place for a value, or nothing is sent, once is enough.
            question = filled(path, place), json.dumps(body)
            if question not in asked:
                asked.add(question)
                answer = call(officer, method, question[0], body)
                assert answer.status_code < 500, (method, path, place, body)


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
def test_without_a_sign_in_nothing_but_health_is_told(scene: Scene, method: str, path: str) -> None:
    stranger = Caller("stranger")
    answer = call(stranger, method, filled(path, "US-UA-2026-00001"), {})
    if path == "/health":
        assert answer.json() == {"status": "ok"}
    elif method == "get":
        problem_of(answer, 401, "sign_in_needed")
    else:
        assert answer.status_code in {401, 403}


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"subject": NaN}',
        b'{"version": ' + b"9" * 5000 + b"}",
        b"[]",
        b'"text"',
    ],
)
def test_bodies_that_are_no_json_object(officer: Caller, body: bytes) -> None:
    problem_of(officer.post("/requests", body), 400, "body_not_json")


def test_a_body_beyond_the_limit_is_not_read(officer: Caller) -> None:
    body = b'{"subject": "' + b"x" * (3 * 1024 * 1024) + b'"}'
    problem_of(officer.post("/requests", body), 413, "body_too_large")


def test_unknown_fields_and_wrong_types_are_named(officer: Caller) -> None:
    told = problem_of(officer.post("/requests", {"colour": "blue", "urgent": "x"}), 422, "invalid")
    assert {problem["field"] for problem in told["problems"]} == {"colour", "urgent"}


@pytest.mark.parametrize(
    "query",
    [
        {"before": f"{10**30}-1"},
        {"before": "-1"},
        {"before": "9" * 16 + "-1"},
        {"page_size": 10**6},
        {"side": "both"},
        {"search": "\x00"},
        {"search": "%_\\" * 50},
        {"state": "\ud800".encode("utf-8", "surrogatepass")},
    ],
)
def test_hostile_queries(officer: Caller, query: dict[str, Any]) -> None:
    assert officer.get("/requests", **query).status_code in {200, 422}
    assert officer.get("/inbox", tab=str(query)).status_code == 422


@pytest.mark.parametrize("day", ["0", "86400", "9.3e-135", "1780272000", "2026-12-01T00:00:00Z"])
def test_a_number_is_no_day(officer: Caller, day: str) -> None:
    problem_of(officer.get("/record", since=day), 422, "invalid")
    problem_of(officer.get("/register/instruments", on=day), 422, "invalid")


@pytest.mark.parametrize("path", ["/rulings/ask", "/rulings/answer", "/rulings/use"])
@pytest.mark.parametrize("value", [v for v in NASTY if isinstance(v, str | int)])
def test_hostile_questions_of_law(officer: Caller, path: str, value: object) -> None:
    told = str(value).encode("utf-8", "surrogatepass")[:4000]
    asked = {"partner": "UA", "kind": "recovery", "reference": "US-UA-2026-00001"}
    names = [p["name"] for p in DOCUMENT["paths"][path]["get"]["parameters"]]
    for name in names:
        assert officer.get(path, **{**asked, name: told}).status_code < 500, (name, value)


@pytest.mark.parametrize(
    "query",
    ["file_name=", "file_name=..%2Fx", "file_name=a%00b", "file_name=x&media_type=text", ""],
)
def test_hostile_uploads(scene: Scene, officer: Caller, query: str) -> None:
    reference = scene.draft("k.ortiz")
    path = f"/requests/{reference}/exhibits?{query}"
    answer = officer.post(path, b"content", content_type="application/octet-stream")
    problem_of(answer, 422, "invalid")
    large = officer.post(
        f"/requests/{reference}/exhibits?file_name=x", bytes(2**20 + 1), content_type="x/y"
    )
    problem_of(large, 413, "exhibit_too_large")
    empty = officer.post(f"/requests/{reference}/exhibits?file_name=x", b"", content_type="x/y")
    problem_of(empty, 409, "exhibit_empty")
    broken = officer.post(
        f"/requests/{reference}/exhibits", b"--", content_type="multipart/form-data; boundary=x"
    )
    assert broken.status_code in {400, 422}


def test_a_token_that_is_none_is_not_replaced_by_a_cookie(scene: Scene) -> None:
    browser = Client()
    answer = browser.get("/api/v1/me", headers={"X-Session-Token": "x" * 40})
    problem_of(answer, 401, "sign_in_needed")


@settings(suppress_health_check=list(HealthCheck), max_examples=80, deadline=None)
@given(
    body=st.dictionaries(
        st.sampled_from(["subject", "facts", "kind", "partner", "version", "urgent", "under"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner, max_size=3),
            max_leaves=5,
        ),
    )
)
def test_any_json_for_a_draft_is_taken_or_answered_in_words(
    officer: Caller, body: dict[str, Any]
) -> None:
    answer = officer.post("/requests", json.dumps(body))
    assert answer.status_code in {201, 400, 422}
    assert answer.json()
