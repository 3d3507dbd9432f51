"""Acts on national instructions: one officer enters, another confirms; so it ends as well."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from comity.agreements.duties import ISSUE_INSTRUCTION, MOVE_INSTRUCTION
from comity.agreements.lifecycle import (
    InstructionAct,
    InstructionStep,
    next_instruction_step,
)
from comity.agreements.models import InstructionMove, InstructionRecord
from comity.agreements.rules.own_law_drafts import problems_in_instruction, problems_in_reason
from comity.agreements.terms import InstructionDraft, SecondOfficerNeededError
from comity.agreements.terms.own_law_events import INSTRUCTION_ISSUED
from comity.crypto.hashing import sha256
from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.ledger.services import append
from comity.ledger.terms import ADMINISTRATION, FieldValue
from comity.officers.terms import Viewer, demand_role


def issue_instruction(
    draft: InstructionDraft, *, officer: Viewer, at: datetime
) -> InstructionRecord:
    """Enter a national instruction. It counts once a second officer has confirmed it.

    Args:
        draft: as typed.
        officer: of the treaty desk or the central unit.
        at: aware UTC instant.

    Returns:
        The instruction, waiting for its confirmation.

    Raises:
        NotAllowedError: the officer's role does not carry it.
        InvalidDraftError: something is missing or wrong; every problem is named.
    """
    demand_role(officer, ISSUE_INSTRUCTION.roles)
    if problems := problems_in_instruction(draft):
        raise InvalidDraftError(problems)
    record = InstructionRecord.objects.create(
        effect=draft.effect,
        to=draft.to,
        partners=sorted(set(draft.partners)),
        kinds=sorted(set(draft.kinds)),
        purposes=sorted(set(draft.purposes)),
        acts=sorted(set(draft.acts)),
        from_on=date.fromisoformat(draft.from_on),
        until_on=date.fromisoformat(draft.until_on) if draft.until_on else None,
        office=draft.office.strip(),
        reference=draft.reference.strip(),
        dated=date.fromisoformat(draft.dated),
        source=draft.source.strip(),
        text=draft.text.strip(),
        issued_by_id=officer.officer_id,
        issued_by_name=officer.name,
        issued_at=at,
    )
    append(
        INSTRUCTION_ISSUED,
        about=str(record),
        by=officer.name,
        agency=ADMINISTRATION,
        at=at,
        effect=record.effect,
        partners=record.partners,
        office=record.office,
        number=record.reference,
        dated=record.dated.isoformat(),
        digest=_digest(record),
    )
    return record


def move_instruction(
    number: int,
    act: InstructionAct,
    *,
    officer: Viewer,
    at: datetime,
    on: date,
    reason: str = "",
) -> InstructionRecord:
    """Do the next thing with an instruction: confirm, give up, ask to withdraw, withdraw, keep.

    Args:
        number: of the instruction.
        act: what is done.
        officer: of the treaty desk or the central unit; for what two do, not the first of them.
        at: aware UTC instant.
        on: the civil day; from this day on a withdrawn instruction counts no longer.
        reason: owed where something is given up, asked for, or declined.

    Raises:
        NotFoundError: there is none, or none that the officer may see.
        NotAllowedError: the officer's role does not carry it.
        SecondOfficerNeededError: the same officer did the first half.
        InstructionStepNotAllowedError: it does not stand where this can be done.
        InvalidDraftError: the reason that is owed is missing.
    """
    record = _for_change(number, officer)
    demand_role(officer, MOVE_INSTRUCTION.roles)
    step = next_instruction_step(record.state, act)
    if step.second_person and record.first_hand in officer.people:
        raise SecondOfficerNeededError()
    if step.reasoned and (problems := problems_in_reason(reason)):
        raise InvalidDraftError(problems)
    facts = _FACTS[act](record, reason)
    _WRITES[act](record, officer, at, on, reason)
    InstructionMove.objects.create(
        instruction=record,
        act=act.value,
        reason=reason.strip() if step.reasoned else "",
        by_id=officer.officer_id,
        by_name=officer.name,
        at=at,
    )
    _record(record, step, officer=officer, at=at, facts=facts)
    return record


def _for_change(number: int, officer: Viewer) -> InstructionRecord:
    seen = InstructionRecord.objects.visible_to(officer).select_for_update(
        of=("self",), no_key=True
    )
    record = seen.filter(pk=number).first()
    if record is None:
        raise NotFoundError()
    return record


def _record(
    record: InstructionRecord,
    step: InstructionStep,
    *,
    officer: Viewer,
    at: datetime,
    facts: Mapping[str, FieldValue],
) -> None:
    append(step.event, about=str(record), by=officer.name, agency=ADMINISTRATION, at=at, **facts)


def _confirm(r: InstructionRecord, who: Viewer, at: datetime, on: date, reason: str) -> None:
    r.confirmed_by_id, r.confirmed_by_name, r.confirmed_at = who.officer_id, who.name, at
    r.save(update_fields=["confirmed_by", "confirmed_by_name", "confirmed_at"])


def _end(r: InstructionRecord, who: Viewer, at: datetime, on: date, reason: str) -> None:
    r.ended_by_id, r.ended_by_name = who.officer_id, who.name
    r.ended_at, r.ended_on = at, on
    r.withdrawal_reason = reason.strip() or r.withdrawal_reason
    ended = ["ended_by", "ended_by_name", "ended_at", "ended_on", "withdrawal_reason"]
    r.save(update_fields=ended)


def _ask(r: InstructionRecord, who: Viewer, at: datetime, on: date, reason: str) -> None:
    r.withdrawal_by_id, r.withdrawal_by_name = who.officer_id, who.name
    r.withdrawal_at, r.withdrawal_reason = at, reason.strip()
    r.save(update_fields=_ASKED)


def _keep(r: InstructionRecord, who: Viewer, at: datetime, on: date, reason: str) -> None:
    # What was asked and declined stays among the moves, not on the instruction.
    r.withdrawal_by_id, r.withdrawal_by_name = None, ""
    r.withdrawal_at, r.withdrawal_reason = None, ""
    r.save(update_fields=_ASKED)


_ASKED = ["withdrawal_by", "withdrawal_by_name", "withdrawal_at", "withdrawal_reason"]
_Write = Callable[[InstructionRecord, Viewer, datetime, date, str], None]
_WRITES: Mapping[InstructionAct, _Write] = {
    InstructionAct.CONFIRM: _confirm,
    InstructionAct.GIVE_UP: _end,
    InstructionAct.ASK_WITHDRAWAL: _ask,
    InstructionAct.WITHDRAW: _end,
    InstructionAct.KEEP: _keep,
}
_FACTS: Mapping[InstructionAct, Callable[[InstructionRecord, str], dict[str, FieldValue]]] = {
    InstructionAct.CONFIRM: lambda r, _: {"issued_by": r.issued_by_name, "digest": _digest(r)},
    InstructionAct.GIVE_UP: lambda _, reason: {"reason": reason.strip()},
    InstructionAct.ASK_WITHDRAWAL: lambda _, reason: {"reason": reason.strip()},
    InstructionAct.WITHDRAW: lambda r, _: {"asked_by": r.withdrawal_by_name},
    InstructionAct.KEEP: lambda r, reason: {
        "asked_by": r.withdrawal_by_name,
        "reason": reason.strip(),
    },
}


def _digest(record: InstructionRecord) -> str:
    """Return the digest that proves, by the record, which words were entered and confirmed."""
    return sha256(record.text.encode()).hex()
