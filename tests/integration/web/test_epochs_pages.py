"""The page of a link's epochs: two persons open one, a recovery is begun and ended, forks shown."""

from typing import Any

import pytest
from django.test import Client

from comity.exchange.models import Channel, EpochOpening, Fork, Link, Recovery
from comity.officers.models import Officer
from tests.integration.assistance.scene import AT, Scene

PAGE = "/links/UA/epochs/"
WHY = {"cause": "failover", "reason": "the standby took over"}


def browser(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


def page(answer: Any) -> str:
    return str(answer.content.decode())


def test_one_proposes_and_another_opens(scene: Scene) -> None:
    client = browser("n.okafor")
    assert "first epoch" in page(client.get(PAGE))
    client.post(f"{PAGE}propose/", {**WHY, "reason": " "})
    assert not EpochOpening.objects.exists()
    client.post(f"{PAGE}propose/", WHY)
    assert "the standby took over" in page(client.get(PAGE))
    refused = page(client.post(f"{PAGE}confirm/", follow=True))
    assert "second person" in refused and Channel.objects.count() == 2
    opened = page(browser("c.unit").post(f"{PAGE}confirm/", follow=True))
    assert "Epoch 2 of our channel to them" in opened and Channel.objects.count() == 3


def test_a_recovery_is_begun_and_ended_with_a_reason(scene: Scene) -> None:
    client = browser("c.unit")
    shown = page(client.post("/links/UA/recovery/", follow=True))
    assert "asking for what they sent" in shown and Link.objects.get().recovering
    row = Recovery.objects.get()
    row.missing = [{"origin": "x", "index": 0, "what": "body_erased", "id": "m-1", "type": "t"}]
    row.unapplied = [{"id": "m-2", "type": "terms.differ", "case": "", "code": "x"}]
    row.failure, row.failure_facts = "partner_too_slow", {"partner": "UA"}
    row.save()
    shown = page(client.get(PAGE))
    assert "only its envelope came back" in shown and "m-2" in shown
    client.post("/links/UA/recovery/end/", {"reason": "their node is gone"})
    assert not Link.objects.get().recovering
    assert "their node is gone" in page(client.get(PAGE))


def test_a_fork_is_shown_with_its_evidence(scene: Scene) -> None:
    fork = Fork.objects.create(
        link=Link.objects.get(),
        origin="comity/x",
        size=1,
        root=b"\1" * 32,
        theirs=b"theirs",
        held_size=1,
        held_root=b"\2" * 32,
        ours=b"ours",
        found_at=AT,
    )
    client = browser("a.hale")
    assert "contradict each other" in page(client.get(PAGE))
    told = client.get(f"/links/UA/forks/{fork.pk}/").json()
    assert (told["theirs"], told["ours"], told["path"]) == ("theirs", "ours", [])
    assert client.get("/links/UA/forks/999/").status_code == 404


@pytest.mark.parametrize("address", ["epochs/", "epochs/propose/", "recovery/", "forks/1/"])
def test_whose_office_it_is_not_sees_and_does_nothing(scene: Scene, address: str) -> None:
    client, reads = browser("j.alvarez"), address in {"epochs/", "forks/1/"}
    place = f"/links/UA/{address}"
    answer = client.get(place) if reads else client.post(place, WHY)
    assert answer.status_code == 403
    assert not EpochOpening.objects.exists() and not Recovery.objects.exists()
