"""The same matter noticed twice: told with why to who may see both, and to nobody else."""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import Fingerprint, MatterHit, Request
from comity.assistance.queries import hits_page, matters_alike, matters_alike_of
from comity.assistance.services import return_to_drafter, settle_hit
from comity.assistance.services.same_matter import MOST_OF_ONE, TOO_COMMON, note_matter
from comity.assistance.terms import UnknownAgencyError
from comity.assistance.terms.same_matter import HitSettledError, Mark
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.ledger.queries import latest_about
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import Scene

BOX = "Container MSKU 907032-3 was opened in Odesa."
SAME_BOX = "It came in msku9070323."
HINT = "This may be the same matter"


def browser_of(username: str) -> Client:
    browser = Client()
    browser.force_login(officer_named(username))
    return browser


def page_of(reference: str, username: str) -> str:
    answer = browser_of(username).get(f"/requests/{reference}/")
    assert answer.status_code == 200
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


def submitted(scene: Scene, who: str = "j.alvarez", **change: str) -> str:
    reference = scene.draft(who, **change)
    scene.submit(reference, who)
    return reference


def settle(scene: Scene, hit: MatterHit, outcome: str, unit: str = "", who: str = "c.unit") -> None:
    with transaction.atomic(durable=True):
        settle_hit(hit.pk, outcome=outcome, unit=unit, officer=scene.officer(who), at=scene.now)


def test_a_draft_tells_of_another_matter_of_the_agency_with_why(desk: Scene) -> None:
    earlier = submitted(desk, facts=BOX)
    later = desk.draft(facts=SAME_BOX)
    (other,) = matters_alike_of(later, seen_by=desk.officer("m.chen"))
    assert (other.reference, [trace.mark for trace in other.shared]) == (earlier, [Mark.CONTAINER])
    page = page_of(later, "j.alvarez")
    assert HINT in page
    assert "same container" in page
    assert "MSKU9070323" in page
    assert f"/requests/{earlier}/" in page
    assert not MatterHit.objects.exists(), "who sees both reads it on the page"


def test_a_draft_nobody_submitted_is_no_matter_yet(desk: Scene) -> None:
    desk.draft(facts=BOX)
    assert matters_alike_of(desk.draft(facts=BOX), seen_by=desk.officer("c.unit")) == ()


def test_a_request_that_came_and_one_by_letter_are_noticed(desk: Scene) -> None:
    ours = submitted(desk, consignment_reference="26UA100000123456K1")
    theirs = desk.received(facts="The declaration 26UA100000123456K1 is false.")
    (other,) = matters_alike_of(theirs, seen_by=desk.officer("c.unit"))
    assert (other.reference, other.shared[0].mark) == (ours, Mark.DECLARATION)
    assert HINT in page_of(theirs, "c.unit")


def test_what_is_decided_is_told_no_more(desk: Scene) -> None:
    submitted(desk, facts=BOX)
    theirs = desk.received(facts=SAME_BOX)
    desk.accept(theirs)
    assert HINT not in page_of(theirs, "c.unit")


def test_a_request_returned_and_changed_is_recognised_by_what_it_says_now(desk: Scene) -> None:
    reference = submitted(desk, facts=BOX)
    with transaction.atomic(durable=True):
        return_to_drafter(reference, reason="x", officer=desk.officer("m.chen"), at=desk.now)
    Request.objects.filter(reference=reference).update(facts="Nothing of the kind.")
    desk.submit(reference)
    assert not Fingerprint.objects.filter(request__reference=reference).exists()


def test_nobody_without_sight_reads_a_word_of_it_on_any_page(desk: Scene) -> None:
    """The same page, byte for byte, whether a hidden matter is alike or none is."""
    alone = submitted(desk, "d.reyes", facts=SAME_BOX)
    before = page_of(alone, "d.reyes")
    hidden = submitted(desk, facts=BOX)
    assert matters_alike_of(alone, seen_by=desk.officer("d.reyes")) == ()
    assert page_of(alone, "d.reyes") == before
    later = submitted(desk, "d.reyes", facts=SAME_BOX)
    for who in ("d.reyes", "e.stone"):
        page = page_of(later, who)
        assert hidden not in page
    with pytest.raises(NotFoundError):
        matters_alike_of(hidden, seen_by=desk.officer("d.reyes"))


