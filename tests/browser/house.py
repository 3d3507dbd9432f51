"""A US node that is no demonstration, with officers and no cases, served for a browser."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction

from comity.node.configuration import home_folder
from comity.node.demo.cast import PASSWORD, US
from comity.node.serving import door_command
from comity.node.tables.laying import bring_to_this_version
from comity.officers.models import Officer
from comity.officers.services import appoint, found_administration

NEWCOMER = "d.reyes"
"""Who has not chosen a password yet."""


def main() -> None:
    """Appoint the officers and become their door."""
    bring_to_this_version()
    with transaction.atomic(durable=True):
        found_administration(US.country, name=US.administration, agencies=US.agencies)
    for person in US.people:
        with transaction.atomic(durable=True):
            appoint(
                person.username,
                name=person.name,
                agency=person.agency,
                roles=person.roles,
                password=PASSWORD,
                by="test",
                at=datetime.now(UTC),
            )
    # As if chosen by each: to choose costs two more hashes a head, which are made to be slow.
    Officer.objects.exclude(username=NEWCOMER).update(password_given_at=None)
    (home_folder() / "places.json").write_text(json.dumps({}))
    command = door_command("officers")
    os.chdir(Path(home_folder()))
    os.execv(command[0], command)  # noqa: S606  this process becomes the server


if __name__ == "__main__":
    main()
