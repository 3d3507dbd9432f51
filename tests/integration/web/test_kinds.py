"""The form of each kind of assistance, with and without a script, and its way to the partner."""

from dataclasses import asdict, replace
from typing import Any

import pytest
from django.test import Client

from comity.assistance.bodies import code_versions_in, draft_in, request_body
from comity.assistance.models import Request
from comity.assistance.schemas import LATER_IN_BODY
from comity.assistance.terms.kinds import KINDS, KindOfAssistance
from tests.integration.assistance.scene import DRAFT, Scene
from tests.integration.assistance.scene import request_body as partners_body
from tests.integration.rest.client import Caller, problem_of
from tests.integration.web.test_desk_pages import NEW, TYPED, browser

CONTROLLED = {
    "kind": "controlled-delivery",
    "route": "Odesa to Gdansk;\nboth customs services",
    "decides": "The two central units",
    "fallback": "The lorry is stopped.",
}
BASIS = "/requests/basis/"


def page(answer: Any) -> str:
    return str(answer.content.decode())


def shows(text: str, name: str) -> bool:
    """Whether a field is there to be filled in, not only carried along."""
    return f'id="id_{name}"' in text and f'<input type="hidden" name="{name}"' not in text


@pytest.fixture
def desk(scene: Scene) -> Client:
    return browser("j.alvarez")


@pytest.mark.parametrize("entry", KINDS.values(), ids=[kind.value for kind in KINDS])
def test_the_short_form_shows_what_is_needed_and_nothing_else(
    desk: Client, entry: KindOfAssistance
) -> None:
    text = page(desk.get(NEW, {"kind": entry.kind.value, "partner": "UA", "form": "short"}))
    assert all(shows(text, name) for name in entry.minimum)
    assert not any(shows(text, name) for name in ("intended_use", *entry.without, *entry.further))
    whole = page(desk.get(NEW, {"kind": entry.kind.value}))
    assert all(shows(whole, name) for name in (*entry.minimum, *entry.further, "intended_use"))


def test_changing_the_kind_loses_nothing_and_saves_nothing(desk: Client) -> None:
    told = TYPED | CONTROLLED | {"kind": "notification", "action": "fields"}
    text = page(desk.post(NEW, told))
    assert shows(text, "addressee")
    assert not shows(text, "route")
    assert '<input type="hidden" name="decides" value="The two central units"' in text
    assert not Request.objects.exists()
    assert shows(page(desk.post(NEW, TYPED | CONTROLLED | {"action": "fields"})), "route")


def test_the_short_form_carries_along_what_it_does_not_show(desk: Client) -> None:
    told = TYPED | CONTROLLED | {"intended_use": "In court", "urgent": "on", "action": "short"}
    text = page(desk.post(NEW, told))
    assert '<input type="hidden" name="intended_use" value="In court"' in text
    assert '<input type="hidden" name="urgent" value="True"' in text
    assert 'value="short"' in text
    wrong = page(desk.post(NEW, told | {"action": "check", "form": "short", "hs_code": "84a"}))
    assert shows(wrong, "hs_code")
    assert not shows(wrong, "intended_use")


def test_the_script_is_given_the_fields_of_another_kind_only(desk: Client) -> None:
    told = TYPED | CONTROLLED
    shown = page(desk.get(NEW, {"kind": told["kind"]}))
    assert '<input type="hidden" name="own_of" value="controlled-delivery/">' in shown
    assert 'id="own-fields"' in page(desk.post(BASIS, told | {"own_of": ""}))
    assert 'id="own-fields"' not in page(
        desk.post(BASIS, told | {"own_of": "controlled-delivery/"})
    )
    assert 'value="undervaluation"' not in shown
    of_area = told | {"own_of": "controlled-delivery/", "area": "duty-evasion"}
    assert 'value="undervaluation"' in page(desk.post(BASIS, of_area))


def test_what_is_wrong_in_an_own_field_is_said_beside_it(desk: Client) -> None:
    told = TYPED | CONTROLLED | {"fallback": "", "delivery_from": "soon", "action": "check"}
    text = page(desk.post(NEW, told))
    assert 'id="id_fallback_error"' in text
    assert 'id="id_delivery_from_error"' in text
    assert "Write the day as year-month-day" in text


