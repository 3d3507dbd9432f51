"""What a log line of this node may say: a closed list of fields, each in a form of its own.

A line says when, how bad, which module, which literal sentence of our own source, and fields of
`FIELDS`. Arguments, messages of exceptions and the words of other people's libraries are left out,
because a case stands in them sooner or later; what failed is told by the exception's type and the
lines it came through. So it does not take care to keep a case out of the log: there is no way in.
"""

import json
import logging
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

from comity.interfaces.sentences import SENTENCES
from comity.node.wording import SENTENCES as NODE_SENTENCES

_PACKAGE = Path(__file__).resolve().parents[1]
_MOST_PLACES = 16
_MODULE = re.compile(r"[A-Za-z_][\w.]{0,119}", re.ASCII)
# What the server says of its own life; whatever else it says may hold what an application raised.
_OF_THE_SERVER = re.compile(
    r"(?:Starting|Stopping|Shutting down|Spawning|Started|Listening|Killing|Respawning"
    r"|Unexpected exit from|Worker crash loop)[\w ,.:'\[\]/()-]{0,120}",
    re.ASCII,
)
_WORD = r"[a-z][a-z0-9_]{0,59}"

FIELDS: Mapping[str, re.Pattern[str]] = {
    "request_id": re.compile(r"[0-9a-f]{16}"),
    "method": re.compile(r"[A-Z]{3,7}"),
    "route": re.compile(r"[a-z0-9_./<>:{}^$\\-]{0,120}"),
    "status": re.compile(r"[1-5][0-9]{2}"),
    "ms": re.compile(r"[0-9]{1,9}"),
    "act": re.compile(rf"{_WORD}(?:\.{_WORD}){{1,3}}"),
    "code": re.compile(_WORD),
    "node": re.compile(r"[A-Z]{2}"),
    "partner": re.compile(r"[A-Z]{2}"),
    "reference": re.compile(r"[A-Z]{2}-[A-Z]{2}-[0-9]{4}-[0-9]{5}"),
    "message_id": re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "job": re.compile(_WORD),
    "fault": re.compile(r"[0-9a-f]{8}"),
}
"""Every field that a line may carry beside its sentence, and the form its value must have."""

OUT_OF_FORM = "?"
request_id: ContextVar[str] = ContextVar("request_id", default="")
_process = ["comity"]
_log = logging.getLogger(__name__)


def begin(process: str) -> None:
    """Name this process in its lines, and let what nobody catches be told in the same form.

    Args:
        process: `officers` or `partners`.
    """
    _process[0] = process
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def line_of(record: logging.LogRecord) -> dict[str, Any]:
    """Return what may be told of a record, in the order in which it is told."""
    told: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "process": _process[0],
        "pid": record.process,
        "logger": record.name if _MODULE.fullmatch(record.name) else OUT_OF_FORM,
    }
    if text := _text_of(record):
        told["text"] = text
    told |= _fields_of(record)
    if record.exc_info and record.exc_info[1] is not None:
        told["error"], told["where"] = _error_of(record.exc_info[1])
    return told


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        return json.dumps(line_of(record), ensure_ascii=True)


class PlainLines(logging.Formatter):
    """A line for people."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        told = line_of(record)
        begins = f"{told.pop('at')} {told.pop('level').upper()} {told.pop('process')}"
        pid, logger, text = told.pop("pid"), told.pop("logger"), told.pop("text", "")
        where = told.pop("where", ())
        named = " ".join(f"{name}={value}" for name, value in told.items())
        line = " ".join(part for part in (f"{begins}[{pid}]", f"{logger}:", text, named) if part)
        return "\n  ".join((line, *where))


FORMATTERS: Mapping[str, Callable[[], logging.Formatter]] = {"plain": PlainLines, "json": JsonLines}


def logging_settings(format_: str, level: str) -> dict[str, Any]:
    """Return the logging of every process of a node.

    Args:
        format_: `plain` or `json`.
        level: the least level told.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"told": {"()": FORMATTERS[format_]}},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "told"}},
        "root": {"handlers": ["console"], "level": level.upper()},
        "loggers": {
            # The framework's own handlers would mail errors whole, and its lines name addresses.
            "django": {"handlers": [], "level": "NOTSET", "propagate": True},
            "django.server": {"handlers": [], "level": "NOTSET", "propagate": True},
            "_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        },
    }


def _text_of(record: logging.LogRecord) -> str:
    """Return the literal sentence of a record of our own, or what the server says of itself."""
    if record.name.startswith("comity.") and isinstance(record.msg, str) and not record.args:
        return record.msg
    if record.name == "_granian":
        said = record.getMessage()
        return said if _OF_THE_SERVER.fullmatch(said) else ""
    return ""


def _fields_of(record: logging.LogRecord) -> dict[str, str]:
    given = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    given.setdefault("request_id", request_id.get())
    return {name: _in_form(name, str(value)) for name, value in given.items() if value != ""}


def _in_form(name: str, value: str) -> str:
    if FIELDS[name].fullmatch(value) is None:
        return OUT_OF_FORM
    # A partner may name a code of its own making; only those that have a sentence here are told.
    return value if name != "code" or value in _codes() else OUT_OF_FORM


@cache
def _codes() -> frozenset[str]:
    return frozenset({*SENTENCES, *NODE_SENTENCES, "unexpected"})


def _error_of(error: BaseException) -> tuple[str, list[str]]:
    """Return the type of an error and of what it came from, and the lines it came through."""
    types, places = [], []
    for each in _chain(error):
        kind = type(each)
        types.append(f"{kind.__module__}.{kind.__qualname__}")
        places += list(_places(each.__traceback__))
    return " < ".join(types), places[-_MOST_PLACES:]


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{_short(code.co_filename)}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def _short(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(_PACKAGE)) if path.is_relative_to(_PACKAGE) else path.name


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _log.critical("the process ends by an error nobody caught", exc_info=(kind, error, trace))


def _uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    error = told.exc_value
    if error is not None:
        trace = (told.exc_type, error, told.exc_traceback)
        _log.critical("a thread ended by an error nobody caught", exc_info=trace)
