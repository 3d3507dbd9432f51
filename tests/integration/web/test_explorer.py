"""The ruling explorer: every act can be asked about, and nothing typed breaks it."""

import pytest
from django.test import Client

from comity.agreements.terms import ActKind
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene

ASKED = {
    "requesting": "US",
    "requested": "CN",
    "on": "2026-11-21",
    "under": "us-cn-1999",
    "kind": "origin-and-value",
    "purpose": "duty-assessment",
    "recipient": "Border Police",
    "route": "US CN",
}


@pytest.fixture
def officer(scene: Scene) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username="j.alvarez"))
    return client


@pytest.mark.parametrize("act", ActKind)
def test_every_act_can_be_asked_about_and_is_ruled_on(officer: Client, act: ActKind) -> None:
    empty = officer.get("/agreements/may/", {"act": act.value})
    assert (empty.status_code, empty.context["ruling"]) == (200, None)
    told = officer.get("/agreements/may/", {**ASKED, "act": act.value})
    assert told.status_code == 200
    assert not told.context["form"].errors
    assert told.context["ruling"].grounds


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"requested": ""}, "requested"),
        ({"requested": "XX"}, "requested"),
        ({"requested": "US"}, "requested"),
        ({"kind": "gossip"}, "kind"),
        ({"on": "yesterday"}, "on"),
        ({"under": "us-ua-1066"}, "under"),
        ({"act": "deliver-under-control", "route": "US"}, "route"),
        ({"act": "deliver-under-control", "route": "UA CN"}, None),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    officer: Client, typed: dict[str, str], field: str | None
) -> None:
    told = officer.get("/agreements/may/", {**ASKED, **typed})
    assert told.status_code == 200
    assert told.context["ruling"] is None
    assert set(told.context["form"].errors) == ({field} if field else {"requesting"})


def test_all_agreements_between_two_stand_side_by_side(officer: Client) -> None:
    asked = {"requesting": "US", "requested": "UA", "kind": "origin-and-value", "on": "2026-11-21"}
    told = officer.get("/agreements/may/", asked)
    named = [each.weighed.reference for each in told.context["candidates"]]
    assert {"us-ua-2016", "wto-tfa"} <= set(named)
    assert told.context["ruling"].assumed
