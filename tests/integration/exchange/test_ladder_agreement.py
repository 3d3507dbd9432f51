"""The rung of the agreement: the register's word on the day, of the instruments between the two."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from comity.agreements.services import import_register
from comity.exchange.ladder.desk import rung_of_agreement
from comity.exchange.models import Link
from comity.interfaces.sentences import sentence
from comity.kernel.checks import Check, Side, Tone
from tests.integration.assistance.scene import AT, ON, REGISTER, Scene

SUSPENDED = '\n[[events]]\nwhat = "suspended"\non = 2026-11-20\nsource = "Note of 20 November"\n'
ENDED = '\n[[events]]\nwhat = "terminated"\non = 2026-11-20\nsource = "Note of 20 November"\n'


def imported(folder: Path, *, only: str, more: str = "") -> None:
    """Import a register that holds one agreement, with more events than the shipped one."""
    (folder / "bilateral").mkdir()
    for name in ("schema.json", "templates", "overview.toml"):
        if (REGISTER / name).is_dir():
            shutil.copytree(REGISTER / name, folder / name)
        elif (REGISTER / name).exists():
            shutil.copy(REGISTER / name, folder / name)
    text = (REGISTER / "bilateral" / f"{only}.toml").read_text()
    (folder / "bilateral" / f"{only}.toml").write_text(text + more)
    with transaction.atomic(durable=True):
        import_register(folder, by="test", at=AT + timedelta(hours=1))


def found(*, on: date = ON) -> Check:
    return rung_of_agreement(Link.objects.get(code="UA"), on=on)


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        (SUSPENDED, "ladder_agreement_suspended", "records when it is resumed"),
        (ENDED, "ladder_agreement_ended", "records what has followed it"),
    ],
)
def test_an_agreement_that_carries_nothing_today_is_named(
    scene: Scene, tmp_path: Path, more: str, code: str, words: str
) -> None:
    (tmp_path / "register").mkdir()
    imported(tmp_path / "register", only="us-ua-2016", more=more)
    check = found()
    assert (check.tone, check.code, check.side) == (Tone.STOP, code, Side.HERE)
    told = sentence(check.code, check.facts)
    assert words in told and "United States–Ukraine agreement of 2016" in told


def test_the_day_decides(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "register").mkdir()
    imported(tmp_path / "register", only="us-ua-2016", more=SUSPENDED)
    assert found(on=date(2026, 11, 19)).tone is Tone.GOOD
    assert found(on=date(2016, 6, 1)).code == "ladder_agreement_not_in_force"


def test_another_agreement_that_goes_on_is_named_beside_the_suspended_one(
    scene: Scene, tmp_path: Path
) -> None:
    folder = tmp_path / "register"
    shutil.copytree(REGISTER, folder)
    path = folder / "bilateral" / "us-ua-2016.toml"
    path.write_text(path.read_text() + SUSPENDED)
    with transaction.atomic(durable=True):
        import_register(folder, by="test", at=AT + timedelta(hours=1))
    check = found()
    facts = dict(check.facts)
    assert facts["instrument"] == "United States–Ukraine agreement of 2016"
    assert (check.code, check.tone) == ("ladder_one_agreement_suspended", Tone.WATCH)
    assert facts["other"]


def test_a_register_without_an_agreement_between_the_two_says_so(
    scene: Scene, tmp_path: Path
) -> None:
    (tmp_path / "register").mkdir()
    imported(tmp_path / "register", only="ua-tn-2019")
    assert found().code == "ladder_no_agreement"
