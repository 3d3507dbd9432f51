"""Letters of what was decided or answered here, for a partner without a node."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from django.db import transaction

from comity.assistance.models import Request
from comity.assistance.services import refuse_request
from comity.interfaces.letters import voice_of
from comity.kernel.errors import NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.letters.checking import check_letter
from comity.letters.queries import may_make_letter
from comity.letters.reading import request_in
from comity.letters.reply_queries import matter_of_reply
from comity.letters.replying import compose_reply
from comity.letters.terms import Finding, NotSentError
from tests.integration.assistance.scene import ON, Scene
from tests.integration.letters import seals
from tests.integration.letters.paper import dispatch, register_request, without_node
from tests.integration.letters.test_letters import letter_of
from tests.integration.web.test_desk_pages import browser, page


@pytest.fixture
def house(scene: Scene) -> Iterator[Scene]:
    seals.furnish(scene.keys)
    without_node(scene)
    yield scene


def accepted(house: Scene) -> str:
    reference = register_request(house).reference
    house.accept(reference)
    return reference


def answered(house: Scene) -> str:
    reference = accepted(house)
    house.write_answer(reference)
    house.attach(reference, b"%PDF-1.7 invoice")
    house.release(reference)
    return reference


def told_in(letter: bytes) -> dict[str, Any]:
    found = check_letter(letter)
    assert found.finding is Finding.WHOLE
    told: dict[str, Any] = json.loads(found.attached)
    return told


def said_in(house: Scene, reference: str, who: str = "c.unit") -> str:
    """Everything the letter says, as it is set."""
    matter = matter_of_reply(reference, seen_by=house.officer(who), on=ON)
    letter = compose_reply(matter, voices=(voice_of("en"), voice_of("fr")))
    return json.dumps(asdict(letter), ensure_ascii=False)


def test_an_acceptance_names_the_unit_and_their_own_reference(house: Scene) -> None:
    reference = accepted(house)
    letter = letter_of(house, reference, who="c.unit")
    told = told_in(letter)
    assert (told["says"], told["reference"], told["their_number"]) == (
        "accepted",
        reference,
        "7.1/22-08/114",
    )
    assert told["message"]["reference"] == reference
    shown = said_in(house, reference)
    assert "Acceptance of a request for assistance" in shown
    assert "7.1/22-08/114" in shown
    assert "For the requested administration" in shown


def test_a_refusal_tells_its_ground_and_its_reasons(house: Scene) -> None:
    reference = register_request(house).reference
    with transaction.atomic(durable=True):
        refuse_request(
            reference,
            ground="ex.burden",
            reasons="Ten thousand declarations would have to be read.",
            officer=house.officer("c.unit"),
            at=house.now,
            on=ON,
        )
    letter = letter_of(house, reference, who="c.unit")
    assert told_in(letter)["message"] == {
        "reference": reference,
        "ground": "ex.burden",
        "reasons": "Ten thousand declarations would have to be read.",
    }
    assert "Ten thousand declarations would have to be read." in said_in(house, reference)


def test_an_answer_states_its_limits_of_use_and_lists_its_exhibits(house: Scene) -> None:
    reference = answered(house)
    letter = letter_of(house, reference)
    told = told_in(letter)
    digest = hashlib.sha256(b"%PDF-1.7 invoice").hexdigest()
    assert told["says"] == "answer"
    assert told["message"]["text"] == "The export value was USD 71 760."
    assert told["message"]["limits"]["under"] == "us-ua-2016"
    assert [each["digest"] for each in told["enclosures"]] == [digest]
    assert "capability" not in json.dumps(told)
    shown = said_in(house, reference)
    assert "The export value was USD 71 760." in shown
    assert "Limits of use" in shown and "May be used for" in shown
    assert "No longer kept from this day on" in shown
    assert digest in shown
    dispatch(house, reference)
    assert told_in(letter_of(house, reference))["says"] == "answer"


def test_what_was_handed_out_is_on_record(house: Scene) -> None:
    reference = answered(house)
    letter = letter_of(house, reference)
    told = json.loads(bytes(LedgerEntry.objects.latest("index").body))
    assert (told["event"], told["about"]) == ("letter.reply_made", reference)
    assert told["fields"]["digest"] == hashlib.sha256(letter).hexdigest()


def test_it_is_made_by_those_whose_matter_it_is_and_when_something_was_decided(
    house: Scene,
) -> None:
    waiting = register_request(house).reference
    with pytest.raises(NotSentError):
        letter_of(house, waiting, who="c.unit")
    reference = answered(house)
    with pytest.raises(NotAllowedError):
        letter_of(house, reference, who="a.hale")
    with pytest.raises(NotFoundError):
        letter_of(house, reference, who="d.reyes")
    drafted = accepted(house)
    house.write_answer(drafted)
    with pytest.raises(NotSentError):
        letter_of(house, drafted)


def test_of_what_a_node_was_told_no_letter_is_made(scene: Scene) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.received()
    scene.accept(reference)
    request = Request.objects.get(reference=reference)
    assert not may_make_letter(request, officer=scene.officer("c.unit"))


def test_the_page_of_the_request_offers_it(house: Scene) -> None:
    reference = answered(house)
    shown = page(browser("j.alvarez").get(f"/requests/{reference}/"))
    assert f"/requests/{reference}/letter/" in shown
    asked = page(browser("j.alvarez").get(f"/requests/{reference}/letter/"))
    assert "the answer with its limits of use" in asked


def test_what_is_attached_to_an_answer_is_not_read_as_a_request(house: Scene) -> None:
    found = check_letter(letter_of(house, answered(house)))
    assert request_in(found.attached) is None
