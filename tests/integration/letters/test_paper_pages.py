"""The pages of letters on paper: what was typed is kept, a scan becomes an exhibit."""

from django.core.files.uploadedfile import SimpleUploadedFile

from comity.assistance.models import Enclosure, PostalAddress, Request
from comity.assistance.terms import Came, RequestByLetter, RequestDraft, RequestState
from comity.interfaces.web.posting.forms import RequestByLetterForm, typed_from
from comity.letters.checking import check_letter
from tests.integration.assistance.scene import AGREEMENT, ON, Scene
from tests.integration.letters import seals
from tests.integration.letters.paper import dispatch, posted, without_node
from tests.integration.letters.test_letters import letter_of
from tests.integration.web.test_desk_pages import browser, page

CAME = {
    "written_on": "2026-11-18",
    "received_on": "2026-11-20",
    "number": "7.1/22-08/114",
    "unit": "Odesa Customs",
}
LEFT = {"number": "D-2026/114", "on": ON.isoformat(), "carrier": "post"}


def a_scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("scan.pdf", b"%PDF-1.7 scan", "application/pdf")


def test_the_central_unit_writes_an_address_down_and_changes_it(scene: Scene) -> None:
    central = browser("c.unit")
    typed = {"partner": "Kenya", "name": "KRA", "unit": "Customs", "lines": "Times Tower\nNairobi"}
    assert central.post("/letters/addresses/", typed).status_code == 302
    assert PostalAddress.objects.get().partner == "KE"
    assert "Times Tower" in page(central.get("/letters/addresses/?partner=KE"))
    assert central.post("/letters/addresses/", typed | {"lines": ""}).status_code == 200
    read = browser("j.alvarez")
    assert "Times Tower" in page(read.get("/letters/addresses/"))
    assert read.post("/letters/addresses/", typed).status_code == 403


def test_a_letter_leaves_with_the_scan_of_what_was_signed(scene: Scene) -> None:
    without_node(scene)
    reference = scene.sent()
    central = browser("c.unit")
    assert "11-g Dehtiarivska St" in page(central.get(f"/requests/{reference}/dispatch/"))
    wrong = central.post(
        f"/requests/{reference}/dispatch/", LEFT | {"number": "", "scan": a_scan()}
    )
    assert "Choose it again." in page(wrong)
    assert not Enclosure.objects.exists()
    told = LEFT | {"scan": a_scan()}
    assert central.post(f"/requests/{reference}/dispatch/", told).status_code == 302
    assert Enclosure.objects.get().exhibit.source == "Scan of our letter D-2026/114"
    shown = page(central.get(f"/requests/{reference}/"))
    assert "sent by letter" in shown
    assert "Register their letter" in shown
    assert "Left by letter on" in shown or "left by letter on" in shown


def test_a_registered_answer_is_opened_like_any_other(scene: Scene) -> None:
    without_node(scene)
    reference = posted(scene)
    told = CAME | {
        "kind": "answer",
        "text": "The export value was USD 71 760.",
        "purposes": ["duty-assessment"],
        "proceedings": ["administrative"],
        "onward": "consent",
        "retention_days": "1000",
        "scan": a_scan(),
    }
    central, officer = browser("c.unit"), browser("j.alvarez")
    lacking = central.post(f"/requests/{reference}/reply/", told | {"text": "", "scan": ""})
    assert 'id="id_text_error"' in page(lacking)
    assert central.post(f"/requests/{reference}/reply/", told).status_code == 302
    assert "71 760" not in page(officer.get(f"/requests/{reference}/"))
    assert officer.post(f"/requests/{reference}/open/").status_code == 302
    assert "71 760" in page(officer.get(f"/requests/{reference}/"))


