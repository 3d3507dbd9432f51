"""The living part of own law: what this node was ordered, was promised, and found broken.

Register files hold what a legislator wrote. These three are kept in the node, change by acts of
its own officers, and count in every ruling beside the files. What stands here is what rules may
know: an instruction without its reference and text, a breach without its story.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comity.agreements.terms.own_law import Instruction
from comity.agreements.terms.vocabulary import Assurance
from comity.kernel.codes import CountryCode
from comity.kernel.periods import ALWAYS, Period


@dataclass(frozen=True, slots=True)
class GivenAssurance:
    """What a partner has promised, and where that is written.

    Attributes:
        partner: who promised.
        assurance: what.
        document: where it is written.
        given_by: the person or office that gave it.
        given_on: the day it was given.
        period: the days it covers; it ends where it was withdrawn.
    """

    partner: CountryCode
    assurance: Assurance
    document: str
    given_by: str
    given_on: date
    period: Period = ALWAYS


class InstructionState(StrEnum):
    """Where an instruction kept in the node stands."""

    ENTERED = "entered"
    CONFIRMED = "confirmed"
    WITHDRAWAL_ASKED = "withdrawal-asked"
    WITHDRAWN = "withdrawn"
    GIVEN_UP = "given-up"


class BreachState(StrEnum):
    """Where a reported breach stands."""

    ALLEGED = "alleged"
    ESTABLISHED = "established"
    DISMISSED = "dismissed"
    REMEDIED = "remedied"


@dataclass(frozen=True, slots=True)
class Breach:
    """A partner's breach of an assurance, while it bears on what may be released.

    Attributes:
        partner: who broke it, or is said to have.
        state: alleged or established; a breach that was dismissed or remedied bears on nothing.
        period: the days it stood so.
    """

    partner: CountryCode
    state: BreachState
    period: Period


@dataclass(frozen=True, slots=True)
class LivingLaw:
    """What stands in one node beside the files of its own law, as known at one instant.

    Attributes:
        country: whose own law it adds to.
        instructions: confirmed national instructions, each for the days it counts.
        assurances: what partners have promised.
        breaches: partners' breaches, for the days they bear.
    """

    country: CountryCode
    instructions: tuple[Instruction, ...] = ()
    assurances: tuple[GivenAssurance, ...] = ()
    breaches: tuple[Breach, ...] = ()
