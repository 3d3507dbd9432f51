"""Which fields each part of an instrument's file has, and how a form lays them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import (
    CATALOGUE,
    DataCategory,
    Effect,
    EventType,
    InstrumentKind,
    Leave,
    Parameter,
    Proceedings,
    ProvisionKind,
    Purpose,
    Reading,
    Register,
    Scope,
    Shape,
)
from comity.interfaces.web.agreements.slots import Slot, Typed
from comity.interfaces.web.parameter_names import parameter_name
from comity.interfaces.web.words import capital, country_name, name_in, name_of
from comity.kernel.countries import NAMES

Entry = Mapping[str, Any]
_LISTS = (Purpose, Leave, Proceedings, DataCategory)
_NONE = ("", "–")
_ROWS_TO_SPARE = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Fields that stand together, in rows."""

    title: Promise | str
    rows: tuple[tuple[Slot, ...], ...]


def head_groups() -> list[Group]:
    """Return the fields before the first table of a file."""
    return [
        Group(
            _("What it is"),
            (
                (Slot(("title",), Typed.LINE, _("Title, as printed")),),
                (Slot(("short_title",), Typed.LINE, _("Short title, as officers call it")),),
                (
                    _code("kind", _("Kind"), InstrumentKind),
                    _code("reading", _("How far the text was read"), Reading),
                    Slot(("binding",), Typed.FLAG, _("Binding in law")),
                    Slot(("by_acceptance",), Typed.FLAG, _("Joined by acceptance")),
                ),
                (
                    _code("scope", _("Scope"), Scope, optional=True),
                    Slot(("scope_article",), Typed.LINE, _("Article of the scope")),
                ),
                (Slot(("also_titled",), Typed.LINES, _("Other titles")),),
                (Slot(("languages",), Typed.LINES, _("Languages of the texts")),),
                (Slot(("public",), Typed.FLAG, _("May stand in the public register")),),
            ),
        ),
        Group(
            _("Still to be found out"),
            (
                (Slot(("open_points",), Typed.LINES, _("Open points")),),
                (Slot(("note",), Typed.TEXT, _("Remark")),),
            ),
        ),
    ]


def party_groups(entry: Entry) -> list[Group]:
    """Return the fields of a party: with a row for each authority and member, and some to spare."""
    authorities, members = (len(entry.get(key, ())) for key in ("authorities", "members"))
    return [
        Group(
            _("The party"),
            (
                (
                    Slot(("code",), Typed.CODE, _("Country or union"), choices=_countries()),
                    Slot(("succeeds",), Typed.CODE, _("Whose place it took"), choices=_countries()),
                ),
            ),
        ),
        Group(
            _("Authorities that act for it"),
            tuple(_authority(row) for row in range(authorities + _ROWS_TO_SPARE)),
        ),
        Group(
            _("States a union acts through"),
            tuple(_member(row) for row in range(members + _ROWS_TO_SPARE)),
        ),
    ]


def event_groups(parties: Sequence[str]) -> list[Group]:
    """Return the fields of an event."""
    named = ((code, country_name(code)) for code in parties)
    whose = (("", gettext("All parties")), *named)
    return [
        Group(
            _("What happened, and when"),
            (
                (
                    _code("what", _("What happened"), EventType),
                    Slot(("on",), Typed.DAY, _("Day")),
                    Slot(("no_later_than",), Typed.DAY, _("No later than")),
                    Slot(
                        ("printed",),
                        Typed.LINE,
                        _("As printed"),
                        _("When a source prints less than a day, as 2007-06."),
                    ),
                ),
                (
                    Slot(("party",), Typed.CODE, _("Whom it concerns"), choices=whose),
                    Slot(("place",), Typed.LINE, _("Place")),
                    Slot(
                        ("by",),
                        Typed.LINE,
                        _("By which agreement"),
                        _("The reference of what amended or replaced it."),
                    ),
                ),
                (
                    Slot(("signatories",), Typed.LINES, _("Who signed")),
                    Slot(("parts",), Typed.LINES, _("Parts accepted")),
                ),
            ),
        ),
        Group(
            _("How it is known"),
            (
                (Slot(("source",), Typed.TEXT, _("Source"), _("What was read, and where.")),),
                (Slot(("note",), Typed.TEXT, _("Remark")),),
            ),
        ),
    ]


