"""Own enquiries: noted beside a draft, told in its text, asked for where an article wants them."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import translation

from comity.agreements.queries import current_register
from comity.assistance import services
from comity.assistance.models import OwnEnquiry, Request
from comity.assistance.queries import problems_of_draft
from comity.assistance.queries.enquiries import article_of_own_means
from comity.assistance.terms import RequestDraft, StepNotAllowedError
from comity.assistance.terms.enquiries import EnquiryDraft
from comity.assistance.terms.kinds import KINDS
from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import ON, Scene
from tests.integration.assistance.test_pages import browser_of
from tests.integration.rest.client import Caller

pytestmark = pytest.mark.django_db(transaction=True)

LOOKED = EnquiryDraft("companies", "2026-11-19", "nothing", "Quillwort\nHolding")
LINE = "2026-11-19, register of companies: found nothing. Quillwort Holding"


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)


def note(
    scene: Scene, reference: str, enquiry: EnquiryDraft = LOOKED, who: str = "j.alvarez"
) -> Request:
    with transaction.atomic(durable=True):
        return services.note_enquiry(
            reference,
            enquiry=enquiry,
            translate=str,
            officer=scene.officer(who),
            at=scene.now,
            on=ON,
        )


def test_an_enquiry_stands_beside_the_draft_and_its_line_in_the_text_that_travels(
    scene: Scene,
) -> None:
    reference = scene.draft()
    before = Request.objects.get(reference=reference)
    request = note(scene, reference)
    assert request.enquiries_made == f"{before.enquiries_made}\n{LINE}"
    assert request.version == before.version + 1
    assert request.own_enquiries.get().by == "j.alvarez"
    entry = LedgerEntry.objects.filter(about=reference).order_by("-epoch", "-index")[0]
    assert (entry.event, dict(entry.facts())["looked"]) == (
        "request.own_enquiry_noted",
        "companies",
    )
    assert "Quillwort" not in str(entry.facts())


@pytest.mark.parametrize(
    ("enquiry", "wrong"),
    [
        (EnquiryDraft("", "2026-11-19", "nothing"), ("missing", "looked")),
        (EnquiryDraft("attic", "2026-11-19", "nothing"), ("unknown_code", "looked")),
        (EnquiryDraft("tax", "2026-11-22", "nothing"), ("day_ahead", "looked_on")),
        (EnquiryDraft("tax", "", "nothing"), ("missing", "looked_on")),
        (EnquiryDraft("tax", "2026-11-19", "much"), ("unknown_code", "outcome")),
        (EnquiryDraft("tax", "2026-11-19", "found", "x" * 1001), ("too_long", "enquiry_note")),
    ],
)
def test_what_is_typed_wrong_leaves_the_draft_as_it_was(
    scene: Scene, enquiry: EnquiryDraft, wrong: tuple[str, str]
) -> None:
    reference = scene.draft()
    with pytest.raises(InvalidDraftError) as refused:
        note(scene, reference, enquiry)
    assert [(each.code, each.field) for each in refused.value.problems] == [wrong]
    assert Request.objects.get(reference=reference).version == 1


def test_a_text_that_would_grow_too_long_is_refused_whole(scene: Scene) -> None:
    reference = scene.draft(enquiries_made="x" * 3990)
    with pytest.raises(InvalidDraftError) as refused:
        note(scene, reference)
    assert ("too_long", "enquiries_made") in {(p.code, p.field) for p in refused.value.problems}
    assert not OwnEnquiry.objects.exists()


def test_only_its_own_agency_notes_and_only_while_it_is_written(scene: Scene) -> None:
    reference = scene.draft()
    with pytest.raises(NotFoundError):
        note(scene, scene.draft("d.reyes"), who="k.ortiz")
    scene.submit(reference)
    with pytest.raises(StepNotAllowedError):
        note(scene, reference)


def test_where_an_article_wants_own_means_first_a_short_form_says_what_was_done(
    scene: Scene,
) -> None:
    wanting = next(
        each.reference
        for each in current_register().instruments
        if article_of_own_means(each.reference, on=ON) is not None
    )
    short = next(each for each in KINDS.values() if "enquiries_made" not in each.minimum)
    draft = RequestDraft(partner="UA", kind=short.kind.value, under=wanting)
    problems = {each.code for each in problems_of_draft(draft, on=ON)}
    assert "own_means_first" in problems
    looked = replace(draft, enquiries_made="Looked.")
    elsewhere = replace(draft, under="us-ua-2016")
    for other in (looked, elsewhere):
        assert "own_means_first" not in {each.code for each in problems_of_draft(other, on=ON)}


def test_pages_and_programs_note_an_enquiry(scene: Scene) -> None:
    reference = scene.draft()
    typed = {"looked": "tax", "looked_on": "2026-11-19", "outcome": "found"}
    with translation.override("en"):
        browser = browser_of("j.alvarez")
        path = f"/requests/{reference}/enquiries/"
        assert browser.get(path).status_code == 200
        assert browser.post(path, {**typed, "looked_on": "soon"}).status_code == 200
        assert browser.post(path, typed).status_code == 302
        assert "Tax records" in browser.get(f"/requests/{reference}/").content.decode()
    caller = Caller("j.alvarez").sign_in()
    told = {"looked": "companies", "on": "2026-11-19", "outcome": "nothing"}
    shown = caller.post(f"/requests/{reference}/enquiries", told).json()
    assert "register of companies" in shown["enquiries_made"]
