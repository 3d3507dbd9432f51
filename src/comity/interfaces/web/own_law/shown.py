"""Instructions, promises and breaches as they are read, with who did what and what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext

from comity.agreements.duties import MOVE_INSTRUCTION
from comity.agreements.lifecycle import (
    BreachAct,
    InstructionAct,
    breach_steps_from,
    instruction_steps_from,
)
from comity.agreements.models import AssuranceRecord, BreachRecord, InstructionRecord
from comity.agreements.terms import (
    ActKind,
    AssistanceKind,
    BreachState,
    InstructionEffect,
    InstructionState,
    Purpose,
)
from comity.interfaces.web.telling import listed, tell
from comity.interfaces.web.words import capital, country_name, name_of
from comity.kernel.rulings import Role
from comity.officers.terms import Viewer

_TONES = {
    InstructionState.ENTERED: "pill-wait",
    InstructionState.CONFIRMED: "pill-good",
    InstructionState.WITHDRAWAL_ASKED: "pill-wait",
    InstructionState.WITHDRAWN: "pill-calm",
    InstructionState.GIVEN_UP: "pill-calm",
    BreachState.ALLEGED: "pill-wait",
    BreachState.ESTABLISHED: "pill-stop",
    BreachState.DISMISSED: "pill-calm",
    BreachState.REMEDIED: "pill-good",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that may be done here, or may not, with the reason.

    Attributes:
        act: its code, as the button sends it.
        button: what the button says.
        reasoned: a reason is owed.
        why_not: the reason why this officer may not; "" when the officer may.
        lets: it lifts what stands in the way of a release.
    """

    act: str
    button: str
    reasoned: bool
    why_not: str
    lets: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of a history."""

    what: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Where something stands, in words and in a colour."""

    name: str
    tone: str


@dataclass(frozen=True, slots=True)
class InstructionRow:
    """One instruction as a list shows it."""

    record: InstructionRecord
    effect: str
    speaks_of: tuple[tuple[str, str], ...]
    to: str
    state: State


@dataclass(frozen=True, slots=True)
class AssuranceRow:
    """One promise as a list shows it."""

    record: AssuranceRecord
    state: State


@dataclass(frozen=True, slots=True)
class BreachRow:
    """One breach as a list shows it."""

    record: BreachRecord
    state: State


def instruction_row(record: InstructionRecord) -> InstructionRow:
    """Return an instruction with every code by its name."""
    everything = gettext("all")
    speaks_of = (
        (gettext("Partners"), _listed((country_name(c) for c in record.partners), everything)),
        (gettext("Acts"), _listed(_names(ActKind, record.acts), everything)),
        (gettext("Kinds of assistance"), _listed(_names(AssistanceKind, record.kinds), everything)),
        (gettext("Purposes"), _listed(_names(Purpose, record.purposes), everything)),
    )
    return InstructionRow(
        record=record,
        effect=capital(name_of(InstructionEffect(record.effect))),
        speaks_of=speaks_of,
        to=name_of(Role(record.to)),
        state=_state(record.state),
    )


def assurance_row(record: AssuranceRecord) -> AssuranceRow:
    """Return a promise with whether it was withdrawn."""
    if record.withdrawn_at is not None:
        return AssuranceRow(record, State(gettext("withdrawn"), "pill-calm"))
    return AssuranceRow(record, State(gettext("given"), "pill-good"))


def breach_row(record: BreachRecord) -> BreachRow:
    """Return a breach with where it stands."""
    return BreachRow(record, _state(record.state))


def history_of_instruction(record: InstructionRecord) -> list[Happened]:
    """Return what was done with an instruction, first things first."""
    entered = Happened(gettext("Entered"), record.issued_by_name, record.issued_at)
    done = {
        InstructionAct.CONFIRM: gettext("Confirmed"),
        InstructionAct.GIVE_UP: gettext("Given up"),
        InstructionAct.ASK_WITHDRAWAL: gettext("Withdrawal asked for"),
        InstructionAct.WITHDRAW: gettext("Withdrawn"),
        InstructionAct.KEEP: gettext("Withdrawal declined"),
    }
    moves = (
        Happened(done[InstructionAct(move.act)], move.by_name, move.at, move.reason)
        for move in record.moves.all()
    )
    return [entered, *moves]


def history_of_assurance(record: AssuranceRecord) -> list[Happened]:
    """Return what was done with a promise, first things first."""
    history = [Happened(gettext("Recorded"), record.recorded_by, record.recorded_at)]
    if record.withdrawn_at is not None:
        name, reason = record.withdrawn_by_name, record.withdrawal_reason
        history.append(Happened(gettext("Withdrawn"), name, record.withdrawn_at, reason))
    return history


def history_of_breach(record: BreachRecord) -> list[Happened]:
    """Return what was done about a breach, first things first."""
    reported = Happened(gettext("Reported"), record.reported_by_name, record.reported_at)
    done = {
        BreachAct.ESTABLISH: gettext("Established"),
        BreachAct.DISMISS: gettext("Found not borne out"),
        BreachAct.REMEDY: gettext("Put right"),
        BreachAct.TELL: gettext("The partner was told"),
    }
    moves = (
        Happened(done[BreachAct(move.act)], move.by_name, move.at, move.reason)
        for move in record.moves.all()
    )
    return [reported, *moves]


def deeds_with_instruction(record: InstructionRecord, viewer: Viewer) -> list[Deed]:
    """Return what may be done with an instruction, and by this officer."""
    return [
        Deed(
            act=step.act.value,
            button=name_of(step.act),
            reasoned=step.reasoned,
            why_not=_why_not(
                viewer,
                MOVE_INSTRUCTION.roles,
                first=record.first_hand if step.second_person else None,
            ),
            lets=step.act in {InstructionAct.WITHDRAW, InstructionAct.GIVE_UP},
        )
        for step in instruction_steps_from(record.state)
    ]


def deeds_about_breach(record: BreachRecord, viewer: Viewer) -> list[Deed]:
    """Return what may be done about a breach, and by this officer."""
    return [
        Deed(
            act=step.act.value,
            button=capital(name_of(step.act)),
            reasoned=True,
            why_not=_why_not(
                viewer, step.roles, first=record.reported_by_id if step.second_person else None
            ),
            lets=step.act in {BreachAct.DISMISS, BreachAct.REMEDY},
        )
        for step in breach_steps_from(record.state)
    ]


def _why_not(viewer: Viewer, roles: Sequence[Role], *, first: int | None) -> str:
    if not viewer.holds(*roles):
        named = ", ".join(sorted(role.value for role in roles))
        return tell("not_allowed", (("roles", named),))
    return tell("second_officer_needed") if first in viewer.people else ""


def _state(state: InstructionState | BreachState) -> State:
    return State(capital(name_of(state)), _TONES[state])


def _names(codes: type[StrEnum], told: Iterable[str]) -> list[str]:
    return [name_of(codes(code)) for code in told]


def _listed(names: Iterable[str], everything: str) -> str:
    return listed(names) or everything
