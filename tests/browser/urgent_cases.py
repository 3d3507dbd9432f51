"""What cannot wait: a call at night, and what a duty officer lets leave alone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import transaction

from comity.agreements.lifecycle import InstructionAct
from comity.agreements.services import issue_instruction, move_instruction
from comity.agreements.terms import InstructionDraft
from comity.assistance import services as acts
from comity.assistance.services.duty_release import approve_alone
from comity.assistance.services.oral import take_orally
from comity.assistance.terms import RequestDraft
from comity.assistance.terms.duty_release import AloneDraft
from comity.assistance.terms.oral import OralDraft
from comity.kernel.rulings import Role
from comity.node.demo.cast import PASSWORD
from comity.officers.services import appoint
from tests.browser.delivery_cases import Desk

Result = TypeVar("Result")
# Writes and approves, as whoever is on duty at night does.
NIGHT = "k.ortiz"


def fill_urgent(desk: Desk, like: RequestDraft) -> dict[str, str]:
    """Take a call, and let one request leave alone of two; return what is where."""
    said = _in_one(lambda: take_orally(_call(desk.now), officer=desk.who("m.chen"), at=desk.now))
    _in_one(
        lambda: appoint(
            NIGHT,
            name="Katya Ortiz",
            agency="ICE",
            roles=(Role.REQUEST_OFFICER, Role.APPROVER),
            password=PASSWORD,
            by="founding",
            at=desk.now,
        )
    )
    _let_alone(desk)
    left = _submitted(desk, like, "Outboard motors on the ferry of five o'clock")
    made = _in_one(
        lambda: approve_alone(
            left,
            version=2,
            why=AloneDraft("nobody_on_duty", "The ferry leaves at five."),
            officer=desk.who(NIGHT),
            signed_in_afresh_at=desk.now,
            at=desk.now,
            on=desk.on,
        )
    )
    return {
        "oral": said.request.reference,
        "alone": _submitted(desk, like, "Furs in the hold luggage of a coach"),
        "duty_release": str(made.pk),
    }


def _call(at: datetime) -> OralDraft:
    put_at = at - timedelta(hours=2)
    return OralDraft(
        partner="UA",
        kind="origin-and-value",
        subject="Ball bearings on the night ferry",
        asked="Hold the load and tell us its declared value.",
        put_at=put_at.strftime("%Y-%m-%d %H:%M"),
        spoken_with="O. Shevchenko, duty desk",
        why="goods_move",
    )


def _let_alone(desk: Desk) -> None:
    """Let approvers release alone what is urgent, by an instruction that two confirmed."""
    draft = InstructionDraft(
        effect="release-alone",
        to="approver",
        acts=("ask",),
        partners=("UA",),
        from_on=desk.on.isoformat(),
        office="Office of the Secretary",
        reference="CIRC-81",
        dated=desk.on.isoformat(),
        source="Circular 81, safe 3",
        text="Between 20:00 and 06:00 the approver on duty may let a request leave alone.",
    )
    entered = _in_one(lambda: issue_instruction(draft, officer=desk.who("t.brooks"), at=desk.now))
    _in_one(
        lambda: move_instruction(
            entered.pk,
            InstructionAct.CONFIRM,
            officer=desk.who("m.chen"),
            at=desk.now,
            on=desk.on,
            reason="",
        )
    )


def _submitted(desk: Desk, like: RequestDraft, subject: str) -> str:
    draft, night = replace(like, subject=subject, urgent=True), desk.who(NIGHT)
    made = _in_one(lambda: acts.draft_request(draft, officer=night, at=desk.now))
    _in_one(
        lambda: acts.submit_for_approval(made.reference, officer=night, at=desk.now, on=desk.on)
    )
    return made.reference


def _in_one(act: Callable[[], Result]) -> Result:
    with transaction.atomic(durable=True):
        return act()
