"""Words about standing exchanges, in templates."""

import re
from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from comity.assistance.delivery_rules import day_in
from comity.assistance.models import Request, StandingEntry, StandingGap, StandingSupply
from comity.assistance.terms.kind_fields import Entry, KindField
from comity.assistance.terms.standing import StandingStage, StandingWord
from comity.assistance.terms.standing_fields import STANDING_FIELDS
from comity.assistance.terms.standing_sets import CELL_NAMES, CellType
from comity.assistance.wording.standing import (
    OF_A_SUPPLY,
    STANDING_STAGE_NAMES,
    STANDING_WORD_NAMES,
)
from comity.interfaces.sentences import SENTENCES
from comity.interfaces.web.telling import tell
from comity.interfaces.web.words import country_name, day_name

register = template.Library()
# A code, and where there is one, a line and a column: as nodes tell what they found of themselves.
_FAULT = re.compile(
    r"(?P<code>[a-z_]{1,60})(?: (?P<line>[0-9]{1,12}))?(?: (?P<column>[a-z_]{1,60}))?"
)


@register.filter
def standing_stage_name(stage: StandingStage) -> str:
    """Print where a standing exchange stands."""
    return gettext(STANDING_STAGE_NAMES[stage])


@register.filter
def standing_word_name(word: str) -> str:
    """Print what was said."""
    return gettext(STANDING_WORD_NAMES[StandingWord(word)])


@register.filter
def cell_name(cell: CellType) -> str:
    """Print what stands in the cells of a column."""
    return gettext(CELL_NAMES[cell])


@register.filter
def whose_side(row: StandingEntry | StandingSupply | StandingGap, request: Request) -> str:
    """Print which side said it, supplied it, or owes it."""
    return gettext("We") if row.by == request.side else country_name(request.partner)


@register.filter
def filled_in_for(facts: Mapping[str, str], word: str) -> list[tuple[str, str]]:
    """Return what was filled in with a word, each with the name of its field."""
    told = []
    for field in STANDING_FIELDS[StandingWord(word)]:
        value = facts.get(field.name, "")
        if value:
            reported = word == StandingWord.REPORT and field.entry is Entry.TEXT
            shown = _faults_in(value) if reported else _named(field, value)
            told.append((gettext(field.label), shown))
    return told


@register.filter
def fault_told(fault: list[object]) -> str:
    """Print one fault of a file, with its line and column."""
    code, line, column = (str(each) for each in fault)
    return tell(code, (("line", line), ("column", column)))


def _faults_in(text: str) -> str:
    """Print what a node told of a file in words; what a person wrote stays as it is."""
    return "\n".join(_fault_in(line) for line in text.splitlines())


def _fault_in(line: str) -> str:
    found = _FAULT.fullmatch(line)
    if found is None or not _is_of_a_file(found["code"]):
        return line
    place = found["line"] or ""
    facts = (("line", place), ("column", found["column"] or ""), ("count", place))
    return tell(found["code"], facts)


def _is_of_a_file(code: str) -> bool:
    return code in OF_A_SUPPLY or (code.startswith(("exhibit_", "seal_")) and code in SENTENCES)


def _named(field: KindField, value: str) -> str:
    if field.entry is Entry.CODE:
        return gettext(field.codes.get(value, value))
    day = day_in(value) if field.entry is Entry.DAY else None
    return value if day is None else day_name(day)
