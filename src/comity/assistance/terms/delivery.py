"""Controlled delivery by two administrations: what is said of it, and where it stands. Pure.

What both sides have said is one set of words, and where the delivery stands follows from the set
alone: words that cross on the road leave both records alike.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from comity.agreements.terms import AssistanceKind
from comity.assistance.terms.kind_fields import Entry, KindField
from comity.assistance.terms.moves import Party, RequestState
from comity.kernel.wording import N_

DELIVERY_KIND: Final = AssistanceKind.CONTROLLED_DELIVERY.value
# While it is carried out, and until it is closed: results may come late.
DELIVERY_STATES: Final = frozenset(
    {
        RequestState.ACCEPTED,
        RequestState.ANSWER_DRAFTED,
        RequestState.ANSWERED,
        RequestState.OPENED,
    }
)


class DeliveryWord(StrEnum):
    """What one side says about a delivery."""

    PLAN = "plan"
    AGREE = "agree"
    DECISION = "decision"
    GO = "go"
    STOP = "stop"
    SIGHTING = "sighting"
    FALLBACK = "fallback"
    RESULT = "result"


class DeliveryStage(StrEnum):
    """Where a delivery stands."""

    NONE = "none"
    PROPOSED = "proposed"
    AGREED = "agreed"
    DECIDED = "decided"
    UNDER_WAY = "under_way"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    ENDED = "ended"


class DeliveryOutcome(StrEnum):
    """What became of the goods."""

    SEIZED = "seized"
    DELIVERED = "delivered"
    LOST = "lost"
    TURNED_BACK = "turned_back"


class Substitution(StrEnum):
    """Whether the goods are replaced before they move on."""

    NONE = "none"
    PART = "part"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, order=True)
class PlanName:
    """Which plan is spoken of. The higher number stands.

    Of two that crossed, that of the requested administration stands: the goods move under its law.

    Attributes:
        number: counted from one.
        of_requested: whether the requested administration proposed it.
    """

    number: int
    of_requested: bool

    @classmethod
    def by(cls, party: Party, number: int) -> "PlanName":
        """Return the name of a plan that `party` proposes."""
        return cls(number, party is Party.REQUESTED)

    @property
    def proposer(self) -> Party:
        """Who proposed it."""
        return Party.REQUESTED if self.of_requested else Party.REQUESTING


@dataclass(frozen=True, slots=True)
class Said:
    """One word as both sides know it.

    Attributes:
        word: what was said.
        by: which side said it.
        plan: of which plan.
        state: the state whose competent authority decided; empty for other words.
        facts: what was filled in, by the names of the fields.
    """

    word: DeliveryWord
    by: Party
    plan: PlanName
    state: str = ""
    facts: Mapping[str, str] = field(default_factory=dict, hash=False)


SUBSTITUTION_NAMES: Final = {
    Substitution.NONE.value: N_("no"),
    Substitution.PART.value: N_("in part"),
    Substitution.WHOLE.value: N_("wholly"),
}
OUTCOME_NAMES: Final = {
    DeliveryOutcome.SEIZED.value: N_("seized"),
    DeliveryOutcome.DELIVERED.value: N_("delivered, those behind it known"),
    DeliveryOutcome.LOST.value: N_("lost from sight"),
    DeliveryOutcome.TURNED_BACK.value: N_("turned back"),
}

_L, _T, _D, _C = Entry.LINE, Entry.TEXT, Entry.DAY, Entry.CODE
_COUNTRIES: Final = N_("Two letters each, from the first state to the last: CN, KE, US.")
# What is filled in with each word; the first so many of them are needed.
DELIVERY_FIELDS: Final[Mapping[DeliveryWord, tuple[KindField, ...]]] = {
    DeliveryWord.PLAN: (
        KindField("goods", _L, N_("Goods, and how much of them")),
        KindField("route", _L, N_("States on the way"), _COUNTRIES),
        KindField("means", _L, N_("Means of transport, container, seals")),
        KindField("starts_on", _D, N_("The goods move from"), ahead=True),
        KindField("ends_on", _D, N_("They arrive by"), ahead=True),
        KindField("watch", _T, N_("Who watches where, and hands over to whom")),
        KindField("contact", _T, N_("Officers in charge, and how they are reached at any hour")),
        KindField("fallback", _T, N_("What is done when control is lost")),
        KindField("substitution", _C, N_("Goods are replaced"), codes=SUBSTITUTION_NAMES),
        KindField("sharing", _T, N_("Costs, and what is forfeited")),
    ),
    DeliveryWord.AGREE: (),
    DeliveryWord.DECISION: (
        KindField("authority", _L, N_("Competent authority")),
        KindField("decision", _L, N_("Number of its decision")),
        KindField("decided_on", _D, N_("Day of the decision")),
        KindField("terms", _T, N_("Conditions it sets")),
    ),
    DeliveryWord.GO: (),
    DeliveryWord.STOP: (KindField("reasons", _T, N_("Reasons")),),
    DeliveryWord.SIGHTING: (
        KindField("place", _L, N_("Where the goods are")),
        KindField("seen", _T, N_("What was seen, and when")),
    ),
    DeliveryWord.FALLBACK: (
        KindField("place", _L, N_("Where the goods are")),
        KindField("reasons", _T, N_("What went wrong, and what is done")),
    ),
    DeliveryWord.RESULT: (
        KindField("outcome", _C, N_("What became of the goods"), codes=OUTCOME_NAMES),
        KindField("seen", _T, N_("Persons, amounts, proceedings")),
    ),
}
_MAY_BE_EMPTY: Final = frozenset({"substitution", "sharing", "terms"})
# Every field, once; one that two words have is the same.
FIELD_OF: Final[Mapping[str, KindField]] = {
    each.name: each for fields in DELIVERY_FIELDS.values() for each in fields
}
MOST_STATES: Final = 8


def is_needed(name: str) -> bool:
    """Tell whether a field must be filled in where a word has it."""
    return name not in _MAY_BE_EMPTY


def route_in(text: str) -> tuple[str, ...]:
    """Return the codes of the states of a route, as typed."""
    return tuple(code.strip().upper() for code in text.replace("–", ",").split(",") if code.strip())


def plan_that_stands(said: Collection[Said]) -> Said | None:
    """Return the plan both sides go by; None while none was proposed.

    The one under which the goods are under way, whatever is proposed meanwhile; else the newest.
    """
    plans = [each for each in said if each.word is DeliveryWord.PLAN]
    running = [each for each in plans if _is_running(each, said)]
    return max(running or plans, key=lambda each: each.plan, default=None)


def was_let_go(plan: Said, said: Iterable[Said]) -> bool:
    """Tell whether a plan was agreed to and decided on in every state, and both sides said go."""
    of_plan = [each for each in said if each.plan == plan.plan]
    agreed = any(each.word is DeliveryWord.AGREE and each.by is not plan.by for each in of_plan)
    decided = {each.state for each in of_plan if each.word is DeliveryWord.DECISION}
    gone = {each.by for each in of_plan if each.word is DeliveryWord.GO}
    return agreed and set(route_in(plan.facts["route"])) <= decided and gone == set(Party)


def _is_running(plan: Said, said: Collection[Said]) -> bool:
    ended = {DeliveryWord.STOP, DeliveryWord.RESULT}
    over = any(each.plan == plan.plan and each.word in ended for each in said)
    return not over and was_let_go(plan, said)