def source_groups() -> list[Group]:
    """Return the fields of a source."""
    rows = (
        (Slot(("title",), Typed.TEXT, _("What was read, and where")),),
        (Slot(("says",), Typed.TEXT, _("What it says")),),
    )
    return [Group(_("The source"), rows)]


def provision_groups(kind: ProvisionKind, register: Register) -> list[Group]:
    """Return the fields of a provision, with a proper field for each parameter of its kind."""
    parameters = CATALOGUE[kind].parameters
    groups = [
        Group(
            _("The article"),
            (
                (
                    Slot(("article",), Typed.LINE, _("Article"), _("As the text numbers it.")),
                    Slot(("part",), Typed.LINE, _("Annex or part")),
                    _code("effect", _("What the text does with it"), Effect, optional=True),
                ),
                (
                    Slot(("from",), Typed.DAY, _("Applies from")),
                    Slot(("until",), Typed.DAY, _("Applies until")),
                ),
            ),
        ),
        Group(
            _("How it is known"),
            (
                (
                    Slot(("verified", "by"), Typed.LINE, _("Verified by")),
                    Slot(("verified", "on"), Typed.DAY, _("Verified on")),
                    Slot(("verified", "against"), Typed.LINE, _("Against which text")),
                ),
                (
                    Slot(
                        ("assumed_from",),
                        Typed.CODE,
                        _("Or assumed from a template"),
                        _("An assumed term cites no article, and carries no permission alone."),
                        (_NONE, *((t.reference, t.title) for t in register.templates)),
                    ),
                ),
                (Slot(("note",), Typed.TEXT, _("Remark")),),
            ),
        ),
    ]
    if parameters:
        rows = tuple((parameter_slot(name, each),) for name, each in parameters.items())
        groups.insert(1, Group(_("What the article says of it"), rows))
    return groups


_BY_SHAPE: Mapping[Shape, Typed] = {
    Shape.TEXT: Typed.LINE,
    Shape.NUMBER: Typed.NUMBER,
    Shape.FLAG: Typed.FLAG,
    Shape.LIST: Typed.LINES,
    Shape.DAY: Typed.DAY,
    Shape.SIDES: Typed.SIDES,
}


def parameter_slot(name: str, parameter: Parameter) -> Slot:
    """Return the field of one parameter, as the catalogue says what it takes."""
    typed, choices = _BY_SHAPE[parameter.shape], sorted(parameter.choices)
    offered = tuple((choice, capital(_choice(choice))) for choice in choices)
    if choices and typed is Typed.LINES:
        typed = Typed.CODES
    elif choices:
        typed, offered = Typed.CODE, (_NONE, *offered)
    means = capital(gettext(parameter.means)) if parameter.means else ""
    if parameter.shape is Shape.SIDES:
        means = f"{means} " + gettext("One on each line; for one side only: “UA: Ukrainian”.")
    return Slot(("parameters", name), typed, capital(parameter_name(name)), means, offered)


def _choice(code: str) -> str:
    for codes in _LISTS:
        if code in set(codes):
            return name_in(codes, code)
    return code


def _authority(row: int) -> tuple[Slot, ...]:
    return (
        Slot(("authorities", row, "name"), Typed.LINE, gettext("Authority %d") % (row + 1)),
        Slot(("authorities", row, "from"), Typed.DAY, _("From"), " "),
        Slot(("authorities", row, "until"), Typed.DAY, _("Until"), " "),
        Slot(("authorities", row, "succeeds"), Typed.LINE, _("Successor of")),
    )


def _member(row: int) -> tuple[Slot, ...]:
    return (
        Slot(
            ("members", row, "code"),
            Typed.CODE,
            gettext("State %d") % (row + 1),
            choices=_countries(),
        ),
        Slot(("members", row, "from"), Typed.DAY, _("From"), " "),
        Slot(("members", row, "until"), Typed.DAY, _("Until"), " "),
    )


def _code(key: str, label: Promise, codes: Any, *, optional: bool = False) -> Slot:  # noqa: ANN401  any of the enumerations
    offered = tuple((each.value, capital(name_of(each))) for each in codes)
    return Slot((key,), Typed.CODE, label, choices=(_NONE, *offered) if optional else offered)


def _countries() -> tuple[tuple[str, object], ...]:
    named = sorted(((code, country_name(code)) for code in NAMES), key=lambda pair: pair[1])
    return (_NONE, *named)