def test_an_offence_of_another_area_is_said_and_keeps_the_draft_here(
    scene: Scene, desk: Client
) -> None:
    scene.settle_assessment()
    told = TYPED | {"area": "trafficking", "offence": "undervaluation", "action": "submit"}
    text = page(desk.post(NEW, told, follow=True))
    assert "This offence belongs to another area: Duty evasion and commercial fraud." in text
    assert Request.objects.get().state == "draft"


def sent(scene: Scene, **change: Any) -> Request:
    reference = scene.draft(**change)
    return Request.objects.select_related("agency").get(reference=reference)


def test_the_page_tells_own_fields_and_codes_in_words_and_whom_else_it_may_concern(
    scene: Scene, desk: Client
) -> None:
    own = {name: typed for name, typed in CONTROLLED.items() if name != "kind"}
    request = sent(
        scene,
        kind="controlled-delivery",
        particulars={**own, "substitution": "part", "claim": "7"},
        area="trafficking",
        offence="drugs",
    )
    text = page(desk.get(f"/requests/{request.reference}/"))
    for told in ("Odesa to Gdansk", "In part", "Trafficking", "Police; Public prosecutor"):
        assert told in text or told.replace("; ", ", ") in text
    assert "When customs is not competent" in text
    assert "Claim" not in text


def test_a_partner_reads_what_was_sent_and_what_was_typed_for_another_kind_stays(
    scene: Scene,
) -> None:
    own = {name: typed for name, typed in CONTROLLED.items() if name != "kind"}
    request = sent(
        scene,
        kind="controlled-delivery",
        asked="",
        particulars={**own, "claim": "7"},
        area="trafficking",
    )
    body = request_body(request, exhibits=())
    assert body["particulars"] == own
    # A node that knows no own fields reads them in words.
    assert str(body["asked"]).startswith("Route: Odesa to Gdansk;")
    read = draft_in(dict(body), partner="US", under="us-ua-2016")
    assert (read.particulars, read.asked, read.area) == (own, "", "trafficking")
    assert code_versions_in(dict(body)) == {"areas": "2026-1"}


def test_a_request_of_an_earlier_version_and_of_a_later_one_are_both_taken_in(scene: Scene) -> None:
    earlier = {n: v for n, v in partners_body().items() if n not in LATER_IN_BODY}
    scene.tell("assistance.request", earlier)
    taken = Request.objects.get(reference=earlier["reference"])
    assert (taken.particulars, taken.area, taken.code_versions) == ({}, "", {})
    later = {
        **earlier,
        "reference": "UA-US-2026-00008",
        "offence": "moon-rock",
        "code_lists": {"offences": "ua-7", "colours": "1"},
        "particulars": {"documents": "Invoice 7", "aura": "green"},
    }
    scene.tell("assistance.request", later)
    taken = Request.objects.get(reference="UA-US-2026-00008")
    assert (taken.particulars, taken.offence) == ({"documents": "Invoice 7"}, "moon-rock")
    assert taken.code_versions == {"offences": "ua-7"}
    text = page(browser("c.unit").get("/requests/UA-US-2026-00008/"))
    assert "moon-rock (offences ua-7)" in text
    assert "Invoice 7" in text


def test_a_program_names_the_kinds_and_drafts_with_own_fields(scene: Scene) -> None:
    officer = Caller("j.alvarez").sign_in()
    items = {each["kind"]: each for each in officer.get("/assistance/kinds").json()["items"]}
    delivery = items["controlled-delivery"]
    assert delivery["acts"] == ["ask", "deliver-under-control"]
    assert [f["name"] for f in delivery["fields"] if f["required"]] == [
        "route",
        "decides",
        "fallback",
    ]
    told = asdict(replace(DRAFT, particulars={"documents": "Invoice 7"}, area="trafficking"))
    made = officer.post("/requests", told).json()
    assert made["codes"][0]["name"] == "Trafficking"
    path = f"/requests/{made['reference']}"
    changed = officer.patch(path, {"particulars": {"document_form": "copies"}}).json()
    assert changed["particulars"] == {"documents": "Invoice 7", "document_form": "copies"}
    wrong = officer.patch(path, {"particulars": {"gossip": "x"}})
    problem_of(wrong, 422, "invalid")
