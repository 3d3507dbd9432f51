"""Make the database of a new home from a plan: tables, officers, register, links."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction

from comity.agreements.services import import_register
from comity.exchange.services import add_link, confirm_link, publish_descriptor
from comity.kernel.rulings import Role
from comity.node.configuration import NodeSettings, home_folder
from comity.node.register_place import register_folder
from comity.officers.queries import officer_named
from comity.officers.services import appoint, found_administration
from comity.officers.terms import Viewer

FOUNDER = "node founding"


def found(plan: Path) -> None:
    """Make the tables, and, when the plan file exists, everything it names.

    Args:
        plan: JSON with `people` and `links`; when absent only the tables are made, to serve as
            the template of other homes.
    """
    call_command("migrate", interactive=False, verbosity=0)
    if not plan.exists():
        return
    told = json.loads(plan.read_text())
    settings = NodeSettings()
    at = datetime.now(UTC)
    with transaction.atomic(durable=True):
        found_administration(
            settings.country,
            name=settings.administration,
            agencies=[(agency.code, agency.name) for agency in settings.agencies],
        )
    with transaction.atomic(durable=True):
        import_register(register_folder(), by=FOUNDER, at=at)
    for person in told["people"]:
        _appoint(person, at)
    with transaction.atomic(durable=True):
        publish_descriptor((home_folder() / "descriptor").read_bytes(), at=at)
    for link in told["links"]:
        _link(link, at)


def _appoint(person: dict[str, Any], at: datetime) -> None:
    with transaction.atomic(durable=True):
        appoint(
            person["username"],
            name=person["name"],
            agency=person["agency"],
            roles=[Role(role) for role in person["roles"]],
            password=person["password"],
            by=FOUNDER,
            at=at,
        )


def _link(link: dict[str, Any], at: datetime) -> None:
    first, second = (_viewer(username) for username in link["confirmed_by"])
    with transaction.atomic(durable=True):
        added = add_link(Path(link["descriptor"]).read_bytes(), officer=first, at=at)
    for officer in (first, second):
        with transaction.atomic(durable=True):
            confirm_link(added.code, number=link["number"], officer=officer, at=at)


def _viewer(username: str) -> Viewer:
    return officer_named(username).as_viewer()
