"""The log: a closed list of fields, each in its form; nothing that is typed or sent gets in."""

import ast
import json
import logging
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import comity
from comity.kernel.errors import ComityError
from comity.node import logs
from comity.node.logs import FIELDS, FORMATTERS, OUT_OF_FORM, JsonLines, PlainLines, line_of

SOURCE = Path(comity.__file__).parent
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
MARK = "Zaporizhzhia-Steel-4471"
OWN, FOREIGN = "comity.exchange.courier", "django.request"


def record(
    logger: str = OWN,
    msg: object = "a literal sentence",
    args: tuple[object, ...] = (),
    error: BaseException | None = None,
    **fields: object,
) -> logging.LogRecord:
    caught = None if error is None else (type(error), error, error.__traceback__)
    made = logging.LogRecord(logger, logging.ERROR, "/a/file.py", 1, msg, args, caught)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def raised(error: BaseException) -> BaseException:
    try:
        try:
            raise ValueError(MARK)
        except ValueError as cause:
            raise error from cause
    except BaseException as caught:  # noqa: BLE001  handed back to the test
        return caught


def log_calls() -> list[tuple[str, ast.Call]]:
    """Every call of a logger in our source."""
    found = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            on = node.func.value
            if node.func.attr in LEVELS and isinstance(on, ast.Name) and on.id in {"_log", "log"}:
                found.append((f"{path.relative_to(SOURCE)}:{node.lineno}", node))
    return found


def test_our_own_source_logs_literal_sentences_and_known_fields_alone() -> None:
    calls = log_calls()
    assert len(calls) > 10
    for place, call in calls:
        assert len(call.args) == 1, place
        assert isinstance(call.args[0], ast.Constant), place
        assert {each.arg for each in call.keywords} <= {"extra", "exc_info"}, place
        for extra in (each.value for each in call.keywords if each.arg == "extra"):
            if isinstance(extra, ast.Dict):
                names = {key.value for key in extra.keys if isinstance(key, ast.Constant)}
                assert names <= set(FIELDS), place


@pytest.mark.parametrize("formatter", FORMATTERS)
@given(text=st.text(min_size=4, max_size=40), logger=st.sampled_from([OWN, FOREIGN]))
def test_no_argument_no_message_of_an_error_and_no_unknown_field_gets_in(
    formatter: str, text: str, logger: str
) -> None:
    marked = f"{MARK}{text}"
    error = raised(ComityError(subject=marked))
    made = record(logger, "%s failed", (marked,), error, subject=marked, code=marked, route=marked)
    assert MARK not in FORMATTERS[formatter]().format(made)


@given(text=st.text(max_size=60))
def test_a_field_out_of_its_form_is_told_as_that(text: str) -> None:
    for name, form in FIELDS.items():
        field: dict[str, Any] = {name: text}
        told = line_of(record(**field)).get(name, "")
        assert told in {text, OUT_OF_FORM} if form.fullmatch(text) else told in {"", OUT_OF_FORM}


def test_a_code_that_a_partner_made_up_is_not_told() -> None:
    assert line_of(record(code="partner_unreachable"))["code"] == "partner_unreachable"
    assert line_of(record(code="steel_from_odesa"))["code"] == OUT_OF_FORM


def test_what_other_libraries_say_is_left_out_and_that_they_spoke_is_not() -> None:
    told = line_of(record(FOREIGN, f"Internal Server Error: /requests/{MARK}/"))
    assert (told["logger"], told["level"]) == (FOREIGN, "error")
    assert "text" not in told


def test_an_error_is_told_by_its_types_and_the_lines_it_came_through() -> None:
    told = line_of(record(error=raised(ComityError(subject=MARK))))
    assert told["error"] == "comity.kernel.errors.ComityError < builtins.ValueError"
    assert all(place.startswith("test_logs.py:") for place in told["where"])


def test_the_server_tells_its_own_life_and_nothing_an_application_raised() -> None:
    assert line_of(record("_granian", "Unexpected exit from worker-1"))["text"].startswith("Unex")
    for other in (f"Application callable raised an exception {MARK}", f"Starting\n{MARK} <x>"):
        assert "text" not in line_of(record("_granian", other))


def test_a_json_line_is_one_object_and_a_plain_line_begins_with_time_and_level() -> None:
    made = record(partner="UA", ms=12)
    told = json.loads(JsonLines().format(made))
    assert (told["partner"], told["ms"], told["text"]) == ("UA", "12", "a literal sentence")
    at, level, _ = PlainLines().format(made).split(" ", 2)
    assert (at, level) == (told["at"], "ERROR")


def test_what_nobody_catches_is_told_in_the_same_form(caplog: pytest.LogCaptureFixture) -> None:
    told = threading.ExceptHookArgs((ValueError, ValueError(MARK), None, None))
    logs._uncaught_in_thread(told)
    logs._uncaught(ValueError, ValueError(MARK), None)
    assert [MARK in JsonLines().format(each) for each in caplog.records] == [False, False]
