"""One officer, or one partner, fills no disk: there is a share of a day for each."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.assistance import services
from comity.evidence import quota
from comity.evidence.arrival import Arrival
from comity.evidence.models import Exhibit
from comity.evidence.quota import demand_officers_share, demand_partners_share
from comity.evidence.terms import Intake, OfficersShareError, PartnersShareError, Shares
from comity.evidence.vault import ROOM_KEPT_FREE, append_to_part, vault
from comity.interfaces.intake import take_in_exhibit
from comity.interfaces.storage import DISK_FULL, trouble_of
from comity.node.quota_settings import QuotaSettings
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene
from tests.integration.evidence.test_pulling import Doors, awaited
from tests.integration.meeting import meet
from tests.integration.rest.client import Caller, problem_of


@pytest.fixture(autouse=True)
def shares(scene: Scene) -> Iterator[None]:
    quota.furnish(Shares(officer=10, partner=2000))
    yield
    quota.furnish(Shares())


def taken(scene: Scene, reference: str, content: bytes, who: str = "j.alvarez") -> Exhibit:
    intake = Intake("note.txt", "text/plain", "file")
    officer = scene.officer(who)
    return take_in_exhibit(
        reference, BytesIO(content), intake=intake, officer=officer, at=scene.now
    )


def test_an_officer_takes_in_a_share_of_a_day_and_more_the_next(scene: Scene) -> None:
    reference = scene.draft()
    taken(scene, reference, b"123456")
    with pytest.raises(OfficersShareError):
        taken(scene, reference, b"78901")
    assert len(list(vault().files())) == 1
    taken(scene, reference, b"7890")
    with pytest.raises(OfficersShareError):
        taken(scene, reference, b"1")
    scene.now += timedelta(days=1)
    taken(scene, reference, b"1234567890")


def test_the_share_is_each_officers_own(scene: Scene) -> None:
    scene.attach(scene.draft(), b"1234567890")
    scene.attach(scene.draft("d.reyes"), b"1234567890", who="d.reyes")


def test_the_share_is_the_officers_and_not_that_of_a_name(scene: Scene) -> None:
    taken(scene, scene.draft(), b"1234567890")
    named = Officer.objects.get(username="d.reyes")
    named.name = scene.officer("j.alvarez").name
    named.save()
    taken(scene, scene.draft("d.reyes"), b"1234567890", who="d.reyes")
    Officer.objects.filter(username="j.alvarez").update(name="J. Alvarez-Ruiz")
    with pytest.raises(OfficersShareError):
        taken(scene, scene.draft(), b"1")


def test_both_shares_are_summed_by_an_index(scene: Scene) -> None:
    taken(scene, scene.draft(), b"123456")
    with CaptureQueriesContext(connection) as asked:
        demand_partners_share(awaited("UA", "ua-1"), at=scene.now)
        demand_officers_share(scene.officer("j.alvarez").officer_id, size=1, at=scene.now)
    sums = [each["sql"] for each in asked if "SUM(" in each["sql"]]
    assert len(sums) == 2
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for each in sums:
                plan = cursor.execute(f"EXPLAIN QUERY PLAN {each}").fetchall()
                assert "USING COVERING INDEX exhibit_of_" in plan[0][-1]


@pytest.mark.django_db(transaction=True)
def test_two_files_taken_in_at_once_do_not_share_one_share(scene: Scene) -> None:
    references = [scene.draft(), scene.draft()]
    sealed = [vault().seal(BytesIO(b"123456")) for _ in references]

    def take(number: int) -> None:
        services.attach_exhibit(
            references[number],
            sealed[number],
            intake=Intake("note.txt", "text/plain", "file"),
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )

    with pytest.raises(OfficersShareError):
        meet(lambda: take(0), lambda: take(1))
    assert [each.case for each in Exhibit.objects.all()] == references[:1]


def test_the_api_says_why_and_that_it_is_for_a_day(scene: Scene) -> None:
    quota.furnish(Shares(officer=0))
    path = f"/requests/{scene.draft()}/exhibits?name=a.txt&media_type=text/plain"
    answer = Caller("j.alvarez").sign_in().post(path, b"1", content_type="text/plain")
    problem_of(answer, 429, "exhibit_over_officers_share")


def test_what_a_partner_sends_beyond_its_share_waits_and_is_not_refused(scene: Scene) -> None:
    first, second = awaited("UA", "ua-1"), awaited("UA", "ua-2")
    demand_partners_share(first, at=scene.now)
    Exhibit.objects.filter(pk=first.pk).update(wrapped_key=b"key", held_at=scene.now, size=1500)
    arrival = Arrival(Doors(), scene.keys, lambda: scene.now)
    with pytest.raises(PartnersShareError):
        arrival.go_on(second, more=lambda: False)
    second.refresh_from_db()
    assert second.fault == ""
    demand_partners_share(awaited("KE", "ke-1"), at=scene.now)
    scene.now += timedelta(days=1)
    demand_partners_share(second, at=scene.now)


def test_what_a_partner_begins_and_never_ends_is_of_its_share(scene: Scene) -> None:
    first, second, third = (awaited("UA", f"ua-{number}") for number in range(3))
    for begun in (first, second):
        demand_partners_share(begun, at=scene.now)
        append_to_part(vault().part(begun.pk), b"x" * 967)
    with pytest.raises(PartnersShareError):
        demand_partners_share(third, at=scene.now)
    scene.now += timedelta(days=1)
    with pytest.raises(PartnersShareError):
        demand_partners_share(third, at=scene.now)
    demand_partners_share(awaited("KE", "ke-1"), at=scene.now)
    demand_partners_share(first, at=scene.now)  # what has begun goes on
    Exhibit.objects.filter(pk=first.pk).update(fault="exhibit_wrong_size")
    demand_partners_share(third, at=scene.now)


def test_an_officer_leaves_the_node_the_room_it_needs(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = [ROOM_KEPT_FREE + 8]
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free[0]))
    reference = scene.draft()
    taken(scene, reference, b"12345678")
    free[0] -= 1
    with pytest.raises(OSError) as full:
        taken(scene, scene.draft("d.reyes"), b"12345678", who="d.reyes")
    assert trouble_of(full.value) == DISK_FULL
    assert len(list(vault().files())) == 1


def test_the_settings_are_told_in_mb_and_leave_room_for_one_exhibit() -> None:
    told = QuotaSettings(officer_mb_a_day=3).shares()
    assert told == Shares(officer=3 * 1024 * 1024)
    assert told.partner >= vault().size_limit
