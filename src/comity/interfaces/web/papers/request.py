"""A request as it is read: its fields with their labels, empty ones left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from comity.agreements.terms import AssistanceKind, Proceedings, Purpose
from comity.assistance.models import Request
from comity.assistance.terms import LINES, Party, RequestDraft
from comity.assistance.wording import FIELD_LABELS
from comity.interfaces.web.papers.kinds import Line, coded_lines, own_lines, path_lines
from comity.interfaces.web.papers.sections import SECTIONS
from comity.interfaces.web.words import country_name, name_of


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the paper."""

    title: object
    lines: tuple[Line, ...]


_CODES = {"kind": AssistanceKind, "purpose": Purpose, "proceedings_nature": Proceedings}


def paper_of(request: Request) -> tuple[Part, ...]:
    """Return the parts of a request that say something, in the order of the form."""
    draft = request.as_draft()
    if request.own_side is Party.REQUESTED:
        # In a partner's request the field holds who asks; the page says that above.
        draft = replace(draft, partner="")
    return tuple(part for part in _parts(request, draft) if part.lines)


def _parts(request: Request, draft: RequestDraft) -> Iterator[Part]:
    coded = coded_lines(request)
    for section in SECTIONS:
        names = tuple(name for row in section.rows for name in row)
        lines = tuple(_lines(draft, names, coded))
        if section.id == "matter":
            yield Part(section.title, (*lines, *path_lines(request)))
            yield Part(gettext("For this kind of assistance"), tuple(own_lines(request)))
        else:
            yield Part(section.title, lines)


def _lines(draft: RequestDraft, names: tuple[str, ...], coded: Mapping[str, str]) -> Iterator[Line]:
    for name in names:
        text = coded.get(name) or _text(draft, name)
        if text and name not in {"subject", "value_currency"}:
            yield Line(gettext(FIELD_LABELS[name]), text, long=name in LINES)


def _text(draft: RequestDraft, name: str) -> str:
    value = getattr(draft, name)
    if value is True:
        return gettext("Yes")
    if value is False:
        return gettext("No") if name == "reciprocity" else ""
    if name in _CODES and value in set(_CODES[name]):
        return name_of(_CODES[name](value))
    if name in {"partner", "origin_country"} and value:
        return country_name(value)
    if name == "value_amount" and value:
        return f"{value} {draft.value_currency}".strip()
    return str(value)
