"""Names that pages print for codes, in the reader's language."""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms import (
    CATALOGUE,
    AssistanceKind,
    DataCategory,
    Effect,
    EventType,
    Force,
    InstrumentKind,
    Leave,
    Proceedings,
    ProvisionKind,
    Purpose,
    Reading,
)
from comity.evidence.terms import CustodyKind
from comity.exchange.terms import LinkState
from comity.kernel.countries import NAMES
from comity.kernel.rulings import Outcome

# Kept apart by class: two of them may use the same word for different things.
_NAMES: Mapping[type[StrEnum], Mapping[StrEnum, Promise]] = {
    InstrumentKind: {
        InstrumentKind.CMAA: _("customs mutual assistance agreement"),
        InstrumentKind.MRA: _("mutual recognition arrangement"),
        InstrumentKind.MULTILATERAL: _("multilateral convention"),
        InstrumentKind.PROTOCOL: _("protocol"),
        InstrumentKind.MOU: _("memorandum of understanding"),
        InstrumentKind.DATA_EXCHANGE: _("data exchange arrangement"),
        InstrumentKind.COMMITTEE_DECISION: _("committee decision"),
    },
    EventType: {
        EventType.SIGNED: _("signed"),
        EventType.PROVISIONALLY_APPLIED: _("provisionally applied"),
        EventType.ENTERED_INTO_FORCE: _("entered into force"),
        EventType.ACCEPTED: _("accepted"),
        EventType.AMENDED: _("amended"),
        EventType.SUSPENDED: _("suspended"),
        EventType.RESUMED: _("resumed"),
        EventType.NOTICE_GIVEN: _("notice of termination given"),
        EventType.TERMINATED: _("terminated"),
        EventType.SUPERSEDED: _("superseded"),
        EventType.SUCCEEDED: _("succeeded"),
    },
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
    },
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


@lru_cache(maxsize=16)
def _territories(language: str) -> dict[str, str]:
    try:
        return dict(Locale.parse(language).territories)
    except (UnknownLocaleError, ValueError):
        return {}


def country_name(code: str) -> str:
    """Return the name of a country or union; its code when none is known."""
    language = (get_language() or "en").split("-")[0]
    return _territories(language).get(code) or NAMES.get(code, code)


def name_of(code: StrEnum) -> str:
    """Return the name of a code in the reader's language; the code itself when it has none."""
    match code:
        case AssistanceKind() | Purpose() | Proceedings() | Leave() | DataCategory():
            return gettext(code.label)
        case ProvisionKind():
            return gettext(CATALOGUE[code].title)
        case _:
            return str(_NAMES.get(type(code), {}).get(code, code.value))


def capital(name: str) -> str:
    """Return a name as it begins a line."""
    return name[:1].upper() + name[1:]


def name_in(codes: type[StrEnum], code: str) -> str:
    """Return the name of a code that came as text; the text itself when it is not one of them."""
    return name_of(codes(code)) if code in set(codes) else code
