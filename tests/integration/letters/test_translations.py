"""A translation stands beside the text: who made it, who certified it, and which text counts."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.assistance.models import Answer, Request, Translation
from comity.assistance.queries.translations import translations_seen
from comity.assistance.services.translating import note_translation
from comity.assistance.terms import (
    SecondPersonNeededError,
    StaleVersionError,
    StepNotAllowedError,
)
from comity.assistance.terms.translations import TranslationDraft
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.ledger.models import LedgerEntry
from comity.letters.checking import check_letter
from comity.letters.terms import Finding
from tests.integration.assistance.scene import Scene
from tests.integration.letters import seals
from tests.integration.letters.paper import posted, register, register_request, without_node
from tests.integration.letters.test_letters import letter_of
from tests.integration.rest.client import Caller
from tests.integration.web.test_desk_pages import browser, page

ENGLISH = "The declared value was lower than the invoice says."
NOTED = TranslationDraft(
    of="request",
    text=ENGLISH,
    from_language="uk",
    into_language="en",
    translator="O. Marchenko",
    translated_on="2026-11-20",
    certified_by="Notary chamber",
)


@pytest.fixture
def house(scene: Scene) -> Scene:
    seals.furnish(scene.keys)
    without_node(scene)
    return scene


def note(scene: Scene, reference: str, who: str = "j.alvarez", **change: str) -> Translation:
    with transaction.atomic(durable=True):
        return note_translation(
            reference,
            draft=replace(NOTED, **change),
            officer=scene.officer(who),
            at=scene.now,
            on=scene.now.date(),
        )


def told_in(letter: bytes) -> dict[str, Any]:
    found = check_letter(letter)
    assert found.finding is Finding.WHOLE
    told: dict[str, Any] = json.loads(found.attached)
    return told


def test_what_a_partner_asked_is_translated_when_it_is_there(house: Scene) -> None:
    reference = register_request(house).reference
    note(house, reference, "c.unit")
    shown = page(browser("c.unit").get(f"/requests/{reference}/"))
    assert ENGLISH in shown and "O. Marchenko" in shown and "Notary chamber" in shown
    assert "Ball bearings, suspected undervaluation" in shown
    assert Request.objects.get(reference=reference).version == 1


def test_the_record_tells_that_it_was_noted_and_nothing_of_the_text(house: Scene) -> None:
    reference = register_request(house).reference
    note(house, reference, "c.unit")
    entry = LedgerEntry.objects.latest("index")
    assert (entry.event, entry.about) == ("translation.noted", reference)
    assert b"declared" not in bytes(entry.body) and b"Marchenko" not in bytes(entry.body)


def test_that_of_a_partners_answer_waits_until_the_answer_is_opened(house: Scene) -> None:
    reference = posted(house)
    register(house, reference, "answer")
    with pytest.raises(StepNotAllowedError):
        note(house, reference, of="answer")
    house.open(reference)
    note(house, reference, of="answer")
    seen = translations_seen(reference, seen_by=house.officer("m.chen"), on=house.now.date())
    assert [each.text for each in seen] == [ENGLISH]
    late = house.now.date() + timedelta(days=4000)
    assert translations_seen(reference, seen_by=house.officer("m.chen"), on=late) == ()
    assert page(browser("j.alvarez").get(f"/requests/{reference}/")).count(ENGLISH) == 1


def test_nobody_reads_it_who_may_not_read_the_text(house: Scene) -> None:
    reference = posted(house)
    register(house, reference, "answer")
    house.open(reference)
    note(house, reference, of="answer")
    Answer.objects.update(opened_at=None)
    assert not Translation.objects.visible_to(house.officer("j.alvarez")).exists()
    with pytest.raises(NotFoundError):
        note(house, reference, "d.reyes")
    with pytest.raises(NotAllowedError):
        note(house, reference, "a.hale")


def test_what_leaves_is_translated_while_it_is_written_and_read_by_who_approves(
    house: Scene,
) -> None:
    reference = house.draft()
    note(house, reference, "k.ortiz", from_language="en", into_language="uk", text="Підшипники")
    house.submit(reference)
    with pytest.raises(StepNotAllowedError):
        note(house, reference)
    assert "Підшипники" in page(browser("m.chen").get(f"/requests/{reference}/approve/"))
    with pytest.raises(SecondPersonNeededError):
        house.approve(reference, "k.ortiz")
    house.approve(reference)
    told = told_in(letter_of(house, reference))
    assert [each["text"] for each in told["translations"]] == ["Підшипники"]
    assert told["translations"][0]["authoritative"] == "en"
    assert told["request"]["subject"] == "Ball bearings, suspected undervaluation"


def test_a_translation_of_our_answer_goes_on_its_letter_and_makes_it_be_read_again(
    house: Scene,
) -> None:
    reference = register_request(house).reference
    house.accept(reference)
    house.write_answer(reference)
    read = Answer.objects.get().version
    note(house, reference, of="answer", from_language="en", into_language="fr", text="La valeur")
    with pytest.raises(StaleVersionError):
        house.release(reference, version=read)
    assert "La valeur" in page(browser("m.chen").get(f"/requests/{reference}/release/"))
    house.release(reference)
    told = told_in(letter_of(house, reference))
    assert [each["into_language"] for each in told["translations"]] == ["fr"]


def test_a_later_translation_stands_for_the_earlier_and_both_are_kept(house: Scene) -> None:
    reference = register_request(house).reference
    note(house, reference, "c.unit")
    note(house, reference, "c.unit", text="The declared value was too low.")
    shown = page(browser("c.unit").get(f"/requests/{reference}/"))
    assert "The declared value was too low." in shown and ENGLISH not in shown
    assert Translation.objects.count() == 2


def test_page_and_api_note_the_same_and_say_what_is_wrong(house: Scene) -> None:
    reference = register_request(house).reference
    central = browser("c.unit")
    typed = {name: getattr(NOTED, name) for name in TranslationDraft.__slots__}
    place = f"/requests/{reference}/translate/"
    assert "Ukrainian" not in page(central.get(place))
    wrong = page(central.post(place, typed | {"from_language": "Ukrainian"}))
    assert "two or three letters" in wrong and ENGLISH in wrong
    assert central.post(place, typed).status_code == 302
    caller = Caller("c.unit").sign_in()
    seen = caller.get(f"/requests/{reference}/translations").json()["items"]
    assert [(each["into_language"], each["certified_by"]) for each in seen] == [
        ("en", "Notary chamber")
    ]
    again = caller.post(f"/requests/{reference}/translations", typed | {"into_language": "fr"})
    assert again.status_code == 201
    with pytest.raises(InvalidDraftError):
        note(house, reference, "c.unit", translator="")