def test_who_may_not_see_it_costs_no_other_query(desk: Scene) -> None:
    alone = submitted(desk, "d.reyes", facts=SAME_BOX)
    with CaptureQueriesContext(
        connection,
    ) as before:
        matters_alike_of(alone, seen_by=desk.officer("d.reyes"))
    submitted(desk, facts=BOX)
    with CaptureQueriesContext(connection) as after:
        matters_alike_of(alone, seen_by=desk.officer("d.reyes"))
    assert [each["sql"] for each in before] == [each["sql"] for each in after]


def test_a_hit_across_agencies_goes_to_the_central_unit_only(desk: Scene) -> None:
    earlier, later = submitted(desk, facts=BOX), submitted(desk, "d.reyes", facts=SAME_BOX)
    (hit,) = hits_page(seen_by=desk.officer("c.unit"), settled=False, limit=5).hits
    assert (hit.later.reference, hit.earlier.reference) == (later, earlier)
    assert hit.marks == ["container"]
    listed = browser_of("c.unit").get("/deconfliction/").content.decode()
    assert later in listed
    assert earlier in listed
    for who in ("j.alvarez", "d.reyes", "m.chen", "e.stone", "t.brooks", "a.hale", "p.singh"):
        with pytest.raises(NotAllowedError):
            hits_page(seen_by=desk.officer(who), settled=False, limit=5)
        assert not MatterHit.objects.visible_to(desk.officer(who)).exists()
        assert browser_of(who).get(f"/deconfliction/{hit.pk}/").status_code == 403


def test_a_partners_request_nobody_has_yet_is_told_to_the_central_unit(desk: Scene) -> None:
    ours = submitted(desk, facts=BOX)
    theirs = desk.received(facts=SAME_BOX)
    hit = MatterHit.objects.get()
    assert {hit.later.reference, hit.earlier.reference} == {ours, theirs}


def test_telling_an_agency_is_recorded_where_no_agency_reads_it(desk: Scene) -> None:
    earlier, later = submitted(desk, facts=BOX), submitted(desk, "d.reyes", facts=SAME_BOX)
    hit = MatterHit.objects.get()
    entries = LedgerEntry.objects.count()
    settle(desk, hit, "told", "ICE")
    assert LedgerEntry.objects.count() == entries + 1
    entry = latest_about(later, seen_by=desk.officer("c.unit"), most=1)[0]
    assert entry.event == "deconfliction.told"
    for who in ("d.reyes", "e.stone", "j.alvarez"):
        for about in (earlier, later):
            kinds = [each.event for each in latest_about(about, seen_by=desk.officer(who), most=50)]
            assert "deconfliction.told" not in kinds
    with pytest.raises(HitSettledError):
        settle(desk, hit, "no_link")


@pytest.mark.parametrize(
    ("outcome", "unit", "error"),
    [
        ("told", "", InvalidDraftError),
        ("no_link", "CBP", InvalidDraftError),
        ("merged", "", InvalidDraftError),
        ("told", "NONE", UnknownAgencyError),
    ],
)
def test_what_was_done_is_said_whole_or_not_at_all(
    desk: Scene, outcome: str, unit: str, error: type[Exception]
) -> None:
    submitted(desk, facts=BOX)
    submitted(desk, "d.reyes", facts=SAME_BOX)
    with pytest.raises(error):
        settle(desk, MatterHit.objects.get(), outcome, unit)
    assert MatterHit.objects.open().count() == 1


