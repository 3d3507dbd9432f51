"""When one officer may let something leave alone, and what is wrong with a reason. Pure.

Own law says it, office by office and act by act; where it says nothing, nobody may.
"""

from collections.abc import Collection, Iterator
from datetime import date

from comity.agreements.rules.instructions import instruction_letting
from comity.agreements.terms import ActKind, Ask, InstructionEffect, Register
from comity.assistance.rules import problems_in_text
from comity.assistance.terms import Action
from comity.assistance.terms.duty_release import (
    AloneDraft,
    AloneReason,
    Follow,
    ReviewDraft,
    ReviewWord,
)
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.rulings import Citation, Role
from comity.officers.terms import Viewer

# What a national instruction calls each act by which something leaves.
ACT_OF = {
    Action.APPROVE: ActKind.ASK,
    Action.RELEASE: ActKind.ANSWER,
    Action.RELEASE_PART: ActKind.ANSWER,
}


def offices_let(
    register: Register,
    effect: InstructionEffect,
    ask: Ask,
    *,
    own: CountryCode,
    act: ActKind,
    on: date,
) -> tuple[tuple[Role, Citation], ...]:
    """Return which offices an instruction lets do what is otherwise not done; empty for none.

    Args:
        register: own law, and the instructions kept in this node.
        effect: what is let.
        ask: the request it is about, as an act.
        own: code of this administration.
        act: what would be done.
        on: civil day of the act.
    """
    partner = ask.requested if ask.requesting == own else ask.requesting
    return instruction_letting(
        register,
        own,
        effect,
        partner=partner,
        kind=ask.kind,
        purpose=ask.stated_purpose,
        on=on,
        act=act,
    )


def order_for(offices: Collection[tuple[Role, Citation]], officer: Viewer) -> Citation | None:
    """Return the order by which an officer may act alone; None where there is none."""
    return next((cites for office, cites in offices if officer.holds(office)), None)


def problems_in_alone(draft: AloneDraft) -> tuple[Problem, ...]:
    """Return what is wrong with a reason for acting alone; the words are for the reviewer."""
    return (
        *_code(draft.reason, "alone", frozenset(AloneReason)),
        *problems_in_text(draft.note, field="reason"),
    )


def problems_in_review(draft: ReviewDraft) -> tuple[Problem, ...]:
    """Return what is wrong with a review; what is not confirmed has a consequence and a reason."""
    against = draft.word == ReviewWord.NOT_CONFIRMED
    owed = against or bool(draft.note.strip())
    return (
        *_code(draft.word, "review", frozenset(ReviewWord)),
        *_code(draft.follows, "follows", frozenset(Follow)),
        *_consequence(draft, against=against),
        *(problems_in_text(draft.note, field="reason") if owed else ()),
    )


def _consequence(draft: ReviewDraft, *, against: bool) -> Iterator[Problem]:
    if against and draft.follows == Follow.NOTHING:
        yield Problem("follows_nothing", "follows")


def _code(code: str, name: str, known: frozenset[str]) -> Iterator[Problem]:
    if code not in known:
        yield Problem("unknown_code" if code else "missing", name)
