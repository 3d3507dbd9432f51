"""A like request is begun with the fields of an earlier one; filters are kept by whom they help."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance.models import Enclosure, Request
from comity.assistance.queries import RequestsAsked
from comity.assistance.queries.copies import copied_from, like_requests
from comity.assistance.queries.filters import saved_filters
from comity.assistance.services.copying import copy_request
from comity.assistance.services.filters import delete_filter, save_filter
from comity.assistance.terms import OtherAgencyError, Party, RequestState
from comity.assistance.terms.filters import MOST_FILTERS, TooManyFiltersError
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.officers.models import Agency
from tests.integration.assistance.scene import PASSWORD, Scene
from tests.integration.rest.client import Caller, problem_of


def copied(scene: Scene, reference: str, who: str = "j.alvarez") -> Request:
    with transaction.atomic(durable=True):
        return copy_request(reference, officer=scene.officer(who), at=scene.now)


def test_a_copy_has_the_fields_and_sends_nothing(scene: Scene) -> None:
    source = scene.draft(parties="Acme, Mombasa", particulars={"customs_office": "Mombasa"})
    scene.attach(source, b"%PDF-1.7 invoice")
    scene.now += timedelta(days=365)
    before = Outbound.objects.count()
    made = copied(scene, source)
    found = Request.objects.get(reference=made.reference)
    kept = Request.objects.get(reference=source)
    assert found.stands is RequestState.DRAFT
    assert found.reference != source
    assert (found.subject, found.facts, found.parties) == (kept.subject, kept.facts, kept.parties)
    assert found.particulars == {"customs_office": "Mombasa"}
    assert Outbound.objects.count() == before
    assert not Enclosure.objects.filter(request=found).exists()
    assert copied_from(found, seen_by=scene.officer("j.alvarez")) == source
    entry = LedgerEntry.objects.get(about=made.reference)
    assert (entry.event, dict(entry.facts())["before"]) == ("request.copied", source)


def test_days_of_the_earlier_matter_are_shifted_or_left_empty(scene: Scene) -> None:
    source = scene.draft(
        reply_wanted_on="2026-12-21",
        particulars={"period_from": "2026-01-01"},
        urgent=True,
        assures_confidentiality=True,
    )
    scene.now += timedelta(days=365)
    made = copied(scene, source)
    assert made.reply_wanted_on == "2027-12-21"
    assert made.particulars == {}
    assert (made.urgent, made.assures_confidentiality) == (False, False)


def test_only_ones_own_agencys_requests_are_copied_and_only_by_who_drafts(scene: Scene) -> None:
    source = scene.draft()
    with pytest.raises(NotFoundError):
        copied(scene, source, "d.reyes")
    with pytest.raises(NotAllowedError):
        copied(scene, source, "c.unit")
    scene.settle_assessment(own_law=True)
    theirs = scene.received()
    scene.accept(theirs)
    with pytest.raises(NotFoundError):
        copied(scene, theirs)


def test_what_another_agency_shared_is_not_copied(scene: Scene) -> None:
    source = scene.draft()
    request = Request.objects.get(reference=source)
    request.shared_with.add(Agency.objects.get(code="ICE"))
    with pytest.raises(OtherAgencyError):
        copied(scene, source, "d.reyes")
    assert like_requests(seen_by=scene.officer("d.reyes")) == []


def test_a_new_request_offers_the_latest_of_ones_agency(scene: Scene) -> None:
    first, last = scene.draft(), scene.draft(subject="Later")
    viewer = scene.officer("j.alvarez")
    assert [each.reference for each in like_requests(seen_by=viewer)] == [last, first]
    assert like_requests("KE", seen_by=viewer) == []
    assert like_requests(seen_by=scene.officer("c.unit")) != []


def test_the_page_copies_and_tells_from_what(scene: Scene, client: Client) -> None:
    source = scene.draft()
    assert client.login(username="j.alvarez", password=PASSWORD)
    assert f"/requests/{source}/copy/" in client.get("/requests/new/").content.decode()
    assert f"/requests/{source}/copy/" in client.get(f"/requests/{source}/").content.decode()
    answer = client.post(f"/requests/{source}/copy/")
    made = answer["Location"].split("/")[2]
    assert made != source
    assert source in client.get(f"/requests/{made}/").content.decode()


def test_the_api_copies(scene: Scene) -> None:
    source = scene.draft()
    made = Caller("j.alvarez").sign_in().post(f"/requests/{source}/copy").json()
    assert (made["state"], made["subject"]) == ("draft", "Ball bearings, suspected undervaluation")


ASKED = RequestsAsked(side=Party.REQUESTING, state="sent", partner="UA", search="bearings")


def keep(scene: Scene, name: str = "Open to Ukraine", who: str = "j.alvarez") -> int:
    with transaction.atomic(durable=True):
        return int(save_filter(name, ASKED, officer=scene.officer(who)).pk)


def test_a_filter_is_ones_own_and_is_replaced_by_its_name(scene: Scene) -> None:
    number = keep(scene)
    assert keep(scene) == number
    (kept,) = saved_filters(seen_by=scene.officer("j.alvarez"))
    assert (kept.side, kept.state, kept.partner, kept.search) == (
        *("requesting", "sent", "UA", "bearings"),
    )
    assert saved_filters(seen_by=scene.officer("k.ortiz")) == []
    with pytest.raises(NotFoundError):
        delete_filter(number, officer=scene.officer("k.ortiz"))
    delete_filter(number, officer=scene.officer("j.alvarez"))
    assert saved_filters(seen_by=scene.officer("j.alvarez")) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "hid\u202eden"])
def test_a_name_that_cannot_be_kept_is_refused(scene: Scene, name: str) -> None:
    with pytest.raises(InvalidDraftError):
        keep(scene, name)


def test_a_filter_that_leaves_nothing_out_is_refused(scene: Scene) -> None:
    with pytest.raises(InvalidDraftError):
        save_filter("All", RequestsAsked(), officer=scene.officer("j.alvarez"))


def test_nobody_keeps_more_than_there_is_room_for(scene: Scene) -> None:
    for number in range(MOST_FILTERS):
        keep(scene, f"Filter {number}")
    with pytest.raises(TooManyFiltersError):
        keep(scene, "One more")
    keep(scene, "Filter 3")
    keep(scene, "Of somebody else", "k.ortiz")


def test_the_list_offers_what_is_kept(scene: Scene, client: Client) -> None:
    assert client.login(username="j.alvarez", password=PASSWORD)
    asked = {"side": "requesting", "state": "sent", "partner": "UA", "search": "ball bearings"}
    assert "filter-name" not in client.get("/requests/").content.decode()
    assert "filter-name" in client.get("/requests/", asked).content.decode()
    client.post("/requests/filters/", {**asked, "name": "<b>Mine</b>"})
    page = client.get("/requests/").content.decode()
    assert "&lt;b&gt;Mine&lt;/b&gt;" in page
    assert "search=ball%20bearings" in page
    (kept,) = saved_filters(seen_by=scene.officer("j.alvarez"))
    client.post(f"/requests/filters/{kept.pk}/delete/")
    assert "Mine" not in client.get("/requests/").content.decode()


def test_the_api_keeps_and_forgets(scene: Scene) -> None:
    caller = Caller("j.alvarez").sign_in()
    made = caller.post("/saved-filters", {"name": "Sent", "state": "sent"}).json()
    assert caller.get("/saved-filters").json()["items"] == [made]
    other = Caller("k.ortiz").sign_in()
    problem_of(other.delete(f"/saved-filters/{made['number']}"), 404, "not_found")
    assert caller.delete(f"/saved-filters/{made['number']}").status_code == 204
    assert caller.get("/saved-filters").json()["items"] == []
