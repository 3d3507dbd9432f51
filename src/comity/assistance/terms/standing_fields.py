"""What is filled in with each word on a standing exchange. Pure."""

from collections.abc import Mapping
from typing import Final

from comity.agreements.terms import Purpose
from comity.assistance.terms.kind_fields import Entry, KindField
from comity.assistance.terms.moves import Party
from comity.assistance.terms.standing import (
    Direction,
    StandingWord,
    SupplyAssurance,
    SupplyFormat,
    SupplyRelease,
    SuspensionReason,
)
from comity.assistance.terms.standing_schedule import RHYTHM_NAMES
from comity.assistance.terms.standing_sets import DATA_SETS
from comity.kernel.wording import N_

DIRECTION_NAMES: Final = {
    Direction.TO_REQUESTING.value: N_("the requested administration supplies"),
    Direction.TO_REQUESTED.value: N_("the requesting administration supplies"),
    Direction.BOTH.value: N_("both supply each other"),
}
FORMAT_NAMES: Final = {
    SupplyFormat.CSV.value: N_("CSV: commas, one line each, headings first"),
    SupplyFormat.JSON_LINES.value: N_("JSON Lines: one object to a line"),
}
RELEASE_NAMES: Final = {
    SupplyRelease.EACH.value: N_("a second person lets each file go"),
    SupplyRelease.STANDING.value: N_("a file without a fault goes under this agreement"),
}
ASSURANCE_NAMES: Final = {
    SupplyAssurance.CONFIDENTIAL.value: N_("keeps it confidential"),
    SupplyAssurance.CONFIDENTIAL_AND_ENFORCEMENT.value: N_(
        "keeps it confidential and uses it for law enforcement only"
    ),
}
REASON_NAMES: Final = {
    SuspensionReason.BREACH.value: N_("a condition was broken"),
    SuspensionReason.QUALITY.value: N_("the files are not good enough"),
    SuspensionReason.TECHNICAL.value: N_("technical reasons"),
    SuspensionReason.AGREEMENT.value: N_("the agreement is suspended"),
}
PARTY_NAMES: Final = {
    Party.REQUESTING.value: N_("the requesting administration"),
    Party.REQUESTED.value: N_("the requested administration"),
}

_L, _T, _D, _C = Entry.LINE, Entry.TEXT, Entry.DAY, Entry.CODE
_SETS: Final = {code: each.name for code, each in DATA_SETS.items()}
_PURPOSES: Final = {each.value: each.label for each in Purpose}
_ZONE_HINT: Final = N_("As Europe/Kyiv or America/New_York. Its days are counted there.")
_ABOUT: Final = (
    KindField("supplier", _C, N_("Whose file"), codes=PARTY_NAMES),
    KindField("period_from", _D, N_("First day of its period")),
)
# What is filled in with each word.
STANDING_FIELDS: Final[Mapping[StandingWord, tuple[KindField, ...]]] = {
    StandingWord.TERMS: (
        KindField("data_set", _C, N_("Data set"), codes=_SETS),
        KindField("columns", _T, N_("Columns"), N_("Names of its fields, one to a line.")),
        KindField(
            "listed_as",
            _L,
            N_("Data set, as the agreement calls it"),
            N_("Empty where the agreement names none."),
        ),
        KindField("direction", _C, N_("Who supplies"), codes=DIRECTION_NAMES),
        KindField("purpose", _C, N_("Purpose"), codes=_PURPOSES),
        KindField("data_format", _C, N_("Format"), codes=FORMAT_NAMES),
        KindField("schedule", _C, N_("How often"), codes=RHYTHM_NAMES),
        KindField(
            "schedule_day",
            _L,
            N_("Day it turns"),
            N_("Weekly: 1 for Monday to 7 for Sunday. Monthly on a day: 1 to 31."),
        ),
        KindField("lead_hours", _L, N_("Hours before arrival"), N_("Only in advance of arrivals.")),
        KindField("grace", _L, N_("Owed within so many working days of both countries")),
        KindField(
            "zone_requested", _L, N_("Time zone of the requested administration"), _ZONE_HINT
        ),
        KindField(
            "zone_requesting", _L, N_("Time zone of the requesting administration"), _ZONE_HINT
        ),
        KindField("starts_on", _D, N_("From"), ahead=True),
        KindField("ends_on", _D, N_("Until, this day not included"), ahead=True),
        KindField("release", _C, N_("Who lets a file go"), codes=RELEASE_NAMES),
        KindField("assurance", _C, N_("Whoever receives a file"), codes=ASSURANCE_NAMES),
        KindField("retention_days", _L, N_("Each file is kept for so many days at most")),
        KindField("conditions", _T, N_("Further conditions")),
        KindField("contact", _T, N_("Who is reached when something is wrong, and how")),
    ),
    StandingWord.AGREE: (),
    StandingWord.SUSPEND: (
        KindField("reason", _C, N_("Reason"), codes=REASON_NAMES),
        KindField("note", _T, N_("What happened, and what must change")),
    ),
    StandingWord.RESUME: (KindField("note", _T, N_("What was put right")),),
    StandingWord.END: (KindField("note", _T, N_("Reasons")),),
    StandingWord.ASK: (*_ABOUT, KindField("note", _T, N_("What is asked"))),
    StandingWord.REPORT: (
        *_ABOUT,
        KindField("number", _L, N_("Number of the file")),
        KindField("note", _T, N_("Faults found")),
    ),
}
_MAY_BE_EMPTY: Final = frozenset(
    {
        *("listed_as", "schedule_day", "lead_hours", "zone_requested", "zone_requesting"),
        *("grace", "conditions"),
    }
)
FIELD_OF_STANDING: Final[Mapping[str, KindField]] = {
    each.name: each for fields in STANDING_FIELDS.values() for each in fields
}


def is_needed_in_standing(name: str) -> bool:
    """Tell whether a field must be filled in where a word has it."""
    return name not in _MAY_BE_EMPTY
