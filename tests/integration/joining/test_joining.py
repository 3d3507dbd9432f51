"""What a partner's node may say of going on by node, and what it never brings about."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.forms.models import model_to_dict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.assistance import services
from comity.assistance.models import Continuation, DataTransfer, Request
from comity.assistance.queries import request_detail
from comity.assistance.queries.joining import joinings
from comity.assistance.queries.joining_lists import open_matters
from comity.assistance.terms import Party, ReferenceNotTheirsError
from comity.assistance.terms.joining import (
    BeingCarriedOverError,
    ContinuationNotOpenError,
    NotCarriedOverError,
    NothingToTakeInError,
    NotTheSameMatterError,
    Stand,
    do_agree,
)
from comity.exchange.models import Inbound, Link, Outbound
from comity.exchange.refusals import MessageRefusedError
from comity.exchange.terms import LinkState
from comity.interfaces.web.joining import views
from comity.kernel.errors import ComityError, NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.letters.services import record_letter
from comity.letters.terms import Languages
from comity.officers.models import Officer
from comity.officers.terms import FreshSignInNeededError
from tests.integration.assistance.scene import AT, ON, Scene, request_body
from tests.integration.assistance.urgently import (
    NIGHT,
    close,
    confirm,
    let_alone,
    release_alone,
    take,
)
from tests.integration.data_protection.asking import in_the_log
from tests.integration.data_protection.test_transfer_rules import ruled
from tests.integration.joining.letters_between import match, proposals, propose
from tests.integration.letters.paper import posted, register_request, without_node
from tests.integration.own_law.desk import confirmed

THEIRS = "UA-US-2026-00007"


@pytest.fixture
def letters(scene: Scene) -> Scene:
    """A partner that had no node when the letters were written, and has one now."""
    without_node(scene)
    return scene


def join(scene: Scene) -> None:
    Link.objects.update(state=LinkState.CONFIRMED)


def told(**change: Any) -> dict[str, Any]:
    body = {"reference": THEIRS, "side": "requesting", "theirs": "", "state": "sent"}
    more = {"on": "2026-11-18", "kind": "origin-and-value", "letters": []}
    return {**body, **more, **change}


def continued(scene: Scene, row: Continuation, **change: Any) -> None:
    body = {"reference": row.reference, "proposal": row.message_id, "outcome": "matched"}
    more = {"own": "US-UA-2026-90001", "state": "sent", "reasons": ""}
    scene.tell("assistance.continued", {**body, **more, **change})


def settled(scene: Scene, row: Continuation, **change: Any) -> None:
    body = {"reference": row.reference, "proposal": row.message_id}
    scene.tell(
        "assistance.continuation_settled",
        {**body, "outcome": "carried", "state": "sent", **change},
    )


def everything(reference: str) -> dict[str, Any]:
    return model_to_dict(Request.objects.get(reference=reference))


def test_the_central_unit_sees_what_goes_by_letter_once_the_partner_has_a_node(
    letters: Scene,
) -> None:
    ours = posted(letters)
    unit = letters.officer("c.unit")
    assert joinings(seen_by=unit) == []
    join(letters)
    assert [(each.partner, each.open) for each in joinings(seen_by=unit)] == [("UA", 1)]
    found = open_matters("UA", seen_by=unit)
    assert [(each.request.reference, each.may) for each in found] == [(ours, True)]
    with pytest.raises(NotAllowedError):
        open_matters("UA", seen_by=letters.officer("j.alvarez"))


def test_a_letter_that_has_not_left_is_not_proposed(letters: Scene) -> None:
    ours = letters.sent()
    join(letters)
    assert [each.may for each in open_matters("UA", seen_by=letters.officer("c.unit"))] == [False]
    with pytest.raises(NotCarriedOverError):
        propose(letters, ours)


def test_proposing_is_the_central_units_and_wants_a_fresh_sign_in(letters: Scene) -> None:
    ours = posted(letters)
    join(letters)
    with pytest.raises(NotAllowedError):
        propose(letters, ours, who="m.chen")
    with pytest.raises(FreshSignInNeededError), transaction.atomic(durable=True):
        services.propose_continuation(
            ours, officer=letters.officer("c.unit"), signed_in_afresh_at=None, at=AT, on=ON
        )


def test_a_proposal_moves_nothing_and_says_what_the_letters_said(letters: Scene) -> None:
    ours = posted(letters)
    join(letters)
    before = everything(ours)
    row = propose(letters, ours)
    assert everything(ours) == before
    sent = Outbound.objects.get(type="assistance.continuation")
    assert (sent.case, sent.message_id) == (ours, row.message_id)
    with pytest.raises(NotCarriedOverError):
        propose(letters, ours)


def test_a_proposal_names_the_letters_that_this_node_made(letters: Scene) -> None:
    ours = posted(letters)
    letters.now += timedelta(minutes=1)
    with transaction.atomic(durable=True):
        record_letter(
            ours,
            languages=Languages("en", "uk"),
            digest="ab" * 32,
            attached="cd" * 32,
            officer=letters.officer("j.alvarez"),
            at=letters.now,
        )
    join(letters)
    propose(letters, ours)
    body = json.loads(bytes(Outbound.objects.get(type="assistance.continuation").body))
    assert body["letters"] == ["ab" * 32]
    assert body["request"]["reference"] == ours


@pytest.mark.parametrize("owed", ["instruction", "rule"])
def test_what_another_must_approve_today_does_not_go_along_whole(letters: Scene, owed: str) -> None:
    ours = posted(letters)
    if owed == "instruction":
        confirmed(letters, effect="higher-approval", to="treaty_desk")
    else:
        ruled(letters, partners=("UA",))
    join(letters)
    propose(letters, ours)
    body = json.loads(bytes(Outbound.objects.get(type="assistance.continuation").body))
    assert (body["reference"], "request" in body) == (ours, False)
    assert not DataTransfer.objects.filter(message_id__gt="").exists()


def test_a_declined_proposal_leaves_no_request_behind(letters: Scene) -> None:
    join(letters)
    body = told(request=request_body(reference=THEIRS))
    for _ in range(2):
        came = letters.tell("assistance.continuation", body)
        in_the_log(letters, came.message_id, b"the whole request")
    held = Inbound.objects.order_by("pk")
    assert [bytes(each.body) for each in held] == [b"", b"the whole request"]
    with transaction.atomic(durable=True):
        services.decline_continuation(
            Continuation.objects.get().pk,
            reasons="No such letter came.",
            officer=letters.officer("c.unit"),
            at=AT,
            on=ON,
        )
    assert [bytes(each.body) for each in held.all()] == [b"", b""]


def test_nobody_on_duty_and_no_call_moves_what_is_being_carried_over(letters: Scene) -> None:
    let_alone(letters, "answer")
    ours = register_request(letters, urgent=True).reference
    letters.accept(ours)
    letters.write_answer(ours, NIGHT)
    called = take(letters).request.reference
    join(letters)
    for number, own in ((7, ours), (8, called)):
        letters.tell("assistance.continuation", told(reference=f"UA-US-2026-0000{number}"))
        row = Continuation.objects.get(reference=f"UA-US-2026-0000{number}")
        Continuation.objects.filter(pk=row.pk).update(request=own_of(own), state="agreed")
    with pytest.raises(BeingCarriedOverError):
        release_alone(letters, ours)
    for act in (confirm, close):
        with pytest.raises(BeingCarriedOverError):
            act(letters, called)


def own_of(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def test_a_node_that_does_not_know_the_word_leaves_it_by_letter(letters: Scene) -> None:
    ours = posted(letters)
    join(letters)
    propose(letters, ours)
    Outbound.objects.update(refused="type_unknown")
    shown = open_matters("UA", seen_by=letters.officer("c.unit"))[0]
    assert shown.refused
    assert shown.may


@pytest.mark.parametrize(
    "change",
    [
        {"reference": "KE-US-2026-00007"},
        {"reference": "UA-KE-2026-00007"},
        {"side": "requested"},
        {"reference": "US-UA-2026-00001"},
    ],
    ids=str,
)
def test_a_partner_proposes_nothing_of_another_pair(letters: Scene, change: dict[str, str]) -> None:
    join(letters)
    with pytest.raises(ReferenceNotTheirsError):
        letters.tell("assistance.continuation", told(**change))
    assert not Continuation.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"theirs": "a\u202eb"},
        {"theirs": "x" * 81},
        {"state": "granted"},
        {"on": "tomorrow"},
        {"letters": ["AB"]},
        {"kind": "<script>" * 20},
    ],
    ids=str,
)
def test_what_is_not_in_form_is_refused_by_name(letters: Scene, change: dict[str, Any]) -> None:
    join(letters)
    with pytest.raises(MessageRefusedError):
        letters.tell("assistance.continuation", told(**change))


def test_a_day_that_is_none_is_refused(letters: Scene) -> None:
    join(letters)
    with pytest.raises(ComityError, match="day"):
        letters.tell("assistance.continuation", told(on="2026-02-31"))


def test_a_proposal_touches_no_matter_here(letters: Scene) -> None:
    ours = register_request(letters).reference
    join(letters)
    before = everything(ours)
    letters.tell("assistance.continuation", told(theirs=ours, state="answered"))
    assert everything(ours) == before


def test_a_matter_of_another_partner_is_never_meant(letters: Scene) -> None:
    register_request(letters)
    others = register_request(letters, partner="KE", under="us-ke-2014").reference
    join(letters)
    letters.tell("assistance.continuation", told(theirs=others))
    proposal = proposals(letters, "UA")[0]
    assert others not in {each.reference for each in (*proposal.suggested, *proposal.others)}
    before = everything(others)
    with pytest.raises(NotTheSameMatterError):
        match(letters, proposal.proposal.pk, others)
    assert everything(others) == before


def test_our_own_request_is_not_what_the_partner_asked(letters: Scene) -> None:
    ours = posted(letters)
    join(letters)
    letters.tell("assistance.continuation", told())
    with pytest.raises(NotTheSameMatterError):
        match(letters, Continuation.objects.get().pk, ours)


def test_a_letter_that_lies_beside_a_matter_points_to_it(letters: Scene) -> None:
    register_request(letters)
    meant = register_request(letters).reference
    letters.accept(meant)
    exhibit = letters.attach(meant, b"%PDF-1.7 their letter")
    join(letters)
    letters.tell("assistance.continuation", told(letters=[exhibit.digest]))
    assert [each.reference for each in proposals(letters, "UA")[0].suggested] == [meant]


def test_the_last_word_counts_only_for_what_an_officer_agreed_to(letters: Scene) -> None:
    ours = register_request(letters).reference
    join(letters)
    letters.tell("assistance.continuation", told())
    row = Continuation.objects.get()
    before = everything(ours)
    with pytest.raises(ContinuationNotOpenError):
        settled(letters, row)
    assert everything(ours) == before
    match(letters, row.pk, ours)
    settled(letters, row)
    gone = Request.objects.get(reference=THEIRS)
    assert (gone.channel, gone.state, gone.message_id) == ("node", "received", row.message_id)


def test_an_answer_to_no_proposal_moves_nothing_and_is_told_so(letters: Scene) -> None:
    ours = posted(letters)
    join(letters)
    row = propose(letters, ours)
    before = everything(ours)
    row.message_id = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11"
    continued(letters, row)
    assert everything(ours) == before
    assert Outbound.objects.filter(type="assistance.continuation_settled").exists()


@pytest.mark.parametrize("state", ["accepted", "refused"])
def test_what_the_partner_claims_raises_nothing_by_itself(letters: Scene, state: str) -> None:
    """It goes over as asked; accepted or refused it is by the word of every day, which follows."""
    ours = posted(letters)
    join(letters)
    continued(letters, propose(letters, ours), state=state)
    assert Request.objects.get(reference=ours).state == "sent"


@pytest.mark.parametrize("state", ["answered", "opened", "closed", "under_way"])
def test_what_differs_stays_by_letter(letters: Scene, state: str) -> None:
    ours = posted(letters)
    join(letters)
    continued(letters, propose(letters, ours), state=state)
    asked = Request.objects.get(reference=ours)
    assert (asked.channel, asked.state) == ("letter", "posted")
    assert LedgerEntry.objects.filter(about=ours, event="continuation.differs").exists()


def test_another_reference_than_that_of_who_asked_is_not_taken(letters: Scene) -> None:
    ours = posted(letters)
    join(letters)
    row = propose(letters, ours)
    continued(letters, row, reference="US-UA-2026-00099")
    assert Request.objects.get(reference=ours).channel == "letter"


def test_what_the_proposal_does_not_hold_is_not_taken_in(letters: Scene) -> None:
    join(letters)
    letters.tell("assistance.continuation", told())
    with pytest.raises(NothingToTakeInError), transaction.atomic(durable=True):
        services.take_continuation_in(
            Continuation.objects.get().pk, officer=letters.officer("c.unit"), at=AT, on=ON
        )


def test_a_proposal_holds_its_own_request_only(letters: Scene) -> None:
    join(letters)
    other = request_body(reference="UA-US-2026-00008")
    with pytest.raises(ReferenceNotTheirsError):
        letters.tell("assistance.continuation", told(request=other))


def test_a_partner_that_proposes_again_has_one_row(letters: Scene) -> None:
    join(letters)
    for state in ("sent", "accepted"):
        letters.tell("assistance.continuation", told(state=state))
    assert Continuation.objects.get().other_stand == "accepted"


def test_its_pages_lead_from_the_link_to_the_matter_and_back(letters: Scene) -> None:
    ours = posted(letters)
    theirs = register_request(letters).reference
    join(letters)
    letters.tell("assistance.continuation", told(theirs=theirs))
    browser = Client()
    browser.force_login(Officer.objects.get(username="c.unit"))
    assert "/joining/" in browser.get("/links/").content.decode()
    assert "/joining/UA/" in browser.get("/joining/").content.decode()
    page = browser.get("/joining/UA/").content.decode()
    assert ours in page
    assert THEIRS in page
    assert "/joining/UA/" in browser.get(f"/requests/{ours}/").content.decode()
    number = Continuation.objects.get().pk
    browser.post(f"/joining/UA/proposals/{number}/", {"action": "match", "reference": theirs})
    assert Continuation.objects.get().state == "agreed"


def test_both_sides_judge_alike_whether_they_agree() -> None:
    for ours in Stand:
        for theirs in Stand:
            asking = do_agree(ours, theirs, side=Party.REQUESTING)
            assert asking is do_agree(theirs, ours, side=Party.REQUESTED)


def test_what_is_open_comes_first_and_the_rest_stands_on_further_pages(
    letters: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = letters.sent()
    ours = [posted(letters), posted(letters)]
    join(letters)
    propose(letters, ours[0])
    unit = letters.officer("c.unit")
    found = open_matters("UA", seen_by=unit)
    assert [each.request.reference for each in found] == [ours[1], kept, ours[0]]
    for number in (7, 8, 9):
        letters.tell("assistance.continuation", told(reference=f"UA-US-2026-0000{number}"))
    Continuation.objects.filter(reference=THEIRS).update(state="declined")
    shown = [each.proposal.reference[-1] for each in proposals(letters, "UA")]
    assert shown == ["8", "9", "7"]
    browser = Client()
    browser.force_login(Officer.objects.get(username="c.unit"))
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    first = browser.get("/joining/UA/").content.decode()
    last = browser.get("/joining/UA/?page=2&theirs=2").content.decode()
    assert "theirs=1&amp;page=2" in first and "page=1&amp;theirs=2" in first
    assert (ours[0] in first, ours[0] in last) == (False, True)
    assert (THEIRS in first, THEIRS in last) == (False, True)
    asked = browser.get("/api/v1/joining/UA?size=2&page=2").json()
    assert [each["reference"] for each in asked["matters"]] == [ours[0]]
    assert asked["next_page"] is None


def test_lists_cost_as_much_for_many_as_for_one(
    letters: Scene,
) -> None:
    unit = letters.officer("c.unit")
    costs = []
    ours = [posted(letters) for _ in range(3)]
    for _ in ours:
        register_request(letters)
    join(letters)
    for number, reference in enumerate(ours):
        propose(letters, reference)
        told_of = told(reference=f"UA-US-2026-0000{number}", letters=["ab" * 32])
        letters.tell("assistance.continuation", told_of)
        with CaptureQueriesContext(connection) as asked:
            open_matters("UA", seen_by=unit)
            proposals(letters, "UA")
        costs.append(len(asked))
    assert len(set(costs)) == 1, costs


def test_a_matter_that_is_being_carried_over_says_so_at_its_buttons(letters: Scene) -> None:
    reference = register_request(letters).reference
    join(letters)
    letters.tell("assistance.continuation", told())
    unit = letters.officer("c.unit")
    before = request_detail(reference, seen_by=unit, on=ON).actions
    assert any(each.allowed for each in before)
    match(letters, Continuation.objects.get().pk, reference)
    held = request_detail(reference, seen_by=unit, on=ON).actions
    assert {each.action for each in held} == {each.action for each in before}
    assert not any(each.allowed for each in held)
    mine = {each.action for each in before if each.allowed}
    assert {each.code for each in held if each.action in mine} == {"being_carried_over"}
