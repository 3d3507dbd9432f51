"""What older nodes hold of persons stands in the register of personal data from now on."""

from typing import Any

import pytest
from django.db.migrations.state import StateApps

from comity.node.tables.laying import bring_to_this_version, step_by_step
from tests.integration.assistance.scene import AT

BEFORE, AFTER = ("assistance", "0011_personal"), ("assistance", "0012_persons")
HELD: dict[str, dict[str, Any]] = {
    "parties": {"parties": "Ivan Petrenko"},
    "addressee": {"particulars": {"addressee": "Marta Novak"}, "own_text": "Marta Novak"},
    "nobody": {"particulars": {"claim": "EUR 900"}, "own_text": "EUR 900"},
    "nothing": {},
}


def migrated(to: tuple[str, str]) -> StateApps:
    executor = step_by_step(using="default")
    executor.migrate([to])
    return executor.loader.project_state([to]).apps


@pytest.mark.django_db(transaction=True)
def test_a_request_that_names_persons_in_own_fields_is_marked() -> None:
    try:
        earlier = migrated(BEFORE).get_model("assistance", "Request").objects
        for reference, held in HELD.items():
            told = {"side": "requested", "state": "received", **held}
            earlier.create(reference=reference, created_at=AT, updated_at=AT, **told)
        marked = migrated(AFTER).get_model("assistance", "Request").objects
        assert dict(marked.values_list("reference", "names_persons")) == {
            "parties": True,
            "addressee": True,
            "nobody": False,
            "nothing": False,
        }
        marked.all().delete()
    finally:
        bring_to_this_version()
