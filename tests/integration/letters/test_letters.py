"""The letter of a request: made by whom it is for, sealed, on record, and told when changed."""

import hashlib
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from typer.testing import CliRunner

from comity.assistance.queries import request_detail
from comity.assistance.schemas import IN_BODY
from comity.interfaces import letters
from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.kernel.rulings import Citation, Condition, Permission
from comity.ledger.models import LedgerEntry
from comity.letters.checking import check_letter
from comity.letters.queries import matter_of_letter
from comity.letters.terms import Checked, Finding, Languages, NotSentError
from comity.node.main import app
from comity.officers.models import Officer
from tests.integration.assistance.scene import AT, DRAFT, ON, Scene
from tests.integration.letters import seals
from tests.integration.rest.client import Caller, content_of


@pytest.fixture
def house(scene: Scene) -> Iterator[Scene]:
    seals.furnish(scene.keys)
    scene.settle_assessment()
    yield scene


def letter_of(house: Scene, reference: str, *, who: str = "j.alvarez", second: str = "uk") -> bytes:
    handed = letters.hand_out_letter(
        reference, languages=Languages("en", second), officer=house.officer(who), at=AT, on=ON
    )
    return b"".join(handed.pieces)


def checked(letter: bytes) -> Checked:
    found = check_letter(letter)
    assert found.finding is Finding.WHOLE
    return found


def test_a_letter_is_whole_and_what_was_handed_out_is_on_record(house: Scene) -> None:
    reference = house.sent()
    begun = time.process_time()
    made = letter_of(house, reference)
    assert time.process_time() - begun < 3
    found = checked(made)
    assert (found.reference, found.sealed_by) == (reference, "United States customs")
    told = json.loads(bytes(LedgerEntry.objects.latest("index").body))
    assert (told["event"], told["about"], told["agency"]) == ("letter.made", reference, "CBP")
    digest = hashlib.sha256(made).hexdigest()
    assert told["fields"] | {"digest": digest, "attached": found.digest} == told["fields"]


def test_what_is_attached_is_the_message_without_what_opens_an_exhibit(house: Scene) -> None:
    reference = house.draft()
    house.attach(reference, b"%PDF-1.7 invoice")
    house.submit(reference)
    house.approve(reference)
    told = json.loads(checked(letter_of(house, reference)).attached)
    typed = {field.name: getattr(DRAFT, field.name) for field in IN_BODY}
    assert told["request"] == {**typed, "code_lists": {}}
    assert told["enclosures"][0]["digest"] == hashlib.sha256(b"%PDF-1.7 invoice").hexdigest()
    assert (told["under"], told["from"]["code"], told["to"]["code"]) == ("us-ua-2016", "US", "UA")
    assert "capability" not in json.dumps(told)


def test_the_page_hands_the_letter_out(house: Scene, client: Client) -> None:
    reference = house.sent()
    client.force_login(Officer.objects.get(username="m.chen"))
    asked = client.get(f"/requests/{reference}/letter/")
    assert asked.context["form"].initial == {"first": "en", "second": "uk"}
    answer = client.post(f"/requests/{reference}/letter/", {"first": "en", "second": "ar"})
    assert answer["Content-Type"] == "application/pdf"
    assert checked(content_of(answer)).reference == reference
    again = client.post(f"/requests/{reference}/letter/", {"first": "en", "second": "en"})
    assert "Choose two different languages" in again.content.decode()


def test_the_api_and_the_verbs_do_the_same(house: Scene, tmp_path: Path) -> None:
    reference = house.sent()
    caller = Caller("j.alvarez").sign_in()
    answer = caller.post(f"/requests/{reference}/letters", {"second": "ar"})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    file = tmp_path / "letter.pdf"
    file.write_bytes(content_of(answer))
    told = CliRunner().invoke(app, ["letter", "check", str(file), "--json"])
    assert (told.exit_code, json.loads(told.stdout)["reference"]) == (0, reference)
    file.write_bytes(file.read_bytes() + b"more")
    told = CliRunner().invoke(app, ["letter", "check", str(file)])
    assert (told.exit_code, "added to the letter" in told.stdout) == (1, True)
    wrong = caller.post(f"/requests/{reference}/letters", {"second": "xx"})
    assert (wrong.status_code, wrong.json()["code"]) == (409, "letter_languages")


def test_a_letter_is_made_by_those_who_let_requests_leave_and_of_their_own(house: Scene) -> None:
    reference = house.sent()
    for who in ("j.alvarez", "m.chen", "c.unit"):
        assert letter_of(house, reference, who=who)
    with pytest.raises(NotAllowedError):
        letter_of(house, reference, who="a.hale")
    with pytest.raises(NotFoundError):
        letter_of(house, reference, who="e.stone")


def test_there_is_no_letter_of_a_draft_nor_of_a_partners_request(house: Scene) -> None:
    draft = house.draft()
    house.submit(draft)
    theirs = house.received()
    house.accept(theirs)
    for reference in (draft, theirs):
        with pytest.raises(NotSentError):
            letter_of(house, reference)
    page = Client()
    page.force_login(Officer.objects.get(username="j.alvarez"))
    assert page.get(f"/requests/{draft}/letter/").status_code == 404
    assert "/letter/" not in page.get(f"/requests/{draft}/").content.decode()


def test_what_was_only_assumed_is_not_put_to_a_partner(house: Scene) -> None:
    reference = house.sent()
    officer = house.officer("j.alvarez")
    ruling = request_detail(reference, seen_by=officer).request.last_ruling
    assert isinstance(ruling, Permission)
    assert any(each.cites.code == "cited_template" for each in ruling.conditions)
    told = matter_of_letter(reference, seen_by=officer, on=ON).conditions
    assert [each for each in told if each.cites.code == "cited_template"] == []


def test_a_condition_is_told_in_both_languages_with_what_it_rests_on() -> None:
    condition = Condition(
        "answer_by", Citation.quoting("Art. 9"), (("day", "2026-12-31"), ("days", "30"))
    )
    assert letters.voice_of("en").condition(condition).endswith("by 31 Dec 2026. (Art. 9)")
    spoken = letters.voice_of("uk").condition(condition)
    assert "31 грудня 2026" in spoken
