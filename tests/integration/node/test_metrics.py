"""Metrics: off unless told, for whom they are told, and with nothing of a case in them."""

import re
from pathlib import Path

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from comity.exchange.terms import LinkState
from comity.node.metric_names import METRICS
from comity.node.metrics import ROWS
from tests.integration.assistance.scene import DRAFT, Scene

TOKEN = "t" * 32
FORWARDED = {"X-Forwarded-For": "203.0.113.9"}


@pytest.fixture
def enabled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_METRICS__ENABLED", "true")


@pytest.fixture
def token(enabled: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    monkeypatch.setenv("COMITY_METRICS__TOKEN_FILE", str(file))
    return file


def status(client: Client, address: str = "127.0.0.1", **headers: str) -> int:
    return client.get("/metrics", REMOTE_ADDR=address, headers=headers).status_code


def figures(client: Client, **headers: str) -> dict[tuple[str, ...], float]:
    text = client.get("/metrics", headers=headers).content.decode()
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.django_db
def test_nothing_is_there_unless_it_is_switched_on(client: Client) -> None:
    assert status(client) == 404


@pytest.mark.django_db
def test_without_a_token_only_the_machine_itself_reads(client: Client, enabled: None) -> None:
    assert status(client) == 200
    assert status(client, "::1") == 200
    assert status(client, "203.0.113.9") == 404
    # Behind a proxy on the same machine every caller has its address.
    assert status(client, **FORWARDED) == 404


@pytest.mark.django_db
def test_with_a_token_whoever_shows_it_reads_and_nobody_else(client: Client, token: Path) -> None:
    assert status(client, "203.0.113.9", Authorization=f"Bearer {TOKEN}", **FORWARDED) == 200
    for shown in ("", f"Bearer {TOKEN}x", "Bearer ", "Bearer é"):
        assert status(client, Authorization=shown) == 404


@pytest.mark.django_db
@pytest.mark.parametrize("held", ["", "short"])
def test_a_token_file_that_holds_too_little_lets_nobody_in(
    client: Client, token: Path, held: str
) -> None:
    token.write_text(held)
    assert status(client, Authorization=f"Bearer {held}") == 404
    token.unlink()
    assert status(client, Authorization="Bearer ") == 404


def test_what_waits_and_what_is_well_stand_in_the_figures(
    scene: Scene, client: Client, enabled: None
) -> None:
    scene.settle_assessment()
    scene.sent()
    told = figures(client)
    assert told["comity_outbox_messages", "UA"] == 1
    assert told["comity_outbox_oldest_timestamp_seconds", "UA"] == scene.now.timestamp()
    assert told["comity_link_state", "UA", "confirmed"] == 1
    assert told["comity_check_state", "worker"] == 2
    assert told["comity_check_state", "disk"] in {0, 1}
    assert told["comity_disk_free_bytes", "home"] > 0


def test_no_label_holds_more_than_a_closed_list_of_words(
    scene: Scene, client: Client, enabled: None
) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    text = client.get("/metrics").content.decode()
    for typed in (reference, DRAFT.subject, DRAFT.facts, "Bearings", "us-ua"):
        assert typed not in text
    words = re.compile(r"[A-Z]{2}|[a-z_]{1,30}")
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            assert all(words.fullmatch(value) for value in sample.labels.values())


def test_every_metric_is_documented_and_every_documented_one_is_told() -> None:
    assert {metric.name for metric in METRICS} == set(ROWS)
    assert {label for metric in METRICS for label in metric.labels} <= {
        "check",
        "job",
        "partner",
        "place",
        "state",
    }
    assert LinkState.CONFIRMED.value == "confirmed"
