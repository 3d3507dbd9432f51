"""What officers type of instructions, assurances and breaches: kept as typed, judged by rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class InstructionDraft:
    """A national instruction as typed.

    Attributes:
        effect: hold, refer or higher-approval.
        to: the role that decides or approves.
        partners: codes of the partners concerned; empty for all.
        kinds: the assistance concerned; empty for all.
        purposes: the purposes concerned; empty for all.
        acts: the acts concerned; empty for all.
        from_on: first day it counts, as ISO 8601 writes it.
        until_on: first day it no longer counts; empty for no end named.
        office: the authority that gives it.
        reference: its number at that authority.
        dated: the day it is dated.
        source: how it reached this node and where it is kept.
        text: what it says.
    """

    effect: str = ""
    to: str = ""
    partners: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    from_on: str = ""
    until_on: str = ""
    office: str = ""
    reference: str = ""
    dated: str = ""
    source: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class AssuranceDraft:
    """A partner's promise as typed.

    Attributes:
        partner: code of the partner.
        unit: its agency; empty for the whole administration.
        assurance: what is promised.
        given_by: the person or office that gave it.
        document: where it is written.
        given_on: the day it was given.
        from_on: first day it covers.
        until_on: first day it no longer covers; empty for no end named.
    """

    partner: str = ""
    unit: str = ""
    assurance: str = ""
    given_by: str = ""
    document: str = ""
    given_on: str = ""
    from_on: str = ""
    until_on: str = ""


class Breaker(StrEnum):
    """Who broke what was promised."""

    PARTNER = "partner"
    OURSELVES = "ourselves"


@dataclass(frozen=True, slots=True)
class BreachDraft:
    """A breach as reported.

    Attributes:
        breaker: the partner, with what we supplied; or this administration, with what it got.
        partner: code of the partner.
        unit: the agency or person that did it, as far as known.
        assurance: the promise broken; empty when it is a term of the agreement.
        item: reference of the case, exhibit or item.
        what: what happened.
        happened_on: the day it happened; empty when not known.
        known_on: the day it became known here.
        source: how it became known.
    """

    breaker: str = Breaker.PARTNER.value
    partner: str = ""
    unit: str = ""
    assurance: str = ""
    item: str = ""
    what: str = ""
    happened_on: str = ""
    known_on: str = ""
    source: str = ""


LONGEST: Mapping[str, int] = {
    "office": 200,
    "reference": 100,
    "source": 1000,
    "text": 8000,
    "unit": 200,
    "given_by": 200,
    "document": 1000,
    "item": 100,
    "what": 8000,
    "reason": 2000,
}
"""Most characters of each text."""
