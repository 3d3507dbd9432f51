"""Reading a question from words: every fault is named at its field, none is guessed over."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from comity.agreements.terms import (
    ActKind,
    AssistanceKind,
    Assurance,
    Contents,
    DataCategory,
    Proceedings,
    ProvisionKind,
    Purpose,
)
from comity.interfaces.questions.terms import Question
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.texts import one_clean_line

Word = TypeVar("Word", bound=StrEnum)
Typed = Mapping[str, object]
_LINE = one_clean_line(200)

_LEAVING = ("contains", "suppliers", "consented", "assured", "in_breach", "touches")
_ASKED = ("purpose", "not_reciprocal")
_HELD = ("asked_for", "only_for", "consent")
# What each act turns on, in the order a form asks it; a star marks what must be said.
FIELDS: Mapping[ActKind, tuple[str, ...]] = {
    ActKind.ASK: ("other*", "kind*", *_ASKED, "courtesy", "oral"),
    ActKind.ANSWER: ("other*", "kind*", *_ASKED, "courtesy", "received_on", *_LEAVING),
    ActKind.VOLUNTEER: ("other*", "kind", "purpose", *_LEAVING),
    ActKind.USE: ("under*", "other*", "purpose*", "proceedings", "recipient", *_HELD),
    ActKind.PASS_ON: ("under*", "other*", "recipient*", "purpose*", "abroad", *_HELD, *_LEAVING),
    ActKind.SHARE: ("under*", "other*", "recipient*", "purpose*", *_HELD, *_LEAVING),
    ActKind.KEEP: ("under*", "other*", "received_on", "on_legal_hold"),
    ActKind.ATTEND: ("other*", "purpose", "as_host", "armed", "consent", *_LEAVING),
    ActKind.SERVE: ("other*", "enforce", *_LEAVING),
    ActKind.WATCH: ("other*", "targets", "on_own", *_LEAVING),
    ActKind.DELIVER_UNDER_CONTROL: ("route*", "goods", "decided", *_LEAVING),
    ActKind.EXCHANGE_AUTOMATICALLY: ("other*", "dataset", "fields", "channel", *_LEAVING),
    ActKind.MATCH: ("other*", "purpose", "without_names", *_LEAVING),
    ActKind.RECOGNISE: ("other*", "operating", "trader_consents"),
}  # fmt: skip


class _Faults:
    """The faults found so far, each at its field."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def note(self, code: str, field: str, **facts: str) -> None:
        self.found.append(Problem(code, field, tuple(facts.items())))


def question_from(
    act: ActKind, typed: Typed, *, today: date
) -> tuple[Question | None, tuple[Problem, ...]]:
    """Return the question the words ask, or everything that is wrong with them.

    Args:
        act: which act is asked about.
        typed: words by field: text, lists of texts, and flags as true or false.
        today: the day meant when none is said.
    """
    faults = _Faults()
    for field in FIELDS[act]:
        if field.endswith("*") and not typed.get(field.removesuffix("*")):
            faults.note("missing", field.removesuffix("*"))
    read = {
        name: reader(typed[name], name, faults)
        for name, reader in _READERS.items()
        if typed.get(name) not in (None, "", (), [])
    }
    acting = read.pop("acting", None)
    if acting is None and not faults.found:
        faults.note("missing", "acting")
    if acting is not None and acting == read.get("other"):
        faults.note("same_administration", "other", party=str(acting))
    if faults.found or acting is None:
        return None, tuple(faults.found)
    on = read.pop("on", today)
    read |= {meant: False for said, meant in _DENIED.items() if read.pop(said, False)}
    left = {name: read.pop(name) for name in tuple(read) if name in _CONTENTS}
    contents = Contents(**{_CONTENTS[name]: value for name, value in left.items()})
    return Question(act=act, acting=acting, on=on, contents=contents, **read), ()


