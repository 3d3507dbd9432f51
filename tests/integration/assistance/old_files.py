"""Words for what people do with the files of the time before the node."""

from datetime import date, datetime, timedelta

from django.db import transaction

from comity.assistance.models import CaseloadImport, Request
from comity.assistance.queries.imports import dry_run
from comity.assistance.services.importing import confirm_import, propose_import, take_next
from comity.assistance.terms.imports import DryRun, Sheet
from comity.kernel.rulings import Role
from comity.officers.services import appoint
from tests.integration.assistance.scene import PASSWORD, Scene

HEADINGS = (
    "Old reference",
    "Partner",
    "Direction",
    "Kind",
    "Subject",
    "Day",
    "State",
    "Agency",
    "Officer",
    "Their reference",
    "Asked",
    "Note",
)
OUT = (
    "MA/2026/17",
    "UA",
    "out",
    "origin-and-value",
    "Steel tubes",
    "2026-03-05",
    "sent",
    "CBP",
    "j.alvarez",
    "7.1/22",
    "The export declaration.",
    "Paper file in room 12.",
)
IN = (
    "IN 2026-4",
    "Ukraine",
    "in",
    "origin-and-value",
    "Bearings",
    "2026-04-01",
    "received",
    "",
    "",
    "UA-17",
    "The import value.",
    "",
)


def sheet(*rows: tuple[str, ...], headings: tuple[str, ...] = HEADINGS) -> Sheet:
    return Sheet("open.csv", "ab" * 32, headings, tuple(enumerate(rows, start=2)))


def second_unit(scene: Scene) -> None:
    """Let the central unit be two people."""
    with transaction.atomic(durable=True):
        appoint(
            "c.second",
            name="C. Second",
            agency="CBP",
            roles=[Role.CENTRAL_UNIT],
            password=PASSWORD,
            by="test",
            at=scene.now,
        )


def check(scene: Scene, told: Sheet, who: str = "c.unit", **chosen: str) -> DryRun:
    on = scene.now.date()
    return dry_run(told, chosen=chosen, seen_by=scene.officer(who), on=on)[0]


def propose(scene: Scene, told: Sheet, who: str = "c.unit") -> int:
    officer = scene.officer(who)
    found, rows = dry_run(told, chosen={}, seen_by=officer, on=scene.now.date())
    with transaction.atomic(durable=True):
        number = propose_import(told, found, rows, officer=officer, at=scene.now).number
    assert number is not None
    return number


def confirm(
    scene: Scene, number: int, who: str = "c.second", afresh: datetime | None = None
) -> CaseloadImport:
    with transaction.atomic(durable=True):
        return confirm_import(
            number,
            officer=scene.officer(who),
            signed_in_afresh_at=afresh or scene.now - timedelta(seconds=5),
            at=scene.now,
        )


def take(scene: Scene, most: int = 100, on: date | None = None) -> int:
    with transaction.atomic(durable=True):
        return take_next(at=scene.now, on=on or scene.now.date(), most=most)


def imported(scene: Scene, *rows: tuple[str, ...]) -> list[Request]:
    """Take rows in; return their requests in order."""
    confirm(scene, propose(scene, sheet(*rows)))
    take(scene)
    return [Request.objects.get(imported__old_reference=row[0]) for row in rows]
