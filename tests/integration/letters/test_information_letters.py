"""Information without a request, on paper: our sealed letter, and a partner's registered."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.coding import Coded
from comity.assistance.models import (
    Answer,
    DataTransfer,
    Information,
    PostedLetter,
    Request,
)
from comity.assistance.queries import FactCode, request_detail, timeline
from comity.assistance.services import return_information
from comity.assistance.terms import AddressMissingError, StepNotAllowedError
from comity.assistance.terms.information import InformationByLetter
from comity.exchange.models import Link, Outbound
from comity.exchange.terms import LinkState
from comity.interfaces.letters import voice_of
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.letters.checking import check_letter
from comity.letters.queries import demand_letter
from comity.letters.reply_queries import matter_of_reply
from comity.letters.replying import compose_reply
from comity.letters.terms import Finding, NotSentError
from tests.integration.assistance.informing import (
    DRAFT,
    TOLD,
    allocate,
    drafted,
    release,
    settle_telling,
)
from tests.integration.assistance.scene import AGREEMENT, ON, Scene
from tests.integration.assistance.test_information_codes import offence
from tests.integration.letters import seals
from tests.integration.letters.paper import CAME, dispatch, keep_address
from tests.integration.letters.test_letters import letter_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house(scene: Scene) -> Iterator[Scene]:
    seals.furnish(scene.keys)
    settle_telling(scene)
    Link.objects.update(state=LinkState.REVOKED)
    yield scene


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def released(house: Scene) -> str:
    keep_address(house)
    reference = drafted(house)
    house.attach(reference, b"%PDF-1.7 invoice")
    release(house, reference)
    return reference


def register(house: Scene, who: str = "c.unit", **change: Any) -> Request:
    letter = InformationByLetter(replace(DRAFT, under=AGREEMENT, **change), CAME, "Art. 4")
    with transaction.atomic(durable=True):
        return services.register_information(
            letter, officer=house.officer(who), at=house.now, on=ON
        )


def test_without_a_node_and_an_address_nothing_leaves(house: Scene) -> None:
    reference = drafted(house)
    with pytest.raises(AddressMissingError):
        release(house, reference)
    assert stored(reference).state == "informing"


def test_it_is_released_made_as_a_sealed_letter_and_dispatched(house: Scene) -> None:
    reference = released(house)
    assert stored(reference).state == "to_inform"
    assert not Outbound.objects.filter(type="assistance.information").exists()
    letter = letter_of(house, reference)
    found = check_letter(letter)
    assert found.finding is Finding.WHOLE
    told = json.loads(found.attached)
    assert (told["says"], told["message"]["text"]) == ("information", TOLD)
    digest = hashlib.sha256(b"%PDF-1.7 invoice").hexdigest()
    assert [each["digest"] for each in told["enclosures"]] == [digest]
    made = LedgerEntry.objects.filter(event="letter.information_made", about=reference)
    assert made.count() == 1
    assert not DataTransfer.objects.exists()
    dispatch(house, reference)
    assert stored(reference).state == "volunteered"
    assert DataTransfer.objects.get().kind == "information"
    assert Information.objects.get(request__reference=reference).told_at is not None
    codes = [fact.code for fact in timeline(reference, seen_by=house.officer("j.alvarez"))]
    assert codes == [FactCode.APPROVED, FactCode.LEFT]


def test_the_letter_asks_nobody_for_anything_and_says_what_binds(house: Scene) -> None:
    reference = released(house)
    matter = matter_of_reply(reference, seen_by=house.officer("c.unit"), on=ON)
    letter = compose_reply(matter, voices=(voice_of("en"), voice_of("fr")))
    said = json.dumps(asdict(letter), ensure_ascii=False)
    assert "given without a request" in said and TOLD in said
    assert "goods or persons are on the move" in said and "Limits of use" in said
    assert "Your letter received on" not in said and "The request" not in said


def test_the_letter_names_area_and_offence_in_its_languages(house: Scene) -> None:
    keep_address(house)
    area, code = offence()
    reference = drafted(house, area=area, offence=code)
    release(house, reference)
    matter = matter_of_reply(reference, seen_by=house.officer("c.unit"), on=ON)
    english, french = voice_of("en"), voice_of("fr")
    letter = compose_reply(matter, voices=(english, french))
    lines = {line.label[0]: line.words for line in letter.parts[0].lines}
    for each, label in zip(matter.coded, ("Area", "Offence"), strict=True):
        assert each.code is not None
        name = each.code.name
        assert lines[label] == (english.translate(name), french.translate(name))
    assert letter_of(house, reference)


def test_a_code_that_no_list_has_stands_in_the_letter_as_it_is(house: Scene) -> None:
    keep_address(house)
    reference = drafted(house)
    release(house, reference)
    matter = matter_of_reply(reference, seen_by=house.officer("c.unit"), on=ON)
    assert matter.coded == ()
    strange = Coded("area", "kelp", "areas", "2031.1", None, ())
    voices = (voice_of("en"), voice_of("ar"))
    letter = compose_reply(replace(matter, coded=(strange,)), voices=voices)
    assert "kelp (areas 2031.1)" in [line.typed for line in letter.parts[0].lines]


def test_until_the_letter_leaves_it_can_be_returned(house: Scene) -> None:
    reference = released(house)
    with transaction.atomic(durable=True):
        return_information(
            reference, reason="Not yet.", officer=house.officer("m.chen"), at=house.now
        )
    answer = Answer.objects.get(request__reference=reference)
    assert (stored(reference).state, answer.released_at, answer.limits) == ("informing", None, None)
    release(house, reference)
    assert stored(reference).state == "to_inform"


def test_a_partners_letter_is_registered_bound_and_given_to_an_agency(house: Scene) -> None:
    request = register(house)
    assert (request.state, request.agency, request.by_letter) == ("informed", None, True)
    assert PostedLetter.objects.get().kind == "information"
    answer = Answer.objects.get(request=request)
    limits = answer.use_limits()
    assert limits is not None and limits.supplier == "UA"
    allocate(house, request.reference)
    house.open(request.reference)
    detail = request_detail(request.reference, seen_by=house.officer("j.alvarez"))
    assert detail.answer is not None and detail.answer.text == TOLD
    assert not Outbound.objects.filter(type="assistance.opened").exists()
    codes = [fact.code for fact in timeline(request.reference, seen_by=house.officer("c.unit"))]
    assert codes == [FactCode.CAME, FactCode.NOTED]
    with pytest.raises(NotSentError):
        demand_letter(stored(request.reference), officer=house.officer("c.unit"))


@pytest.mark.parametrize(
    ("change", "field"),
    [({"under": ""}, "under"), ({"under": "us-xx-1999"}, "under"), ({"partner": "US"}, "partner")],
)
def test_a_letter_that_names_no_agreement_or_nobody_is_not_registered(
    house: Scene, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        letter = InformationByLetter(replace(DRAFT, **{"under": AGREEMENT, **change}), CAME)
        services.register_information(letter, officer=house.officer("c.unit"), at=house.now, on=ON)
    assert field in {problem.field for problem in refused.value.problems}
    with pytest.raises(NotAllowedError):
        register(house, who="j.alvarez")
    assert not Request.objects.exists()


def test_what_is_given_by_letter_is_closed_by_us_alone(house: Scene) -> None:
    reference = released(house)
    with pytest.raises(StepNotAllowedError), transaction.atomic(durable=True):
        services.close_request(reference, officer=house.officer("j.alvarez"), at=house.now)
    dispatch(house, reference)
    with transaction.atomic(durable=True):
        services.close_request(reference, officer=house.officer("j.alvarez"), at=house.now)
    assert stored(reference).state == "closed"
