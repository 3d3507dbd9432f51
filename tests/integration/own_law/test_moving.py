"""What older nodes had settled of promises has one home from now on."""

import pytest
from django.db.migrations.state import StateApps

from comity.node.tables.laying import bring_to_this_version, step_by_step
from tests.integration.assistance.scene import AT, ON

BEFORE, AFTER = ("agreements", "0001_initial"), ("agreements", "0002_own_law")


def migrated(to: tuple[str, str]) -> StateApps:
    executor = step_by_step(using="default")
    executor.migrate([to])
    return executor.loader.project_state([to]).apps


@pytest.mark.django_db(transaction=True)
def test_a_promise_that_was_settled_becomes_an_assurance() -> None:
    try:
        migrated(BEFORE).get_model("agreements", "SettlementRecord").objects.create(
            about="domestic/us",
            matter="assurance",
            stated={"party": "CN", "assurances": ["confidentiality"], "states": "S", "source": "N"},
            by="T. Brooks",
            on=ON,
            at=AT,
        )
        known = migrated(AFTER)
        moved = known.get_model("agreements", "AssuranceRecord").objects.get()
        assert (moved.partner, moved.assurance, moved.document) == ("CN", "confidentiality", "N: S")
        assert not known.get_model("agreements", "SettlementRecord").objects.exists()
    finally:
        bring_to_this_version()
