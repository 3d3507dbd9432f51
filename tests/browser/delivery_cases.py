"""A controlled delivery that the partner planned and decided on, and to which we agreed."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, Protocol

from django.db import transaction

from comity.agreements.services import settle
from comity.agreements.terms import ActKind, AssistanceKind, Matter, ProvisionKind, Settlement
from comity.assistance import services as acts
from comity.assistance.schemas import DELIVERY_TYPE
from comity.assistance.terms import Party
from comity.assistance.terms.delivery import DeliveryWord, PlanName
from comity.officers.terms import Viewer

UNDER = "us-ua-2016"
_settlement = partial(
    Settlement, states="Stated for this demonstration.", source="demonstration", by=""
)


class Desk(Protocol):
    """What of the cases this needs."""

    @property
    def now(self) -> datetime: ...
    @property
    def on(self) -> date: ...
    def who(self, username: str) -> Viewer: ...
    def asked(self, number: int, subject: str = "", **changes: Any) -> str: ...
    def hear(self, type_: str, body: dict[str, Any], **changes: Any) -> None: ...


def planned_delivery(desk: Desk, number: int, subject: str) -> str:
    """Play it as far as our own decision, which is still to be told."""
    for settled in _settled(desk.now.date()):
        _in_one(partial(settle, settled, officer=desk.who("t.brooks"), at=desk.now))
    reference = desk.asked(
        number,
        subject,
        kind="controlled-delivery",
        purpose="offence-investigation",
        proceedings_nature="criminal",
        particulars={"route": "Odesa to Newark", "decides": "Court", "fallback": "Seize."},
    )
    boss = desk.who("m.chen")
    _in_one(
        lambda: acts.accept_request(reference, agency="CBP", officer=boss, at=desk.now, on=desk.on)
    )
    told = {"reference": reference, "plan": 1, "plan_by": "requesting", "state": ""}
    desk.hear(DELIVERY_TYPE, {**told, "word": "plan", "facts": _plan(desk.on)})
    _in_one(
        lambda: acts.say_of_delivery(
            reference,
            DeliveryWord.AGREE,
            {},
            read=PlanName.by(Party.REQUESTING, 1),
            officer=boss,
            signed_in_afresh_at=desk.now,
            at=desk.now,
            on=desk.on,
        )
    )
    decision = {"authority": "Court of Odesa", "decision": "77/2026"}
    facts = {**decision, "decided_on": desk.on.isoformat()}
    desk.hear(DELIVERY_TYPE, {**told, "word": "decision", "state": "UA", "facts": facts})
    return reference


def _plan(on: date) -> dict[str, str]:
    first, last = (on + timedelta(days=days) for days in (14, 18))
    return {
        "goods": "Container MSKU 1234565, 20 kg of cocaine in scrap metal",
        "route": "UA, US",
        "means": "Vessel Halcyon, IMO 9074729, then lorry; seal 77123",
        "starts_on": first.isoformat(),
        "ends_on": last.isoformat(),
        "watch": "Theirs to the quay in Newark, ours from the gate on.",
        "contact": "Duty desk Kyiv, +380 44 000 00 00, at any hour.",
        "fallback": "Seize at the quay.",
        "substitution": "part",
    }


def _settled(on: date) -> tuple[Settlement, ...]:
    """What the register leaves open of it: the article, and own law for acting on the ground."""
    kind = ProvisionKind.ACT_CONTROLLED_DELIVERY
    return (
        _settlement(about=UNDER, matter=Matter.TERM, on=on, provision=kind),
        _settlement(
            about="domestic/us",
            matter=Matter.OWN_LAW,
            on=on,
            kinds=frozenset({AssistanceKind.CONTROLLED_DELIVERY}),
            acts=frozenset({ActKind.ANSWER, ActKind.DELIVER_UNDER_CONTROL}),
        ),
    )


def _in_one(act: Callable[[], object]) -> None:
    with transaction.atomic(durable=True):
        act()
