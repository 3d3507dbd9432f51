"""Names that pages print for codes, in the reader's language."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.lifecycle import BreachAct, InstructionAct
from comity.agreements.terms import (
    CATALOGUE,
    ActKind,
    AssistanceKind,
    Assurance,
    BreachState,
    Breaker,
    DataCategory,
    Effect,
    EventType,
    Force,
    InstructionEffect,
    InstructionState,
    InstrumentKind,
    Leave,
    Proceedings,
    ProvisionKind,
    Purpose,
    Reading,
)
from comity.agreements.wording.names import EVENT_NAMES, KIND_NAMES
from comity.agreements.wording.own_law import (
    BREACH_ACT_NAMES,
    BREACH_STATE_NAMES,
    BREAKER_NAMES,
    EFFECT_NAMES,
    INSTRUCTION_ACT_NAMES,
    INSTRUCTION_STATE_NAMES,
)
from comity.evidence.terms import CustodyKind
from comity.exchange.terms import LinkState
from comity.kernel.countries import NAMES
from comity.kernel.regions import Region
from comity.kernel.rulings import Outcome, Role
from comity.officers.wording import ROLE_NAMES

# Kept apart by class: two of them may use the same word for different things.
_NAMES: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    InstrumentKind: {kind: _(name) for kind, name in KIND_NAMES.items()},
    EventType: {what: _(name) for what, name in EVENT_NAMES.items()},
    Effect: {
        Effect.GRANTED: _("granted"),
        Effect.EXCLUDED: _("shut out"),
    },
    Reading: {
        Reading.NONE: _("the text was not read"),
        Reading.PART: _("the text was read in part"),
        Reading.WHOLE: _("the text was read whole"),
    },
    Force: {
        Force.YES: _("in force"),
        Force.NO: _("not in force"),
        Force.NOT_RECORDED: _("force not recorded"),
    },
    Outcome: {
        Outcome.PERMITTED: _("permitted"),
        Outcome.REFUSED: _("refused"),
        Outcome.REFERRED: _("referred"),
    },
    CustodyKind: {
        CustodyKind.TAKEN_IN: _("taken in, hashed and sealed"),
        CustodyKind.TRANSFERRED: _("transferred"),
        CustodyKind.ANNOUNCED: _("announced by the partner"),
        CustodyKind.RECEIVED: _("received whole, digests as signed"),
        CustodyKind.REFUSED: _("refused: not as signed"),
        CustodyKind.COPIED: _("digest checked, copy taken"),
        CustodyKind.SHARED: _("shown to another agency"),
        CustodyKind.UNSHARED: _("shown to another agency no longer"),
        CustodyKind.ERASED: _("erased: key and bytes"),
        CustodyKind.SCANNED: _("scanned for malware, nothing found"),
        CustodyKind.FINDING: _("scanned for malware, something found"),
        CustodyKind.NOT_SCANNABLE: _("too large for the malware scanner"),
    },
    InstructionEffect: {code: _(name) for code, name in EFFECT_NAMES.items()},
    InstructionState: {code: _(name) for code, name in INSTRUCTION_STATE_NAMES.items()},
    InstructionAct: {code: _(name) for code, name in INSTRUCTION_ACT_NAMES.items()},
    Breaker: {code: _(name) for code, name in BREAKER_NAMES.items()},
    BreachState: {code: _(name) for code, name in BREACH_STATE_NAMES.items()},
    BreachAct: {code: _(name) for code, name in BREACH_ACT_NAMES.items()},
    Role: {code: _(name) for code, name in ROLE_NAMES.items()},
    LinkState: {
        LinkState.PROPOSED: _("proposed: nobody has compared the number yet"),
        LinkState.HALF_CONFIRMED: _("compared by one officer; a second one is needed"),
        LinkState.CONFIRMED: _("confirmed"),
        LinkState.SUSPENDED: _("suspended"),
        LinkState.REVOKED: _("revoked"),
    },
}

ONWARD_NAMES: Mapping[Leave, Promise] = {
    Leave.YES: _("may be passed on"),
    Leave.LIMIT: _("may be passed on, unless the supplier limits it"),
    Leave.CONSENT: _("only with the supplier's consent"),
    Leave.NO: _("may not be passed on"),
}
HANDLING_NAMES: Mapping[str, Promise] = {
    "H0": _("for preventing and fighting crime, under the usual rules"),
    "H1": _("not in judicial proceedings without the supplier's permission"),
    "H2": _("not to be passed on without the supplier's permission"),
    "H3": _("other restrictions, as stated"),
}


# What no list of the world's countries names.
_OTHER_PARTIES: Mapping[str, Promise] = {
    "CS": _("Czechoslovakia"),
    "SU": _("Soviet Union"),
    "MERCOSUR": _("Southern Common Market"),
    "SACU": _("Southern African Customs Union"),
}


@lru_cache(maxsize=16)
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def country_name(code: str) -> str:
    """Return the name of a country or union; its code when none is known."""
    language = (get_language() or "en").split("-")[0]
    found = _territories(language).get(code) or _OTHER_PARTIES.get(code)
    return str(found or NAMES.get(code, code))


def region_name(region: Region) -> str:
    """Return the name of a part of the world; in English words when the language has none."""
    language = (get_language() or "en").split("-")[0]
    return _territories(language).get(region.m49) or region.value.replace("-", " ").title()


def name_of(code: StrEnum) -> str:
    """Return the name of a code in the reader's language; the code itself when it has none."""
    match code:
        case (
            ActKind()
            | AssistanceKind()
            | Assurance()
            | Purpose()
            | Proceedings()
            | Leave()
            | DataCategory()
        ):
            return gettext(code.label)
        case ProvisionKind():
            return gettext(CATALOGUE[code].title)
        case _:
            return str(_NAMES.get(type(code), {}).get(code, code.value))


def day_name(on: date) -> str:
    """Return a civil day as `1 Dec 2026`."""
    return _day_name(on, get_language())


def instant_name(at: datetime) -> str:
    """Return an aware instant as `1 Dec 2026, 14:05 UTC`, in the node's time zone.

    Seconds are told where it has any: a sentence may set two instants of one minute apart.

    Raises:
        OverflowError: it lies at an end of the calendar, and has no time in that zone.
    """
    local = timezone.localtime(at)
    clock = "H:i:s" if local.second or local.microsecond else "TIME_FORMAT"
    told = gettext(", ").join(formats.date_format(local, f) for f in ("DATE_FORMAT", clock))
    return f"{told} {local.tzname() or ''}".rstrip()


def printed_day(on: date) -> SafeString:
    """Return a civil day as pages print it, with its machine-readable form."""
    return format_html(
        '<time class="nowrap" datetime="{}"><bdi>{}</bdi></time>', on.isoformat(), day_name(on)
    )


@lru_cache(maxsize=4096)
def _day_name(on: date, _language: str | None) -> str:
    """Write a day; a page writes a hundred of them, and the same ones as the page before."""
    return formats.date_format(on, "DATE_FORMAT")


def capital(name: str) -> str:
    """Return a name as it begins a line."""
    return name[:1].upper() + name[1:]


def name_in(codes: type[StrEnum], code: str) -> str:
    """Return the name of a code that came as text; the text itself when it is not one of them."""
    return name_of(codes(code)) if code in set(codes) else code
