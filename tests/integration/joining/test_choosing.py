"""Which matter a partner's proposal means, where there are more than one list shows."""

import pytest
from django.test import Client

from comity.assistance.models import Continuation, PostedLetter, Request
from comity.assistance.queries import joining_lists
from comity.assistance.queries.joining_lists import matters_to_match, their_proposals
from comity.exchange.models import Link
from comity.exchange.terms import LinkState
from comity.interfaces.web.joining import views
from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import Scene
from tests.integration.joining.test_joining import told
from tests.integration.letters.paper import register_request, without_node

pytestmark = pytest.mark.django_db(transaction=True)
SUBJECTS = ("Cigarettes in tyres", "Wine without labels", "Wine in tank lorries")


@pytest.fixture
def matters(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three letters of theirs, of which a list shows one; and a proposal that points to none."""
    without_node(scene)
    found = [register_request(scene, subject=subject).reference for subject in SUBJECTS]
    Link.objects.update(state=LinkState.CONFIRMED)
    scene.tell("assistance.continuation", told())
    monkeypatch.setattr(joining_lists, "MOST_SHOWN", 1)
    monkeypatch.setattr(views, "PAGE_SIZE", 1)
    return found


def looked_through(scene: Scene, search: str = "", who: str = "c.unit") -> list[str]:
    number = Continuation.objects.get().pk
    found = matters_to_match(number, search=search, seen_by=scene.officer(who))
    return [each.reference for each in found]


def test_what_one_list_does_not_show_is_said_to_be_more(scene: Scene, matters: list[str]) -> None:
    (each,) = their_proposals("UA", seen_by=scene.officer("c.unit"))
    assert [one.reference for one in each.others] == matters[:1]
    assert each.more


def test_all_of_them_are_looked_through_by_any_of_their_names(
    scene: Scene, matters: list[str]
) -> None:
    assert looked_through(scene) == matters
    assert looked_through(scene, "wine") == matters[1:]
    assert looked_through(scene, "lorries WINE") == matters[2:]
    assert looked_through(scene, matters[0].lower()) == matters[:1]
    letter = PostedLetter.objects.filter(request__reference=matters[1]).first()
    assert letter is not None
    assert matters[1] in looked_through(scene, letter.number)
    assert looked_through(scene, "wine cigarettes") == []
    assert looked_through(scene, "%") == []


def test_what_is_over_or_of_another_partner_cannot_be_meant(
    scene: Scene, matters: list[str]
) -> None:
    Request.objects.filter(reference=matters[0]).update(partner="MX")
    Request.objects.filter(reference=matters[1]).update(state="closed")
    assert looked_through(scene) == matters[2:]


def test_only_who_sees_the_proposals_looks(scene: Scene, matters: list[str]) -> None:
    with pytest.raises(NotAllowedError):
        looked_through(scene, who="j.alvarez")
    with pytest.raises(NotFoundError):
        matters_to_match(0, search="", seen_by=scene.officer("c.unit"))


def test_a_page_of_them_is_looked_through_and_one_of_the_last_is_chosen(
    scene: Scene, matters: list[str]
) -> None:
    browser, number = Client(), Continuation.objects.get().pk
    browser.force_login(officer_named("c.unit"))
    first = browser.get("/joining/UA/").content.decode()
    assert "Look through all matters with this partner" in first
    there = {"match": str(number), "search": "wine", "among": "2"}
    page = browser.get("/joining/UA/", there).content.decode()
    assert f'<option value="{matters[2]}">' in page
    assert f'<option value="{matters[1]}">' not in page
    assert f"match={number}&amp;search=wine&amp;among=1" in page
    nothing = browser.get("/joining/UA/", {**there, "search": "<b>"}).content.decode()
    assert "No open matter by letter with this partner fits." in nothing
    strange = browser.get("/joining/UA/", {**there, "search": "wi\x00ne"}).content.decode()
    assert f'<option value="{matters[2]}">' in strange
    for strange in ("x", "9" * 30, "-1"):
        assert browser.get("/joining/UA/", {"match": strange}).status_code == 200
    assert browser.get("/joining/UA/", {"match": "123456789"}).status_code == 404
    done = browser.post(
        f"/joining/UA/proposals/{number}/", {"action": "match", "reference": matters[2]}
    )
    assert done.status_code == 302
    assert Continuation.objects.get().request == Request.objects.get(reference=matters[2])
