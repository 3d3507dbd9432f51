"""A scene with an absence in it."""

from collections.abc import Callable, Iterable

import pytest
from django.db import transaction

from comity.kernel.rulings import Role
from comity.officers.absence import AbsenceDraft
from comity.officers.deputies import stand_in_for
from comity.officers.models import Absence, Officer
from comity.officers.services import record_absence
from comity.officers.terms import Viewer
from tests.integration.assistance.scene import AT, ON, Scene

SINCE, UNTIL = "2026-11-20", "2026-11-25"
Away = Callable[..., Absence]
InPlace = Callable[[str, str], Viewer]


@pytest.fixture
def away(scene: Scene) -> Away:
    """Record an absence: `away("j.alvarez", "k.ortiz", [Role.REQUEST_OFFICER])`."""

    def record(
        officer: str,
        deputy: str,
        roles: Iterable[Role],
        *,
        by: Viewer | str = "",
        since: str = SINCE,
        until: str = UNTIL,
    ) -> Absence:
        draft = AbsenceDraft(officer, since, until, deputy, tuple(role.value for role in roles))
        who = by if isinstance(by, Viewer) else scene.officer(by or officer)
        with transaction.atomic(durable=True):
            return record_absence(draft, by=who, signed_in_afresh_at=AT, at=AT, on=ON)

    return record


@pytest.fixture
def in_place(scene: Scene) -> InPlace:
    """Give a deputy as policies see one: `in_place("k.ortiz", "j.alvarez")`."""

    def standing(deputy: str, absent: str) -> Viewer:
        found = Officer.objects.select_related("agency").get(username=deputy)
        return stand_in_for(absent, deputy=found, on=ON).viewer

    return standing
