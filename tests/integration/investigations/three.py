"""Three records that take turns on one database: each holds its own folders, links and name.

What one queues for another is handed over as the exchange does: schema first, then the handler.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from comity.agreements.services import record_assurance, settle
from comity.agreements.terms import settlement_from
from comity.exchange import wiring
from comity.exchange.envelope import read_body, read_envelope
from comity.exchange.models import Link, Outbound
from comity.exchange.refusals import MessageRefusedError
from comity.exchange.terms import Received
from comity.investigations import services
from comity.investigations.models import Folder, Item, ItemReach, Member, Word
from comity.investigations.queries import ReachLine
from comity.investigations.terms import FolderDraft, ItemDraft
from comity.kernel.rulings import Ruling
from comity.officers.models import Administration
from tests.integration.assistance.scene import AGREEMENT, ON, Scene
from tests.integration.own_law.desk import PROMISE

TITLE = "Cigarettes through the free port"
MANDATE = "Find who moves them, and when the next consignment leaves."
NOTE = ItemDraft(kind="note", title="Two lorries every week", text="They change plates at night.")
HOST, NEAR, FAR = "US", "UA", "MX"
"""The host; and two members that no agreement joins to each other."""

_NAMES = {HOST: "United States customs", NEAR: "Ukrainian customs", FAR: "Mexican customs"}
_TABLES: tuple[type[Model], ...] = (Folder, Folder.agencies.through, Member, Item, ItemReach, Word)
_PARTNERS = {HOST: (NEAR, FAR), NEAR: (HOST, FAR), FAR: (HOST, NEAR)}


@dataclass
class Three:
    """The three records, and short words for what officers of each do."""

    scene: Scene
    own: str = HOST
    linked: set[frozenset[str]] = field(
        default_factory=lambda: {frozenset({HOST, NEAR}), frozenset({HOST, FAR})}
    )
    kept: dict[str, list[list[Model]]] = field(default_factory=dict)
    waiting: list[Received] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)
    sent: int = 0

    @contextmanager
    def at(self, code: str) -> Iterator[None]:
        """Be the node of an administration for as long as the block lasts."""
        before = self.own
        self.switch(code)
        try:
            yield
        finally:
            self.switch(before)

    def switch(self, code: str) -> None:
        if code == self.own:
            return
        self.collect()
        self.kept[self.own] = [list(table._default_manager.order_by("pk")) for table in _TABLES]
        for table in reversed(_TABLES):
            table._default_manager.all().delete()
        for table, rows in zip(_TABLES, self.kept.get(code, []), strict=False):
            table._default_manager.bulk_create(rows)
        Administration.objects.update(code=code, name=_NAMES[code])
        self.own = code
        self.link()

    def link(self) -> None:
        rows = list(Link.objects.order_by("pk"))
        for place, row in enumerate(rows):
            Link.objects.filter(pk=row.pk).update(code=f"x{place}")
        for row, partner in zip(rows, _PARTNERS[self.own], strict=True):
            live = frozenset({self.own, partner}) in self.linked
            state = "confirmed" if live else "suspended"
            Link.objects.filter(pk=row.pk).update(code=partner, own_code=self.own, state=state)

    def collect(self) -> None:
        """Take up what the node of the moment has queued since."""
        for row in Outbound.objects.filter(pk__gt=self.sent).order_by("pk"):
            envelope = read_envelope(bytes(row.envelope))
            self.waiting.append(
                Received(
                    message_id=envelope.id,
                    partner=envelope.sender,
                    type=envelope.type,
                    version=envelope.version,
                    envelope=envelope,
                    body=read_body(bytes(row.body)),
                    held_at=self.scene.now,
                    at=self.scene.now,
                )
            )
            self.sent = row.pk

    def deliver(self) -> None:
        """Hand every message over, and what is said in answer, until nothing is under way."""
        self.collect()
        while self.waiting:
            received = self.waiting.pop(0)
            with self.at(received.envelope.recipient):
                self.hand_over(received)
            self.collect()

    def hand_over(self, received: Received) -> None:
        try:
            wiring.current().validator_of(received.type, 1)(received.body)
            with transaction.atomic(durable=True):
                wiring.current().hand_over(received)
        except MessageRefusedError as refusal:
            self.refused.append((received.type, refusal.code))

    # ---- what officers do, at whichever node they are

    @property
    def afresh(self) -> Any:
        return {
            "signed_in_afresh_at": self.scene.now - timedelta(seconds=5),
            "at": self.scene.now,
            "on": ON,
        }

    def open(self, who: str = "j.alvarez", **change: str) -> Folder:
        draft = FolderDraft(**{"title": TITLE, "mandate": MANDATE, **change})
        with transaction.atomic(durable=True):
            return services.open_folder(draft, officer=self.scene.officer(who), at=self.scene.now)

    def invite(self, partner: str, who: str = "m.chen", **how: Any) -> Ruling:
        with transaction.atomic(durable=True):
            return services.invite(
                self.folder.pk, partner, officer=self.scene.officer(who), **{**self.afresh, **how}
            )

    def answer(self, *, joins: bool = True, who: str = "c.unit", agency: str = "CBP") -> Folder:
        with transaction.atomic(durable=True):
            return services.answer_invitation(
                self.folder.pk,
                joins=joins,
                agency=agency if joins else "",
                officer=self.scene.officer(who),
                **self.afresh,
            )

    def write(self, who: str = "j.alvarez", **change: Any) -> Item:
        with transaction.atomic(durable=True):
            return services.add_item(
                self.folder.pk,
                replace(NOTE, **change),
                officer=self.scene.officer(who),
                at=self.scene.now,
            )

    def release(self, item: Item, who: str = "m.chen", **how: Any) -> tuple[ReachLine, ...]:
        told = {"version": item.version, **self.afresh, **how}
        with transaction.atomic(durable=True):
            return services.release_item(item.pk, officer=self.scene.officer(who), **told)

    def shared(self, **change: Any) -> Item:
        item = self.write(**change)
        self.release(item)
        return item

    @property
    def folder(self) -> Folder:
        return Folder.objects.get()


def three_of(scene: Scene) -> Three:
    """Link a third node, state what the register leaves open, and record the promises."""
    link = Link.objects.get()
    other = Link.objects.get()
    other.pk, other.code, other.link_id = None, FAR, f"{link.link_id[:30]}zz"
    other.save(force_insert=True)
    open_law(scene)
    found = Three(scene)
    found.sent = max(Outbound.objects.values_list("pk", flat=True), default=0)
    return found


def open_law(scene: Scene) -> None:
    desk = scene.officer("t.brooks")
    told = {"states": "Stated for the test.", "source": "test"}
    term = {"matter": "term", "provision": "info.offences", "parameters": {"on_own": True}}
    acts = {"matter": "own-law", "kinds": ["offence-information"], "acts": ["volunteer"]}
    for about, more in (
        (AGREEMENT, term),
        ("us-mx-2000", term),
        ("domestic/ua", acts),
        ("domestic/mx", acts),
    ):
        with transaction.atomic(durable=True):
            settlement = settlement_from({**told, **more}, about=about, by="", on=ON)
            settle(settlement, officer=desk, at=scene.now)
    for partner in (NEAR, FAR):
        for assurance in ("confidentiality", "law-enforcement-use"):
            promise = replace(PROMISE, partner=partner, assurance=assurance)
            with transaction.atomic(durable=True):
                record_assurance(promise, officer=desk, at=scene.now)


def all_in(three: Three) -> None:
    """Open a folder at the host, and let both partners join."""
    three.open()
    for partner in (NEAR, FAR):
        three.invite(partner)
    three.deliver()
    for partner in (NEAR, FAR):
        with three.at(partner):
            three.answer()
    three.deliver()
