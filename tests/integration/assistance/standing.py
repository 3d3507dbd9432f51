"""Words and files of a standing exchange, as a scene plays them."""

from collections.abc import Mapping
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.db import transaction

from comity.agreements.services import settle
from comity.agreements.terms import settlement_from
from comity.assistance.models import Request, StandingEntry, StandingSupply
from comity.assistance.queries.standing import StandingTold, standing_of
from comity.assistance.services.standing import say_of_standing, send_standing
from comity.assistance.services.standing_supply import give_up_supply, send_supply
from comity.assistance.services.standing_watch import notice_late
from comity.assistance.terms.standing import StandingWord
from comity.crypto.hashing import sha256
from comity.evidence.terms import Intake
from comity.interfaces.standing_intake import take_supply_in
from tests.integration.assistance.scene import AGREEMENT, ON, Scene, exhibit_told, line_of
from tests.unit.assistance.standing_files import COLUMNS, TERMS, csv_of

OF_KIND = {
    "kind": "automatic-exchange",
    "purpose": "offence-prevention",
    "proceedings_nature": "administrative",
    "particulars": {
        "data_set": "Export declarations",
        "schedule": "Every week",
        "data_format": "CSV",
        "suspension": "By either side.",
    },
}
WEEK = date(2026, 11, 23)


def let_exchange(scene: Scene, *fields: str, own: str = "us") -> None:
    """State what the register leaves open: the article with its fields, and own law."""
    for about, more in (
        (
            AGREEMENT,
            {
                "matter": "term",
                "provision": "info.automatic",
                "parameters": {"fields": list(fields or COLUMNS)},
            },
        ),
        (
            f"domestic/{own}",
            {"matter": "own-law", "acts": ["exchange-automatically"]},
        ),
    ):
        told = {"states": "Stated for the test.", "source": "test", **more}
        with transaction.atomic(durable=True):
            settle(
                settlement_from(told, about=about, by="T. Brooks", on=ON),
                officer=scene.officer("t.brooks"),
                at=scene.now,
            )


class Exchange:
    """Short words for what officers here and the partner say of one standing exchange."""

    def __init__(self, scene: Scene, reference: str) -> None:
        self.scene, self.reference = scene, reference

    @property
    def request(self) -> Request:
        return Request.objects.get(reference=self.reference)

    def say(
        self, word: StandingWord, facts: Mapping[str, str] | None = None, who: str = "j.alvarez"
    ) -> StandingEntry:
        with transaction.atomic(durable=True):
            return say_of_standing(
                self.reference,
                word,
                facts or {},
                officer=self.scene.officer(who),
                at=self.scene.now,
                on=self.scene.now.date(),
            )

    def send(self, entry: StandingEntry, who: str = "m.chen", **how: Any) -> None:
        with transaction.atomic(durable=True):
            send_standing(
                self.reference,
                written_at=how.get("written_at", entry.at),
                officer=self.scene.officer(who),
                signed_in_afresh_at=how.get("afresh", self.scene.now - timedelta(seconds=5)),
                at=self.scene.now,
                on=self.scene.now.date(),
            )

    def hear(
        self,
        word: StandingWord,
        facts: Mapping[str, str] | None = None,
        *,
        number: int = 1,
        terms_by: str = "requested",
    ) -> None:
        body = {"reference": self.reference, "word": word.value, "number": number}
        told = {**body, "terms_by": terms_by, "facts": dict(facts or {})}
        self.scene.tell("assistance.standing", told)

    def agreed(self, **change: str) -> "Exchange":
        """Propose terms here and hear that they are agreed to."""
        self.send(self.say(StandingWord.TERMS, {**TERMS, **change}))
        self.hear(StandingWord.AGREE, number=self.told().words[-1].number)
        return self

    def hand_in(
        self, content: bytes, who: str = "j.alvarez", *, period_from: date = WEEK
    ) -> StandingSupply:
        return take_supply_in(
            self.reference,
            BytesIO(content),
            period_from=period_from,
            intake=Intake("week.csv", "text/csv"),
            officer=self.scene.officer(who),
            at=self.scene.now,
            on=self.scene.now.date(),
        )

    def let_go(self, supply: StandingSupply, who: str = "m.chen", **how: Any) -> None:
        with transaction.atomic(durable=True):
            send_supply(
                self.reference,
                supply.pk,
                officer=self.scene.officer(who),
                signed_in_afresh_at=how.get("afresh", self.scene.now),
                at=self.scene.now,
                on=self.scene.now.date(),
            )

    def give_up(self, supply: StandingSupply, who: str = "j.alvarez") -> None:
        officer = self.scene.officer(who)
        with transaction.atomic(durable=True):
            give_up_supply(self.reference, supply.pk, officer=officer, at=self.scene.now)

    def supplied_there(self, content: bytes = b"x", **change: Any) -> None:
        number = change.get("number", 1)
        told = exhibit_told(content, id=f"file-{number}", capability=f"{number:043}")
        body = {
            "reference": self.reference,
            "number": number,
            "terms": 1,
            "terms_by": "requested",
            "period_from": "2026-11-23",
            "period_until": "2026-11-30",
            "rows": 1,
            "exhibits": [{**told, "digest": sha256(content).hex()}],
            **change,
        }
        self.scene.tell("assistance.supply", body, exhibits=(line_of(told),))

    def notice(self) -> int:
        with transaction.atomic(durable=True):
            return notice_late(self.request.pk, at=self.scene.now)

    def told(self, who: str = "j.alvarez") -> StandingTold:
        found = standing_of(self.request, seen_by=self.scene.officer(who))
        assert found is not None
        return found


def exchange_that_waits(
    scene: Scene, reference: str, *, who: str, boss: str, mark: str
) -> StandingSupply:
    """Agree in advance of arrivals on an accepted request, and hand a file in that waits."""
    exchange, today = Exchange(scene, reference), scene.now.date()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=365)).isoformat()}
    change = {"schedule": "before_arrival", "lead_hours": "24", "contact": mark, **days}
    exchange.send(exchange.say(StandingWord.TERMS, {**TERMS, **change}, who=who), who=boss)
    exchange.hear(StandingWord.AGREE)
    return exchange.hand_in(csv_of(), who, period_from=today + timedelta(days=10))
