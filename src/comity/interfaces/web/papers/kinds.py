"""What only a kind of assistance has, and the codes of lists, as lines to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from comity.assistance import queries
from comity.assistance.coding import Coded
from comity.assistance.models import Request
from comity.assistance.terms.kind_fields import FIELDS, Entry
from comity.assistance.terms.kinds import own_entries
from comity.interfaces.web.clock import today
from comity.interfaces.web.words import capital


@dataclass(frozen=True, slots=True)
class Line:
    """One field as it is read."""

    label: str
    text: str
    long: bool


def own_lines(request: Request) -> Iterator[Line]:
    """Yield what was typed into the fields of the request's own kind."""
    for name, typed in own_entries(request.kind, request.particulars).items():
        field = FIELDS[name]
        text = capital(gettext(field.codes[typed])) if typed in field.codes else typed
        yield Line(gettext(field.label), text, long=field.entry is Entry.TEXT)


def coded_lines(request: Request) -> dict[str, str]:
    """Return area and offence in words, by the names of their fields.

    A code that no list here has is shown as it came, with the list and version it is of.
    """
    return {each.field: _words(each) for each in queries.codes_of(request, on=today())}


def path_lines(request: Request) -> Iterator[Line]:
    """Yield whom a matter of this area or offence goes to when customs is not competent."""
    coded = queries.codes_of(request, on=today())
    paths = [each.path for each in coded if each.path]
    if paths:
        # The offence is said after the area, and its path is the more particular one.
        bodies = gettext(", ").join(gettext(body.name) for body in paths[-1])
        yield Line(gettext("When customs is not competent"), bodies, long=False)


def _words(each: Coded) -> str:
    of_list = f"{each.list} {each.version}".strip()
    return f"{each.typed} ({of_list})" if each.code is None else gettext(each.code.name)
