"""The code lists on pages, and doubts about numbers beside the fields of a request."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comity.assistance.models import Request
from comity.officers.models import Officer
from tests.integration.assistance.scene import DRAFT, Scene

TYPED = {name: value for name, value in asdict(DRAFT).items() if isinstance(value, str)}
WRONG = {
    "hs_code": "7701",
    "consignment_reference": "CSQU 305438-4",
    "facts": "MV Nord (IMO 9074728) took it.",
}


@pytest.fixture
def officer(scene: Scene) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username="j.alvarez"))
    return client


def page(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode())


def test_the_lists_are_shown_with_their_codes_versions_and_sources(officer: Client) -> None:
    assert "/codes/offences/" in page(officer.get("/codes/"))
    shown = page(officer.get("/codes/offences/"))
    assert "Undervaluation" in shown
    assert "Duty evasion and commercial fraud" in shown
    assert "Tax administration, Public prosecutor" in shown
    assert "Usage of customs services" in shown
    page(officer.get("/codes/gossip/"), 404)


def test_a_list_is_searched_by_every_word_and_says_when_nothing_fits(officer: Client) -> None:
    found = page(officer.get("/codes/offences/?words=traffick+FUEL"))
    assert "fuel</bdi>" in found
    assert "undervaluation</bdi>" not in found
    assert "No code fits" in page(officer.get("/codes/offences/?words=gossip&on=yesterday"))


def test_a_list_is_read_as_it_stood_on_a_day(
    officer: Client, tmp_path: Path, settings: Any
) -> None:
    rest = 'title = "Ways"\n{}\n[[sources]]\ntitle = "T"\n[[codes]]\ncode = "sea"\nname = "{}"\n'
    for version, period, name in (
        ("1", "from = 2024-01-01\nuntil = 2026-01-01", "Sea &amp; lakes"),
        ("2", "from = 2026-01-01", "Sea"),
    ):
        head = f'list = "ways"\nversion = "{version}"\n'
        (tmp_path / f"ways-{version}.toml").write_text(head + rest.format(period, name))
    settings.CODE_LISTS_FOLDER = tmp_path
    assert "Sea &amp;amp; lakes" in page(officer.get("/codes/ways/?on=2025-12-31"))
    assert "lakes" not in page(officer.get("/codes/ways/?on=2026-01-01"))
    assert "No version of this list holds" in page(officer.get("/codes/ways/?on=2023-01-01"))
    page(officer.get("/codes/"))


def test_refused_files_are_named_with_place_and_reason(
    officer: Client, tmp_path: Path, settings: Any
) -> None:
    (tmp_path / "areas-1.toml").write_text('list = "areas"\nversion = "1"\ntitle = 7\n')
    settings.CODE_LISTS_FOLDER = tmp_path
    for address in ("/codes/", "/codes/areas/"):
        told = page(officer.get(address), 503)
        assert "areas-1.toml:3" in told
        assert "title must be: text." in told


def test_a_number_that_looks_mistyped_is_marked_beside_its_field_while_one_writes(
    officer: Client,
) -> None:
    told = page(officer.post("/requests/basis/", TYPED | WRONG))
    for field, says in (
        ("hs_code", "Chapter 77"),
        ("consignment_reference", "should be 3"),
        ("facts", "<bdi>9074728</bdi>: The last digit should be 9"),
    ):
        beside = told.split(f'id="id_{field}_doubts"')[1].split("</div>")[0]
        assert 'hx-swap-oob="innerHTML"' in beside
        assert says in beside
    assert told.count("field-doubt") == 3


def test_a_doubt_keeps_no_request_back(scene: Scene, officer: Client) -> None:
    scene.settle_assessment()
    told = TYPED | WRONG | {"action": "check"}
    checked = page(officer.post("/requests/new/", told))
    assert 'aria-describedby="id_hs_code_helptext id_hs_code_doubts"' in checked
    assert "Chapter 77" in checked
    assert "hx-swap-oob" not in checked
    answer = officer.post("/requests/new/", TYPED | WRONG | {"action": "submit"})
    assert answer.status_code == 302
    assert Request.objects.get().state == "submitted"


def test_a_clean_request_shows_no_doubt(officer: Client) -> None:
    assert "field-doubt" not in page(officer.post("/requests/basis/", TYPED))
