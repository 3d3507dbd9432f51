"""Matters that go by letter: out, back, and in; with the rules of every other matter."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from comity.assistance.models import Answer, Enclosure, Part, PostedLetter, Request
from comity.assistance.queries import request_detail
from comity.assistance.queries.inbox import NextWho
from comity.assistance.services import demand_attachable, return_answer, return_to_drafter
from comity.assistance.services.posting import noon_of
from comity.assistance.terms import (
    AddressMissingError,
    Came,
    Channel,
    ComesByNodeError,
    ReferenceNotTheirsError,
    ReferenceTakenError,
    RequestState,
    StepNotAllowedError,
)
from comity.exchange.models import Link, Outbound
from comity.exchange.refusals import LinkNotConfirmedError
from comity.exchange.terms import LinkState
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Outcome, outcome_of
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.test_using import use
from tests.integration.letters.paper import (
    CAME,
    dispatch,
    keep_address,
    posted,
    register,
    register_request,
    without_node,
)


@pytest.fixture
def house(scene: Scene) -> Scene:
    without_node(scene)
    return scene


def events(about: str) -> list[str]:
    return list(
        LedgerEntry.objects.filter(about=about).order_by("index").values_list("event", flat=True)
    )


def found(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def wrong(error: pytest.ExceptionInfo[InvalidDraftError]) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in error.value.problems}


def test_without_a_node_a_request_is_approved_for_a_letter_and_no_message_is_made(
    house: Scene,
) -> None:
    reference = house.sent()
    request = found(reference)
    assert (request.stands, request.channel) == (RequestState.APPROVED, Channel.LETTER)
    assert (request.message_id, request.sent_at) == ("", None)
    assert not Outbound.objects.exists()
    assert events(reference)[-1] == "request.approved_for_letter"
    shown = request_detail(reference, seen_by=house.officer("c.unit"))
    assert shown.next_who is NextWho.US_CENTRAL_UNIT


def test_without_an_address_nothing_is_approved(scene: Scene) -> None:
    Link.objects.update(state=LinkState.REVOKED)
    scene.settle_assessment()
    reference = scene.draft()
    scene.submit(reference)
    with pytest.raises(AddressMissingError):
        scene.approve(reference)
    assert found(reference).stands is RequestState.SUBMITTED


def test_a_suspended_node_is_still_a_node(house: Scene) -> None:
    Link.objects.update(state=LinkState.SUSPENDED)
    reference = house.draft()
    house.submit(reference)
    with pytest.raises(LinkNotConfirmedError):
        house.approve(reference)


def test_what_was_approved_for_a_letter_can_be_given_back(house: Scene) -> None:
    reference = house.draft()
    house.submit(reference)
    house.approve(reference)
    with transaction.atomic(durable=True):
        return_to_drafter(
            reference, reason="Other unit.", officer=house.officer("m.chen"), at=house.now
        )
    assert found(reference).stands is RequestState.DRAFT
    house.submit(reference)
    house.approve(reference)
    assert found(reference).stands is RequestState.APPROVED


def test_a_dispatch_says_who_when_and_how(house: Scene) -> None:
    reference = house.sent()
    dispatch(house, reference)
    letter = PostedLetter.objects.get()
    assert (letter.number, letter.day) == ("D-2026/114", date(2026, 11, 20))
    assert (letter.carrier, letter.carried_by) == ("attache", "A. Moss")
    assert (letter.signed_by, letter.noted_by) == ("M. Chen", "c.unit")
    assert found(reference).stands is RequestState.POSTED
    assert events(reference)[-1] == "letter.dispatched"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"number": " "}, "number", "missing"),
        ({"on": "yesterday"}, "on", "not_a_day"),
        ({"on": "2026-11-22"}, "on", "day_ahead"),
        ({"carrier": "pigeon"}, "carrier", "unknown_code"),
        ({"carried_by": ""}, "carried_by", "missing"),
        ({"signed_by": "M.\u202eChen"}, "signed_by", "control_characters"),
    ],
)
def test_what_is_wrong_with_a_dispatch_is_named(
    house: Scene, change: dict[str, str], field: str, code: str
) -> None:
    reference = house.sent()
    with pytest.raises(InvalidDraftError) as refused:
        dispatch(house, reference, **change)
    assert wrong(refused) == {(field, code)}


@pytest.mark.parametrize("who", ["j.alvarez", "m.chen", "a.hale"])
def test_only_the_central_unit_dispatches_and_registers(house: Scene, who: str) -> None:
    reference = house.sent()
    with pytest.raises(NotAllowedError):
        dispatch(house, reference, who)
    dispatch(house, reference)
    with pytest.raises(NotAllowedError):
        register(house, reference, "accepted", who)
    with pytest.raises(NotAllowedError):
        register_request(house, who)
    with pytest.raises(NotAllowedError):
        keep_address(house, who)


def test_an_answer_on_paper_binds_like_one_that_came_by_node(house: Scene) -> None:
    reference = posted(house)
    register(house, reference, "asks_more", reasons="Which entry is meant?")
    register(house, reference, "accepted")
    register(house, reference, "answer")
    assert events(reference)[-3:] == [
        "request.question_registered",
        "request.acceptance_registered",
        "answer.registered",
    ]
    # Nobody reads it before it is opened, not even in the record.
    unread = request_detail(reference, seen_by=house.officer("j.alvarez"), on=house.now.date())
    assert (unread.answer, unread.answer_waits) == (None, True)
    house.open(reference)
    assert not Outbound.objects.exists()
    ruled = [
        outcome_of(use(house, reference, **how).ruling)
        for how in ({}, {"proceedings": "criminal"}, {"onward_to": "the tax office"})
    ]
    assert ruled[0] is Outcome.PERMITTED
    assert Outcome.PERMITTED not in ruled[1:]
    # A thousand days from the day it was received, and no day longer.
    answer = Answer.objects.get()
    assert not answer.is_kept_too_long(on=date(2026, 11, 20) + timedelta(days=999))
    assert answer.is_kept_too_long(on=date(2026, 11, 20) + timedelta(days=1000))


def test_a_refusal_on_paper_needs_ground_and_reasons_and_can_be_closed(house: Scene) -> None:
    reference = posted(house)
    with pytest.raises(InvalidDraftError) as refused:
        register(house, reference, "refused")
    assert wrong(refused) == {("ground", "missing"), ("reasons", "missing")}
    register(house, reference, "refused", ground="ex.ongoing", reasons="A case is pending.")
    assert found(reference).stands is RequestState.REFUSED
    assert found(reference).decision_ground == "ex.ongoing"


def test_a_letter_that_came_before_it_was_written_is_refused(house: Scene) -> None:
    reference = posted(house)
    came = Came("2026-11-20", "2026-11-18", "12")
    with pytest.raises(InvalidDraftError) as refused:
        register(house, reference, "accepted", came=came)
    assert wrong(refused) == {("received_on", "received_before_written")}


def test_a_scan_is_an_exhibit_and_one_of_an_answer_stays_shut_until_it_is_opened(
    house: Scene,
) -> None:
    reference = house.sent()
    house.attach(reference, b"%PDF-1.7 signed", "c.unit")
    dispatch(house, reference)
    register(house, reference, "answer")
    house.attach(reference, b"%PDF-1.7 their answer", "c.unit")
    assert list(Enclosure.objects.values_list("part", flat=True)) == [Part.LETTER, Part.ANSWER]
    officer = house.officer("j.alvarez")
    assert [each.part for each in Enclosure.objects.visible_to(officer)] == [Part.LETTER]
    house.open(reference)
    assert len(Enclosure.objects.visible_to(officer)) == 2


def test_a_scan_follows_the_letter_it_is_of_and_never_comes_before_it(house: Scene) -> None:
    reference = posted(house)
    with pytest.raises(StepNotAllowedError):
        demand_attachable(reference, officer=house.officer("c.unit"))
    with pytest.raises(StepNotAllowedError):
        house.attach(reference, b"%PDF-1.7 their answer", "c.unit")
    assert not Enclosure.objects.exists()
    register(house, reference, "asks_more", reasons="Which entry is meant?")
    house.attach(reference, b"%PDF-1.7 their question", "c.unit")
    assert Enclosure.objects.get().part == Part.LETTER


def test_an_answer_given_back_before_it_left_is_released_no_more(house: Scene) -> None:
    reference = register_request(house).reference
    house.accept(reference)
    house.write_answer(reference)
    house.release(reference)
    assert found(reference).approved_at is not None
    with transaction.atomic(durable=True):
        return_answer(reference, reason="Page 2.", officer=house.officer("m.chen"), at=house.now)
    answer = Answer.objects.get()
    assert found(reference).approved_at is None
    assert (answer.limits, answer.ruling, answer.released_at) == (None, None, None)
    assert (answer.released_by, answer.relied_on, answer.article) == ("", "", "")
    assert (answer.terms_digest, answer.text) == ("", "The export value was USD 71 760.")
    house.write_answer(reference)
    house.release(reference)
    assert found(reference).stands is RequestState.APPROVED


def test_a_request_on_paper_is_accepted_answered_and_closed_by_letter(house: Scene) -> None:
    reference = register_request(house).reference
    assert reference == "UA-US-2026-90001"
    house.attach(reference, b"%PDF-1.7 their letter", "c.unit")
    assert Enclosure.objects.get().part == Part.REQUEST
    house.accept(reference)
    dispatch(house, reference)
    house.write_answer(reference)
    house.release(reference)
    assert found(reference).stands is RequestState.APPROVED
    dispatch(house, reference, number="D-2026/120")
    shown = request_detail(reference, seen_by=house.officer("j.alvarez"))
    assert shown.request.stands is RequestState.ANSWERED
    assert [each.action for each in shown.actions if each.allowed] == ["close"]
    assert not Outbound.objects.exists()
    assert [letter.kind for letter in shown.request.letters.all()] == [
        "request",
        "accepted",
        "answer",
    ]


def test_a_request_on_paper_lacks_nothing_that_a_ruling_needs(house: Scene) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        register_request(house, kind="", subject="", came=Came())
    assert wrong(refused) == {
        ("kind", "missing"),
        ("subject", "missing"),
        ("written_on", "missing"),
        ("received_on", "missing"),
        ("number", "missing"),
    }


def test_the_reference_of_a_node_is_kept_if_it_is_the_partners(house: Scene) -> None:
    register_request(house, reference="UA-US-2026-00004")
    with pytest.raises(ReferenceTakenError):
        register_request(house, reference="UA-US-2026-00004")
    with pytest.raises(ReferenceNotTheirsError):
        register_request(house, reference="KE-US-2026-00004")


def test_paper_does_not_take_the_reference_of_what_the_partners_node_sends(scene: Scene) -> None:
    scene.settle_assessment()
    with pytest.raises(ComesByNodeError):
        register_request(scene, reference="UA-US-2026-00007")
    Link.objects.update(state=LinkState.SUSPENDED)
    with pytest.raises(ComesByNodeError):
        register_request(scene, reference="UA-US-2026-00007")
    Link.objects.update(state=LinkState.CONFIRMED)
    assert register_request(scene).reference == "UA-US-2026-90001"
    assert found(scene.received(reference="UA-US-2026-00007")).channel == Channel.NODE


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "UTC"])
def test_the_day_of_a_letter_is_a_day_of_this_node_and_not_ahead(house: Scene, zone: str) -> None:
    with timezone.override(ZoneInfo(zone)):
        request = register_request(house)
        assert request.received_at is not None
        assert timezone.localdate(request.received_at) == date(2026, 11, 20)
    assert noon_of(house.now.date(), at=house.now) == house.now


def test_when_the_partner_joins_with_a_node_open_letters_go_on_and_new_requests_go_there(
    house: Scene,
) -> None:
    reference = posted(house)
    Link.objects.update(state=LinkState.CONFIRMED)
    assert found(house.sent()).channel == Channel.NODE
    register(house, reference, "answer", came=CAME)
    house.open(reference)
    assert found(reference).stands is RequestState.OPENED
    assert found(reference).channel == Channel.LETTER


def test_nothing_of_a_matter_between_nodes_is_registered(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    with pytest.raises(StepNotAllowedError):
        register(scene, reference, "answer")
    with pytest.raises(StepNotAllowedError):
        dispatch(scene, reference)