def test_a_request_is_registered_from_the_paper_and_decided(scene: Scene) -> None:
    without_node(scene)
    told = CAME | {
        "partner": "Ukraine",
        "under": AGREEMENT,
        "kind": "origin-and-value",
        "purpose": "duty-assessment",
        "subject": "Ball bearings",
        "asked": "The declared value.",
        "reciprocity": "on",
        "scan": a_scan(),
    }
    central = browser("c.unit")
    made = central.post("/letters/register/", told)
    request = Request.objects.get()
    assert made["Location"] == f"/requests/{request.reference}/"
    assert Enclosure.objects.get().part == "request"
    accepted = central.post(f"/requests/{request.reference}/accept/", {"agency": "CBP"})
    assert accepted.status_code == 302
    assert Request.objects.get().stands is RequestState.ACCEPTED
    assert "Ball bearings" in page(browser("j.alvarez").get(f"/requests/{request.reference}/"))


SERVED = {
    "partner": "UA",
    "under": AGREEMENT,
    "kind": "notification",
    "purpose": "duty-assessment",
    "subject": "Service of a decision",
    "addressee": "Bearings Ltd",
    "served": "Decision 7 of 2 November 2026",
    "areas_version": "2026",
    "offences_version": "2026 of nobody",
}


def test_a_kind_with_fields_of_its_own_is_typed_by_hand_and_asks_nothing_else(scene: Scene) -> None:
    without_node(scene)
    central = browser("c.unit")
    wish = CAME | {"kind": "notification", "documents": "Invoice 9", "action": "fields"}
    shown = page(central.post("/letters/register/", wish))
    assert 'id="id_addressee"' in shown
    assert 'type="hidden" name="documents" value="Invoice 9"' in shown
    assert "error-summary" not in shown
    scanned = central.post("/letters/register/", wish | {"scan": a_scan()})
    assert "Choose it again." in page(scanned)
    lacking = page(
        central.post("/letters/register/", CAME | SERVED | {"addressee": "", "served": ""})
    )
    assert 'id="id_asked_error"' in lacking
    assert not Request.objects.exists()
    assert central.post("/letters/register/", CAME | SERVED).status_code == 302
    request = Request.objects.get()
    own = {name: SERVED[name] for name in ("addressee", "served")}
    assert (request.particulars, request.asked) == (own, "")
    # What is no version of a list is passed over.
    assert request.code_versions == {"areas": "2026"}


def test_nothing_that_a_letters_file_says_is_lost_on_the_form(scene: Scene) -> None:
    own = {"addressee": "Bearings Ltd", "served": "Decision 7\nof 2 November", "route": "By sea"}
    draft = RequestDraft(
        partner="UA", kind="notification", area="fiscal", value_amount="7", particulars=own
    )
    reference, versions = "UA-US-2026-00004", {"areas": "2026", "offences": ""}
    letter = RequestByLetter(draft, Came(**CAME), "Art. 4", reference, versions)
    shown = RequestByLetterForm(initial=typed_from(letter))
    assert {"addressee", "served"} <= {field.name for field in shown.visible_fields()}
    assert "route" in {field.name for field in shown.hidden_fields()}
    sent = RequestByLetterForm({field.name: field.value() for field in shown})
    assert sent.is_valid()
    assert sent.letter() == letter


def test_the_letter_of_a_node_fills_the_form_and_any_other_file_is_refused(scene: Scene) -> None:
    """Our own letter stands for theirs: who asks is then ourselves, which registering refuses."""
    seals.furnish(scene.keys)
    without_node(scene)
    reference = scene.sent()
    dispatch(scene, reference)
    made = letter_of(scene, reference)
    central = browser("c.unit")
    file = SimpleUploadedFile("letter.pdf", made, "application/pdf")
    shown = page(central.post("/letters/register/", {"letter": file}))
    assert "Ball bearings, suspected undervaluation" in shown
    assert f'value="{reference}"' in shown
    assert check_letter(made).certificate in shown
    other = SimpleUploadedFile("letter.pdf", b"%PDF-1.7", "application/pdf")
    assert "cannot be read as a letter" in page(
        central.post("/letters/register/", {"letter": other})
    )
    assert browser("j.alvarez").get("/letters/register/").status_code == 403