_CONTENTS = {
    "contains": "categories",
    "suppliers": "suppliers",
    "consented": "consented",
    "assured": "assurances",
    "in_breach": "partner_in_breach",
    "touches": "touches",
}
# What holds unless it is denied, and the word that denies it.
_DENIED = {"not_reciprocal": "reciprocal", "without_names": "nominal"}
Reader = Callable[[Any, str, _Faults], Any]


def _word(among: type[Word]) -> Reader:
    def read(text: str, field: str, faults: _Faults) -> Word | None:
        try:
            return among(text.strip())
        except ValueError:
            faults.note("unknown_code", field)
            return None

    return read


def _country(text: str, field: str, faults: _Faults) -> CountryCode | None:
    try:
        return CountryCode(text.strip().upper())
    except ValueError:
        faults.note("unknown_country", field, value=text)
        return None


def _day(text: str | date, field: str, faults: _Faults) -> date | None:
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        faults.note("not_a_day", field)
        return None


def _line(text: str, field: str, faults: _Faults) -> str:
    if not _LINE.fullmatch(text.strip()):
        faults.note("control_characters", field)
    return text.strip()


def _flag(value: object, _field: str, _faults: _Faults) -> bool:
    return value is True or value in {"true", "yes", "on"}


def _known(value: object, field: str, faults: _Faults) -> bool | None:
    known = {"yes": True, "true": True, True: True, "no": False, "false": False, False: False}
    if value not in known:
        faults.note("unknown_code", field)
        return None
    return known[value]


def _several(reader: Reader, *, ordered: bool = False) -> Reader:
    def read(texts: str | Iterable[str], field: str, faults: _Faults) -> object:
        parts = texts.replace(",", " ").split() if isinstance(texts, str) else texts
        values = [reader(each, field, faults) for each in parts]
        return tuple(values) if ordered else frozenset(values)

    return read


def _phrases(texts: str | Iterable[str], field: str, faults: _Faults) -> frozenset[str]:
    """Read words of an agreement, each a phrase of its own, parted by commas or one by one."""
    parts = texts.split(",") if isinstance(texts, str) else texts
    return frozenset(_line(each, field, faults) for each in parts if each.strip())


def _exemption(text: str, field: str, faults: _Faults) -> ProvisionKind | None:
    kind: ProvisionKind | None = _word(ProvisionKind)(text, field, faults)
    if kind is not None and not kind.is_exemption:
        faults.note("unknown_code", field)
    return kind


def _decision(text: str, field: str, faults: _Faults) -> tuple[CountryCode | None, str]:
    """Read a state and the reference of its decision, as `UA=J-1`."""
    state, _, reference = text.partition("=")
    if not reference:
        faults.note("missing", field)
    return _country(state, field, faults), _line(reference, field, faults) if reference else ""


_READERS: Mapping[str, Reader] = {
    "acting": _country,
    "other": _country,
    "on": _day,
    "under": _line,
    "kind": _word(AssistanceKind),
    "purpose": _word(Purpose),
    "contains": _several(_word(DataCategory)),
    "suppliers": _several(_country),
    "consented": _several(_country),
    "assured": _several(_word(Assurance)),
    "in_breach": _flag,
    "touches": _several(_exemption),
    "not_reciprocal": _flag,
    "courtesy": _flag,
    "oral": _flag,
    "received_on": _day,
    "asked_for": _word(Purpose),
    "only_for": _several(_word(Purpose)),
    "proceedings": _word(Proceedings),
    "recipient": _line,
    "abroad": _country,
    "consent": _line,
    "on_legal_hold": _flag,
    "as_host": _flag,
    "armed": _flag,
    "enforce": _flag,
    "targets": _phrases,
    "on_own": _flag,
    "route": _several(_country, ordered=True),
    "goods": _line,
    "decided": _several(_decision, ordered=True),
    "dataset": _line,
    "fields": _phrases,
    "channel": _line,
    "without_names": _flag,
    "operating": _known,
    "trader_consents": _known,
}
