"""Words for a controlled delivery, as a scene plays it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from comity.agreements.services import settle
from comity.agreements.terms import settlement_from
from comity.assistance import services
from comity.assistance.models import DeliveryEntry, Request
from comity.assistance.queries.delivery import DeliveryTold, delivery_of
from comity.assistance.terms.delivery import DeliveryWord, PlanName
from tests.integration.assistance.scene import AGREEMENT, ON, Scene

PLAN = {
    "goods": "Container MSKU 1234565",
    "route": "UA, US",
    "means": "Vessel, then lorry",
    "starts_on": "2026-12-01",
    "ends_on": "2026-12-04",
    "watch": "Theirs to the port, ours from there.",
    "contact": "Duty desk, at any hour.",
    "fallback": "Seize at the port.",
}
DECISION = {"authority": "District court", "decision": "77/2026", "decided_on": "2026-11-20"}
OF_KIND = {
    "kind": "controlled-delivery",
    "purpose": "offence-investigation",
    "proceedings_nature": "criminal",
    "particulars": {
        "route": "Odesa to Newark",
        "decides": "District court",
        "fallback": "Seize at the port.",
    },
}


def let_deliver(scene: Scene) -> None:
    """State what the register leaves open: the article, and own law for acting on the ground."""
    for about, more in (
        (AGREEMENT, {"matter": "term", "provision": "act.controlled_delivery"}),
        (
            "domestic/us",
            {
                "matter": "own-law",
                "kinds": ["controlled-delivery"],
                "acts": ["answer", "deliver-under-control"],
            },
        ),
    ):
        told = {"states": "Stated for the test.", "source": "test", **more}
        with transaction.atomic(durable=True):
            settle(
                settlement_from(told, about=about, by="T. Brooks", on=ON),
                officer=scene.officer("t.brooks"),
                at=scene.now,
            )


class Desk:
    """Short words for what officers here and the partner say of one delivery."""

    def __init__(self, scene: Scene, reference: str) -> None:
        self.scene, self.reference = scene, reference

    def plan(self, who: str = "j.alvarez", **change: str) -> DeliveryEntry:
        with transaction.atomic(durable=True):
            return services.write_delivery_plan(
                self.reference,
                {**PLAN, **change},
                officer=self.scene.officer(who),
                at=self.scene.now,
                on=ON,
            )

    def send(self, plan: DeliveryEntry, who: str = "m.chen", **how: Any) -> None:
        afresh = how.pop("afresh", self.scene.now - timedelta(seconds=5))
        with transaction.atomic(durable=True):
            services.send_delivery_plan(
                self.reference,
                written_at=how.pop("written_at", plan.at),
                officer=self.scene.officer(who),
                signed_in_afresh_at=afresh,
                at=self.scene.now,
                on=ON,
            )

    def say(
        self,
        word: DeliveryWord,
        who: str,
        *,
        facts: Mapping[str, str] | None = None,
        state: str = "",
        fresh: bool = True,
        read: PlanName | None = None,
    ) -> None:
        plan = self.told().plan
        standing = plan.plan if plan else PlanName(1, of_requested=True)
        with transaction.atomic(durable=True):
            services.say_of_delivery(
                self.reference,
                word,
                facts or {},
                read=read or standing,
                state=state,
                officer=self.scene.officer(who),
                signed_in_afresh_at=self.scene.now if fresh else None,
                at=self.scene.now,
                on=ON,
            )

    def hear(
        self,
        word: DeliveryWord,
        facts: Mapping[str, str] | None = None,
        *,
        plan: int = 1,
        plan_by: str = "requested",
        state: str = "",
    ) -> None:
        self.scene.tell(
            "assistance.delivery",
            {
                "reference": self.reference,
                "word": word.value,
                "plan": plan,
                "plan_by": plan_by,
                "state": state,
                "facts": dict(facts or {}),
            },
        )

    def told(self, who: str = "j.alvarez") -> DeliveryTold:
        request = Request.objects.get(reference=self.reference)
        found = delivery_of(request, seen_by=self.scene.officer(who))
        assert found is not None
        return found
