"""Make the database of a new home from a plan: tables, officers, register, links."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from comity.agreements.services import import_register
from comity.exchange.services import add_link, confirm_link, publish_descriptor
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Role
from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home
from comity.node.milestones import mark_founded
from comity.node.register_place import register_folder
from comity.node.tables.copying import all_or_nothing
from comity.node.tables.laying import bring_to_this_version, demand_empty_database
from comity.officers.models import Administration
from comity.officers.queries import officer_named, own_administration
from comity.officers.services import appoint, found_administration
from comity.officers.terms import Viewer

FOUNDER = "node founding"


def found(plan: Path) -> None:
    """Make the tables, and, when the plan file exists, everything it names.

    Args:
        plan: JSON with `people` and `links`; when absent only the tables are made, to serve as
            the template of other homes.
    """
    bring_to_this_version()
    if not plan.exists():
        return
    told = json.loads(plan.read_text())
    at = datetime.now(UTC)
    found_house(told["people"], at=at)
    for link in told["links"]:
        _link(link, at)
    # Last: a home with this marker is a node, and one without it is not served.
    mark_founded(Home(home_folder()), at=at)


def lay_tables(under_way: Path) -> None:
    """Make the tables of a new node, or those that are missing since an interrupted set-up.

    Args:
        under_way: the file of the set-up's answers, in which is noted that the database was empty
            when the set-up came to it.

    Raises:
        DatabaseNotEmptyError: it holds something this set-up did not make.
    """
    noted = under_way.with_name(f"{under_way.name}.database")
    if not noted.exists():
        demand_empty_database()
        noted.write_text("was empty\n")
    elif connection.vendor == "sqlite" and not _holds_a_house():
        # Tables may stand that no migration is noted for: nothing else is there yet, so anew.
        _remove_database()
    # Where one transaction holds tables too, an interrupted set-up leaves nothing half laid.
    with all_or_nothing("default"):
        bring_to_this_version()


def _holds_a_house() -> bool:
    laid = connection.introspection.table_names()
    return Administration._meta.db_table in laid and is_house_founded()


def _remove_database() -> None:
    connection.close()
    file = Path(connection.settings_dict["NAME"])
    for end in ("", "-wal", "-shm"):
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)


def is_house_founded() -> bool:
    """Tell whether administration, register and officers stand in the database already."""
    try:
        own_administration()
    except NotFoundError:
        return False
    return True


def found_house(people: list[dict[str, Any]], *, at: datetime) -> None:
    """Record the administration, the register, the first officers and the descriptor, at once.

    Args:
        people: the first officers, as a plan names them.
        at: aware UTC instant.
    """
    settings = NodeSettings()
    with transaction.atomic(durable=True):
        found_administration(
            settings.country,
            name=settings.administration,
            agencies=[(agency.code, agency.name) for agency in settings.agencies],
        )
        import_register(register_folder(), by=FOUNDER, at=at)
        for person in people:
            _appoint(person, at)
        publish_descriptor(Home(home_folder()).descriptor.read_bytes(), at=at)


def _appoint(person: dict[str, Any], at: datetime) -> None:
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
