"""The code lists over the API."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from tests.integration.assistance.scene import DRAFT, Scene
from tests.integration.rest.client import Caller, problem_of


@pytest.fixture
def officer(scene: Scene) -> Caller:
    return Caller("j.alvarez").sign_in()


def test_lists_are_named_and_one_is_read_as_of_a_day(officer: Caller) -> None:
    names = {each["list"] for each in officer.get("/codes").json()["items"]}
    assert {"areas", "offences", "competent-bodies"} <= names
    read = officer.get("/codes/areas", on="2025-01-01").json()
    assert read["on"] == "2025-01-01"
    assert read["items"][0]["path"] == ["tax-administration", "public-prosecutor"]
    problem_of(officer.get("/codes/gossip"), 404, "code_list_not_found")
    problem_of(officer.get("/codes/areas", on="yesterday"), 422, "invalid")


def test_refused_files_of_the_nodes_own_are_a_problem_by_name(
    officer: Caller, tmp_path: Path, settings: Any
) -> None:
    (tmp_path / "areas-1.toml").write_text("list = 7\n")
    settings.CODE_LISTS_FOLDER = tmp_path
    problem_of(officer.get("/codes"), 409, "code_lists_refused")


def test_a_draft_tells_what_looks_mistyped_and_is_submitted_all_the_same(
    scene: Scene, officer: Caller
) -> None:
    scene.settle_assessment()
    told = asdict(DRAFT) | {"hs_code": "7701", "facts": "On board of IMO 9074728."}
    drafted = officer.post("/requests", told).json()
    assert [(each["field"], each["about"], each["code"]) for each in drafted["doubts"]] == [
        ("hs_code", "", "hs_reserved"),
        ("facts", "9074728", "check_digit"),
    ]
    assert drafted["problems"] == []
    sent_on = officer.post(f"/requests/{drafted['reference']}/submit", {}).json()
    assert (sent_on["state"], sent_on["doubts"]) == ("submitted", [])
