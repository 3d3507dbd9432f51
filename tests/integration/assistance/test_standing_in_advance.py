"""In advance of arrivals: the hours agreed on are looked at when a file leaves, on both sides."""

from datetime import UTC, date, datetime, timedelta

import pytest

from comity.assistance.models import Notice, StandingSupply
from comity.assistance.terms.standing_schedule import leaves_hours_for
from comity.kernel.periods import Period
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.standing import OF_KIND, Exchange, let_exchange
from tests.unit.assistance.standing_files import csv_of

pytestmark = pytest.mark.django_db(transaction=True)
ARRIVAL = date(2026, 12, 1)
DAY = Period(ARRIVAL, ARRIVAL + timedelta(days=1))


def exchange(scene: Scene, **change: str) -> Exchange:
    let_exchange(scene)
    reference = scene.received(**OF_KIND)
    scene.accept(reference)
    return Exchange(scene, reference).agreed(**change)


def in_advance(scene: Scene) -> Exchange:
    return exchange(scene, schedule="before_arrival", lead_hours="24")


@pytest.mark.parametrize(
    ("minutes", "kept"), [(-25 * 60, True), (-24 * 60 - 1, True), (-24 * 60, False), (-60, False)]
)
def test_something_of_the_day_arrives_so_many_hours_later(minutes: int, *, kept: bool) -> None:
    over = datetime(2026, 12, 2, 5, tzinfo=UTC)  # The day ends at midnight in New York.
    at = over + timedelta(minutes=minutes)
    assert leaves_hours_for(DAY, "America/New_York", hours=24, at=at) is kept


@pytest.mark.parametrize(("days_before", "short"), [(3, False), (0, True)])
def test_a_file_of_ours_that_leaves_late_is_marked(
    scene: Scene, days_before: int, *, short: bool
) -> None:
    made = in_advance(scene)
    scene.now = datetime(2026, 12, 1, 12, tzinfo=UTC) - timedelta(days=days_before)
    supply = made.hand_in(csv_of(), period_from=ARRIVAL)
    made.let_go(supply)
    supply.refresh_from_db()
    assert (supply.is_short, supply.told_at) == (short, scene.now)


@pytest.mark.parametrize(("days_before", "short"), [(3, False), (0, True)])
def test_a_partner_s_file_that_left_late_is_taken_marked_and_noticed(
    scene: Scene, days_before: int, *, short: bool
) -> None:
    made = in_advance(scene)
    scene.now = datetime(2026, 12, 1, 12, tzinfo=UTC) - timedelta(days=days_before)
    made.supplied_there(period_from="2026-12-01", period_until="2026-12-02")
    assert StandingSupply.objects.get().is_short is short
    assert Notice.objects.filter(request=made.request).exists() is short


def test_a_period_that_is_over_is_never_short(scene: Scene) -> None:
    made = exchange(scene)
    scene.now = datetime(2026, 12, 8, 12, tzinfo=UTC)
    made.supplied_there()
    assert not StandingSupply.objects.get().is_short
