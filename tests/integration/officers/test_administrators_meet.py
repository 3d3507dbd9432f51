"""Two administrators act on each other at once: one of the acts sees what the other has done."""

from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction

from comity.officers.queries import administrators_with_second_factor, officer_named
from comity.officers.services import change_offices, strike_off
from comity.officers.terms import TooFewAdministratorsError
from tests.integration.meeting import meet
from tests.integration.officers.people import appoint_people

pytestmark = pytest.mark.django_db(transaction=True)
AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def test_two_who_take_each_other_away_leave_two_administrators(production: Any) -> None:
    with transaction.atomic():
        appoint_people()
    for name in ("n.okafor", "n.second", "n.third"):
        Authenticator.objects.create(user=officer_named(name), type="totp", data={})
    second, third = (officer_named(name).as_viewer() for name in ("n.second", "n.third"))
    with pytest.raises(TooFewAdministratorsError):
        meet(
            lambda: strike_off("n.second", by=third, at=AT),
            lambda: change_offices("n.third", ["treaty_desk"], by=second, at=AT),
        )
    assert len(administrators_with_second_factor()) == 2
