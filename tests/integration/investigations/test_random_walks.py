"""Random legal acts at three records, with messages delayed: the reach holds always."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import transaction

from comity.exchange.terms import Received
from comity.investigations import services
from comity.investigations.models import Item, ItemReach
from comity.investigations.terms import ItemState
from comity.kernel.errors import ComityError
from tests.integration.assistance.scene import ON, Scene
from tests.integration.investigations.three import FAR, HOST, NEAR, Three, all_in, three_of

pytestmark = pytest.mark.django_db(transaction=True)
NODES = (HOST, NEAR, FAR)
ACTS = 24
# What crosses on the road may come too late; nothing else is refused.
TOO_LATE = {"folder_not_open", "folder_unknown", "folder_task_done", "folder_word_given"}


class Walk:
    """One walk: what is tried, and where every title stands in the end."""

    def __init__(self, three: Three, seed: int) -> None:
        self.three, self.chance = three, Random(seed)
        self.written = 0
        self.acts: list[Callable[[], object]] = [
            self.write,
            self.write,
            self.release,
            self.release,
            self.give_word,
            self.finish,
            self.let_agency_in,
        ]

    def step(self) -> None:
        with self.three.at(self.chance.choice(NODES)):
            try:
                self.chance.choice(self.acts)()
            except ComityError:
                # Not every act is open at every moment; what is refused changes nothing.
                return

    def write(self) -> None:
        self.written += 1
        changes: list[dict[str, Any]] = [
            {},
            {"tell_existence": False},
            {"keep_from": (self.chance.choice(NODES),)},
            {"handling_scheme": "tlp", "handling": "RED"},
            {"kind": "decision"},
            {"kind": "task", "for_member": self.chance.choice(NODES), "due_on": "2026-12-01"},
        ]
        change = self.chance.choice(changes)
        self.three.write(title=f"Item {self.written} of {self.three.own}", **change)

    def release(self) -> None:
        self.three.release(self.any_item())

    def give_word(self) -> None:
        with transaction.atomic(durable=True):
            services.give_word(
                self.any_item().pk,
                agrees=self.chance.random() < 0.5,
                officer=self.three.scene.officer("m.chen"),
                **self.three.afresh,
            )

    def finish(self) -> None:
        with transaction.atomic(durable=True):
            services.finish_task(
                self.any_item().pk,
                officer=self.three.scene.officer("j.alvarez"),
                at=self.three.scene.now,
                on=ON,
            )

    def let_agency_in(self) -> None:
        with transaction.atomic(durable=True):
            services.admit_agency(
                self.three.folder.pk,
                "ICE",
                officer=self.three.scene.officer("m.chen"),
                at=self.three.scene.now,
                on=ON,
            )

    def any_item(self) -> Item:
        items: list[Item] = [*Item.objects.order_by("pk")]
        return self.chance.choice(items or [Item(pk=0)])

    def hand_some_over(self) -> None:
        """Each road keeps its order; which road is next is chance."""
        self.three.collect()
        for _ in range(self.chance.randrange(4)):
            roads = sorted({self.road(each) for each in self.three.waiting})
            if roads:
                self.hand_first_of(self.chance.choice(roads))

    def hand_first_of(self, road: tuple[str, str]) -> None:
        first = next(each for each in self.three.waiting if self.road(each) == road)
        self.three.waiting.remove(first)
        with self.three.at(first.envelope.recipient):
            self.three.hand_over(first)

    @staticmethod
    def road(received: Received) -> tuple[str, str]:
        envelope = received.envelope
        return envelope.sender, envelope.recipient


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_in_whatever_order_every_item_is_where_its_reach_is(
    scene: Scene, seed: int
) -> None:
    three = three_of(scene)
    all_in(three)
    walk = Walk(three, seed)
    for _ in range(ACTS):
        walk.step()
        walk.hand_some_over()
    three.deliver()
    assert {code for _, code in three.refused} <= TOO_LATE
    shown: dict[str, set[str]] = {node: set() for node in NODES}
    held: dict[str, set[str]] = {node: set() for node in NODES}
    for node in NODES:
        with three.at(node):
            for row in ItemReach.objects.filter(shown=True, agency=None).select_related("item"):
                shown[row.member].add(row.item.title)
            for item in Item.objects.filter(state=ItemState.RECEIVED):
                held[node].add(item.title)
            assert not Item.objects.filter(state=ItemState.WITHHELD).exclude(title="").exists()
    assert held == shown
    assert not any(NEAR in title.split() for title in held[FAR])
    assert not any(FAR in title.split() for title in held[NEAR])
    assert any(held.values())
