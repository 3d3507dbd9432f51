"""The answers of a set-up: from options, a file or a terminal; all that is wrong told at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from comity.kernel.errors import InvalidDraftError, Problem
from comity.node.home import toml_table
from comity.node.set_up.questions import QUESTIONS, Question
from comity.node.settings_file import read_settings_file

Told = Mapping[str, Sequence[str]]


class Terminal(Protocol):
    """Somebody who can be asked."""

    def ask(self, question: str) -> str:
        """Return what was typed."""

    def say(self, text: str) -> None:
        """Tell what is wrong with it."""


class AnswersRefusedError(InvalidDraftError):
    """Some answers are missing or wrong; nothing was made."""

    code = "answers_refused"


@dataclass(frozen=True, slots=True)
class Answers:
    """Every question's checked answers, by the question's name."""

    told: Told

    def one(self, name: str) -> str:
        """Return the answer of a question that has one."""
        return self.told[name][0]

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """Return what was answered as `left=right`."""
        cut = (answer.partition("=") for answer in self.told[name])
        return [(left, right) for left, _, right in cut]

    def settings(self) -> dict[str, object]:
        """Return what `comity.toml` will say."""
        partners = urlsplit(self.one("partners_door"))
        name = self.one("officers_door")
        return {
            "country": self.one("country"),
            "administration": self.one("administration"),
            "database": self.one("database"),
            "backup_recipients": list(self.told["backup_recipient"]),
            "officers_door": {
                "host": "127.0.0.1",
                "port": int(self.one("officers_port")),
                "name": name,
            },
            # Partners call from outside; who they are follows from signatures.
            "partners_door": {
                "host": "0.0.0.0",  # noqa: S104  a door for callers from everywhere
                "port": partners.port,
                "name": partners.hostname,
            },
            # The reverse proxy on this machine, by whose word callers are known.
            "sign_in": {"proxies": ["127.0.0.1"]},
            "agencies": [{"code": code, "name": told} for code, told in self.pairs("agency")],
        }

    def text(self) -> str:
        """Return the answers as a file that reads back."""
        plain = {name: list(answers) for name, answers in self.told.items() if answers}
        return "\n".join(toml_table(dict(plain))) + "\n"


def answers_in(path: Path) -> tuple[Told, dict[str, str]]:
    """Read an answers file.

    Returns:
        The answers as they stand, and each one's place in the file.

    Raises:
        AnswersRefusedError: it cannot be read, or answers what nobody asks.
    """
    file = read_settings_file(path)
    if not file.problems and not path.exists():
        missing = Problem("settings_unreadable", str(path), (("reason", "there is no such file"),))
        raise AnswersRefusedError((missing,))
    known = {question.name for question in QUESTIONS}
    problems = list(file.problems)
    problems += [
        Problem("setting_unknown", file.place_of((name,)), (("name", name),))
        for name in file.values
        if name not in known
    ]
    if problems:
        raise AnswersRefusedError(tuple(problems))
    told = {name: _texts(value) for name, value in file.values.items()}
    return told, {name: file.place_of((name,)) for name in told}


def answered(told: Told, places: Mapping[str, str], *, terminal: Terminal | None) -> Answers:
    """Check every answer, and ask at the terminal for what is missing.

    Args:
        told: by options or a file.
        places: where each was told; the option otherwise.
        terminal: who can be asked; None when nobody is there.

    Raises:
        AnswersRefusedError: with everything that is missing or wrong.
    """
    problems: list[Problem] = []
    kept: dict[str, tuple[str, ...]] = {}
    for question in QUESTIONS:
        given = tuple(told.get(question.name, ()))
        if not given and question.default:
            given = (question.default,) if terminal is None or not question.least else ()
        place = places.get(question.name, question.option)
        if not given and terminal is not None and question.least:
            kept[question.name] = _asked(question, terminal)
            continue
        kept[question.name], wrong = _checked(question, given, place)
        problems += wrong
    problems += _said_twice(kept, places)
    if problems:
        raise AnswersRefusedError(tuple(problems))
    return Answers(kept)


def _checked(
    question: Question, given: tuple[str, ...], place: str
) -> tuple[tuple[str, ...], list[Problem]]:
    if not question.least <= len(given) <= question.most:
        facts = (("least", str(question.least)), ("found", str(len(given))))
        code = "answer_missing" if len(given) < question.least else "answer_once"
        return (), [Problem(code, place, facts)]
    kept, problems = [], []
    for answer in given:
        try:
            kept.append(question.check(answer))
        except ValueError as error:
            facts = (("answer", answer), ("reason", str(error)))
            problems.append(Problem("answer_wrong", place, facts))
    return tuple(kept), problems


def _asked(question: Question, terminal: Terminal) -> tuple[str, ...]:
    kept: list[str] = []
    while len(kept) < question.most:
        optional = len(kept) >= question.least
        default = question.default if not kept else ""
        hint = f" [{default}]" if default else " (empty to go on)" if optional else ""
        typed = terminal.ask(f"{question.asked}{hint}").strip() or default
        if not typed and optional:
            break
        try:
            kept.append(question.check(typed))
        except ValueError as error:
            terminal.say(f"  {error}.")
    return tuple(kept)


def _said_twice(kept: Told, places: Mapping[str, str]) -> list[Problem]:
    """Two people hold two keys: the same person twice is one."""
    problems = []
    for name in ("agency", "administrator"):
        codes = [answer.partition("=")[0] for answer in kept.get(name, ())]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            place = places.get(name, f"--{name}")
            problems.append(Problem("answer_twice", place, (("answer", code),)))
    return problems


def _texts(value: Any) -> tuple[str, ...]:  # noqa: ANN401  whatever a file may hold
    return tuple(str(each) for each in value) if isinstance(value, list) else (str(value),)