def test_a_new_mark_opens_a_settled_hit_again(desk: Scene) -> None:
    submitted(desk, facts=BOX, parties="Baobab Trading Ltd, Mombasa")
    later = submitted(desk, "d.reyes", facts=SAME_BOX)
    hit = MatterHit.objects.get()
    settle(desk, hit, "no_link")
    request = Request.objects.get(reference=later)
    note_matter(request, at=desk.now)
    assert not MatterHit.objects.open().exists(), "nothing new was found"
    request.parties = "Baobab Trading Limited"
    note_matter(request, at=desk.now)
    assert MatterHit.objects.open().get().marks == ["container", "name"]


def test_nothing_is_merged_and_no_state_changes(desk: Scene) -> None:
    earlier = submitted(desk, facts=BOX)
    before = Request.objects.filter(reference=earlier).values().get()
    submitted(desk, "d.reyes", facts=SAME_BOX)
    settle(desk, MatterHit.objects.get(), "told", "CBP")
    assert Request.objects.filter(reference=earlier).values().get() == before


def test_a_mark_of_very_many_matters_says_nothing(desk: Scene) -> None:
    first = submitted(desk, facts=BOX)
    key = Fingerprint.objects.get().key
    pk = Request.objects.get(reference=first).pk
    rows = Request.objects.filter(pk=pk).values().get()
    made = Request.objects.bulk_create(
        Request(**{**rows, "id": None, "reference": f"US-KE-2026-{number:05}"})
        for number in range(TOO_COMMON)
    )
    Fingerprint.objects.bulk_create(
        Fingerprint(key=key, mark="container", request=each) for each in made
    )
    later = submitted(desk, "d.reyes", facts=SAME_BOX)
    assert not Fingerprint.objects.filter(request__reference=later).exists()
    assert not MatterHit.objects.exists()


def test_one_partner_cannot_make_a_container_too_common_for_all(desk: Scene) -> None:
    theirs = Request.objects.get(reference=desk.received(facts=BOX))
    rows = Request.objects.filter(pk=theirs.pk).values().get()
    for number in range(TOO_COMMON + 1):
        told = {**rows, "id": None, "reference": f"UA-US-2026-9{number:04}"}
        note_matter(Request.objects.create(**told), at=desk.now)
    assert Fingerprint.objects.count() == MOST_OF_ONE
    earlier, later = submitted(desk, facts=BOX), submitted(desk, "d.reyes", facts=SAME_BOX)
    pair = MatterHit.objects.filter(later__reference=later, earlier__reference=earlier)
    assert pair.get().marks == ["container"]


def test_the_page_of_the_hit_settles_it(desk: Scene) -> None:
    submitted(desk, facts=BOX)
    submitted(desk, "d.reyes", facts=SAME_BOX)
    hit, browser = MatterHit.objects.get(), browser_of("c.unit")
    address = f"/deconfliction/{hit.pk}/"
    assert "missing" not in browser.get(address).content.decode()
    assert browser.post(address, {"outcome": "told", "unit": ""}).status_code == 200
    assert browser.post(address, {"outcome": "told", "unit": "CBP"}).status_code == 302
    hit.refresh_from_db()
    assert (hit.outcome, hit.told.code if hit.told else "") == ("told", "CBP")
    assert (
        "Customs and Border Protection" in browser.get("/deconfliction/?settled=1").content.decode()
    )


def test_finding_what_is_alike_asks_once_and_tells_in_one_more(desk: Scene) -> None:
    lonely = submitted(desk, facts="Nothing of the kind.")
    request = Request.objects.get(reference=lonely)
    with CaptureQueriesContext(connection) as asked:
        assert matters_alike(request, seen_by=desk.officer("c.unit")) == ()
    assert [each["sql"] for each in asked if "assistance_" in each["sql"]] == []
    submitted(desk, facts=BOX)
    request = Request.objects.get(reference=submitted(desk, facts=SAME_BOX))
    viewer = desk.officer("c.unit")
    with CaptureQueriesContext(connection) as asked:
        assert len(matters_alike(request, seen_by=viewer)) == 1
    assert len(asked) == 2
