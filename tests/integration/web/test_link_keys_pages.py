"""The page of a link's notices and keys: announced, revoked, and made again by two officers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from comity.crypto.keys import NodeKeys
from comity.exchange.descriptor import DescriptorDraft, make_own_descriptor
from comity.exchange.models import Link, LinkNotice
from tests.integration.assistance.scene import Scene
from tests.integration.web.test_own_keys_pages import browser, fresh, page
from tests.nodes.partner_simulator import certificate, descriptor_for

PAGE = "/links/UA/keys/"
DAY = (datetime.now(UTC) + timedelta(days=30)).date().isoformat()
COMING = {"kind": "revocation", "day": DAY, "reason": "we move <b>house</b>"}


def link() -> Link:
    return Link.objects.get(code="UA")


def test_what_is_coming_is_announced_and_shown(scene: Scene) -> None:
    desk = browser("n.okafor")
    assert "Nothing is announced." in page(desk.get(PAGE))
    for wrong in ({"kind": "key-ends"}, {"day": "soon"}, {"reason": " "}):
        desk.post(f"{PAGE}announce/", {**COMING, **wrong})
    assert not LinkNotice.objects.exists()
    done = page(desk.post(f"{PAGE}announce/", COMING, follow=True))
    assert "The partner is told over the link." in done
    assert "The link will be revoked" in done and "we move &lt;b&gt;house&lt;/b&gt;" in done


def test_what_a_partner_told_stands_on_the_page_of_links(scene: Scene) -> None:
    LinkNotice.objects.create(
        link=link(), end="partner", kind="key-ends", role="sender", on="2099-12-01",
        reason="", message_id="m", at=scene.now,
    )  # fmt: skip
    assert "A key ends (Sender key" in page(browser("n.okafor").get("/links/"))
    assert "A key ends" not in page(browser("j.alvarez").get("/links/"))
    assert browser("j.alvarez").get(PAGE).status_code == 403


def test_a_link_is_revoked_by_whoever_signs_in_afresh(scene: Scene) -> None:
    asked = browser("n.okafor").post(f"{PAGE}revoke/", {"reason": "stolen"})
    assert "/accounts/reauthenticate/" in asked["Location"] and link().state == "confirmed"
    desk = fresh("n.okafor")
    desk.post(f"{PAGE}revoke/", {"reason": " "})
    assert link().state == "confirmed"
    shown = page(desk.post(f"{PAGE}revoke/", {"reason": "stolen"}, follow=True))
    assert link().state == "revoked" and "Make the link again" in shown
    assert "Revoke the link</button>" not in shown


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_two_officers_make_a_revoked_link_again(scene: Scene, newline: str) -> None:
    desk, other = fresh("n.okafor"), fresh("c.unit")
    desk.post(f"{PAGE}revoke/", {"reason": "stolen"})
    pem, _ = certificate("127.0.0.1")
    draft = DescriptorDraft("UA", "Customs", (), "https://127.0.0.1:1", pem, first_epoch=2)
    new = make_own_descriptor(NodeKeys.generate("UA"), draft, at=scene.now).decode()
    typed = {"descriptor": new.replace("\n", newline)}
    asked = browser("n.okafor").post(f"{PAGE}propose/", typed)
    assert "/accounts/reauthenticate/" in asked["Location"] and link().state == "revoked"
    shown = page(desk.post(f"{PAGE}propose/", typed, follow=True))
    assert link().state == "proposed" and link().number in shown, shown
    number = {"number": link().number}
    wrong = page(desk.post(f"{PAGE}confirm/", {"number": "1" * 60}, follow=True))
    assert link().state == "proposed" and "number" in wrong
    asked = browser("n.okafor").post(f"{PAGE}confirm/", number)
    assert "/accounts/reauthenticate/" in asked["Location"]
    desk.post(f"{PAGE}confirm/", number)
    assert link().state == "half_confirmed"
    desk.post(f"{PAGE}confirm/", number)
    assert link().state == "half_confirmed"
    other.post(f"{PAGE}confirm/", number)
    assert link().state == "confirmed"


@pytest.mark.parametrize("typed", ["", "what?", "x" * 70_000])
def test_what_is_no_descriptor_of_the_partner_begins_nothing(scene: Scene, typed: str) -> None:
    desk = fresh("n.okafor")
    desk.post(f"{PAGE}revoke/", {"reason": "stolen"})
    desk.post(f"{PAGE}propose/", {"descriptor": typed})
    assert link().state == "revoked"


def test_the_descriptor_of_another_administration_begins_nothing(scene: Scene) -> None:
    desk = fresh("n.okafor")
    desk.post(f"{PAGE}revoke/", {"reason": "stolen"})
    told: dict[str, Any] = {"descriptor": descriptor_for(NodeKeys.generate("KE"), "KE").decode()}
    shown = page(desk.post(f"{PAGE}propose/", told, follow=True))
    assert "This is the descriptor of" in shown and "not of" in shown
    assert link().state == "revoked" and not Link.objects.filter(code="KE").exists()
