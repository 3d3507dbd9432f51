"""Help, search and single keys are there without JavaScript, and say nothing one may not know."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from comity.interfaces.web.help.places import Place, place_of
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene


def at_desk(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def told(client: Client, typed: str) -> str:
    """What the page says, but for the words themselves and the marks of its forms."""
    text = client.get("/search/", {"q": typed}).content.decode().replace(typed, "")
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text)


def test_nobody_signed_in_still_finds_help(db: None) -> None:
    text = page(Client(), "/help/")
    for place in Place:
        assert f'id="{place.value}"' in text
    assert "/help/#sign-in" in page(Client(), "/accounts/login/")


def test_every_page_leads_to_its_part_of_the_help() -> None:
    patterns: list[URLPattern | URLResolver] = list(
        get_resolver("comity.interfaces.web.urls").url_patterns
    )
    start = set()
    while patterns:
        each = patterns.pop()
        if isinstance(each, URLResolver):
            patterns += each.url_patterns
        elif place_of(each.name or "") is Place.START:
            start.add(each.name)
    # Languages belong to no place; the help itself begins at its start.
    assert start == {"help", "languages", "set_language"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("bearings", "Ball bearings, suspected undervaluation"),
        ("ukraine", "?partner=UA"),
        ("us-ua-2016", "/agreements/us-ua-2016/"),
        ("", "What are you looking for?"),
        ("x", "What are you looking for?"),
        ("nothing-of-the-kind", "Nothing found"),
        ("<script>", "&lt;script&gt;"),
    ],
)
def test_the_search_page_groups_what_it_found(scene: Scene, typed: str, told: str) -> None:
    scene.draft()
    answer = at_desk("j.alvarez").get("/search/", {"q": typed})
    assert told in answer.content.decode()


def test_another_agencys_case_is_not_there_whatever_is_typed(scene: Scene) -> None:
    reference = scene.draft("d.reyes", subject="Lorries")
    for typed in ("lorries", reference):
        assert told(at_desk("j.alvarez"), typed) == told(at_desk("j.alvarez"), "x" * len(typed))
    assert reference in page(at_desk("d.reyes"), "/search/?q=lorries")


def test_single_keys_are_switched_off_for_one_officer_only(scene: Scene) -> None:
    client = at_desk("j.alvarez")
    assert "comity/keys.js" in page(client, "/")
    answer = client.post("/accounts/keys/", {"keys": "off"}, follow=True)
    assert "Single keys are off." in answer.content.decode()
    assert "comity/keys.js" not in page(client, "/")
    client.force_login(Officer.objects.get(username="m.chen"))
    assert "comity/keys.js" in page(client, "/")
    client.force_login(Officer.objects.get(username="j.alvarez"))
    client.post("/accounts/keys/", {"keys": "on"})
    assert "comity/keys.js" in page(client, "/")


def test_the_first_page_leads_back_to_what_was_opened(scene: Scene) -> None:
    reference = scene.draft("k.ortiz")
    client = at_desk("j.alvarez")
    assert "Continue where you were" not in page(client, "/")
    page(client, f"/requests/{reference}/")
    assert "Continue where you were" in page(client, "/")
