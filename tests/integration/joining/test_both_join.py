"""Two nodes with open letters between them: what goes on by node, and what does not yet."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance import services
from comity.assistance.models import Continuation, Request
from comity.assistance.terms.joining import BeingCarriedOverError
from comity.evidence.models import Exhibit
from comity.exchange.models import Inbound
from comity.exchange.services.openings import set_openings
from comity.exchange.terms import InboundState
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from tests.integration.assistance.scene import ANSWER
from tests.integration.joining.letters_between import (
    asked_by_letter,
    by_letter,
    join,
    match,
    proposals,
    propose,
    stands,
)
from tests.integration.letters.paper import CAME, dispatch, posted, register
from tests.two_nodes import OTHER, TwoNodes

pytestmark = [pytest.mark.embedded, pytest.mark.django_db]


def carried(both: TwoNodes, ours: str, theirs: str) -> None:
    """The one that asked proposes, the other matches, and both nodes say the rest."""
    with both.at("US") as scene:
        propose(scene, ours)
    both.drain()
    with both.at("UA") as scene:
        match(scene, proposals(scene, "US")[0].proposal.pk, theirs)
    both.drain()
    nothing_was_set_aside(both)


def nothing_was_set_aside(both: TwoNodes) -> None:
    for code in OTHER:
        with both.at(code):
            odd = Inbound.objects.exclude(state=InboundState.HANDLED)
            assert not odd.exists(), list(odd.values("type", "state", "cause"))


def events_of(both: TwoNodes, code: str, reference: str) -> list[str]:
    with both.at(code):
        entries = LedgerEntry.objects.filter(about=reference).order_by("epoch", "index")
        return [entry.event for entry in entries]


def test_what_was_asked_by_letter_is_answered_by_node(both: TwoNodes) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    join(both)
    carried(both, ours, theirs)
    assert stands(both, "US", ours) == ("node", "sent")
    assert stands(both, "UA", ours) == ("node", "received")
    with both.at("UA") as scene:
        scene.accept(ours)
        scene.write_answer(ours)
        scene.release(ours)
    both.drain()
    with both.at("US") as scene:
        scene.open(ours)
    both.drain()
    nothing_was_set_aside(both)
    assert stands(both, "US", ours) == stands(both, "UA", ours) == ("node", "opened")


def test_its_exhibits_and_its_record_follow_it_to_the_shared_reference(both: TwoNodes) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    with both.at("UA") as scene:
        scene.accept(theirs)
        scene.attach(theirs, b"%PDF-1.7 invoice")
    join(both)
    carried(both, ours, theirs)
    with both.at("UA"):
        assert not Request.objects.filter(reference=theirs).exists()
        assert Exhibit.objects.get().case == ours
        entry = LedgerEntry.objects.get(event="request.carried_over")
        assert (entry.about, dict(entry.facts())["item"]) == (ours, theirs)
    last = ["request.carried_over", "request.acceptance_received"]
    assert events_of(both, "US", ours)[-2:] == last


@pytest.mark.parametrize("who", ["US", "UA"])
def test_either_side_may_propose(both: TwoNodes, who: str) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    join(both)
    own, other = (ours, theirs) if who == "US" else (theirs, ours)
    with both.at(who) as scene:
        propose(scene, own)
    both.drain()
    with both.at(OTHER[who]) as scene:
        found = proposals(scene, who)[0]
        assert [each.reference for each in found.suggested] == [other]
        assert found.agrees
        match(scene, found.proposal.pk, other)
    both.drain()
    nothing_was_set_aside(both)
    assert stands(both, "US", ours) == ("node", "sent")
    assert stands(both, "UA", ours) == ("node", "received")


def test_what_never_arrived_is_taken_in_from_the_proposal(both: TwoNodes) -> None:
    by_letter(both)
    with both.at("US") as scene:
        ours = posted(scene)
    join(both)
    with both.at("US") as scene:
        propose(scene, ours)
    both.drain()
    with both.at("UA") as scene, transaction.atomic(durable=True):
        services.take_continuation_in(
            proposals(scene, "US")[0].proposal.pk,
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=scene.now.date(),
        )
    both.drain()
    nothing_was_set_aside(both)
    assert stands(both, "UA", ours) == ("node", "received")
    with both.at("UA"):
        asked = Request.objects.get(reference=ours)
        assert asked.subject == "Ball bearings, suspected undervaluation"
        assert Continuation.objects.get().told == {}


def test_an_acceptance_that_is_still_in_the_post_comes_by_node(both: TwoNodes) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    with both.at("UA") as scene:
        scene.accept(theirs)
    join(both)
    carried(both, ours, theirs)
    assert stands(both, "US", ours) == stands(both, "UA", ours) == ("node", "accepted")


def test_an_answer_that_was_opened_before_is_told_as_opened(both: TwoNodes) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    with both.at("UA") as scene:
        scene.accept(theirs)
        scene.write_answer(theirs)
        scene.release(theirs)
        dispatch(scene, theirs)
    with both.at("US") as scene:
        register(scene, ours, "answer", came=CAME)
        scene.open(ours)
    join(both)
    carried(both, ours, theirs)
    assert stands(both, "US", ours) == stands(both, "UA", ours) == ("node", "opened")


def test_an_answer_whose_opening_is_kept_here_is_told_as_answered(both: TwoNodes) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    with both.at("UA") as scene:
        scene.accept(theirs)
        scene.write_answer(theirs)
        scene.release(theirs)
        dispatch(scene, theirs)
    with both.at("US") as scene:
        register(scene, ours, "answer", came=CAME)
        scene.open(ours)
    join(both)
    with both.at("US") as scene, transaction.atomic(durable=True):
        set_openings("UA", told=False, officer=scene.officer("t.brooks"), at=both.now)
    carried(both, ours, theirs)
    nothing_was_set_aside(both)
    assert stands(both, "US", ours) == ("node", "opened")
    assert stands(both, "UA", ours) == ("node", "answered")
    with both.at("UA"):
        assert set(Continuation.objects.values_list("other_stand", flat=True)) == {"answered"}


def test_records_that_differ_go_on_by_letter_until_an_officer_puts_it_right(
    both: TwoNodes,
) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    with both.at("US") as scene:
        register(scene, ours, "accepted", came=CAME)
    join(both)
    carried(both, ours, theirs)
    assert stands(both, "US", ours) == ("letter", "accepted")
    assert stands(both, "UA", theirs) == ("letter", "received")
    for code in OTHER:
        with both.at(code):
            assert Continuation.objects.get().state == "differs"
    with both.at("US") as scene, transaction.atomic(durable=True):
        services.put_acceptance_back(
            ours, reasons="Another matter's.", officer=scene.officer("c.unit"), at=scene.now
        )
    carried(both, ours, theirs)
    assert stands(both, "US", ours) == ("node", "sent")
    assert stands(both, "UA", ours) == ("node", "received")


def test_what_moved_meanwhile_is_noticed_by_the_node_that_proposed(both: TwoNodes) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    join(both)
    with both.at("US") as scene:
        propose(scene, ours)
    both.drain()
    with both.at("UA") as scene:
        match(scene, proposals(scene, "US")[0].proposal.pk, theirs)
        with pytest.raises(BeingCarriedOverError):
            scene.accept(theirs)
    with both.at("US") as scene:
        register(scene, ours, "answer", came=CAME, answer=replace(ANSWER, text="By post."))
    both.drain()
    nothing_was_set_aside(both)
    assert stands(both, "US", ours) == ("letter", "answered")
    assert stands(both, "UA", theirs) == ("letter", "received")
    with both.at("UA") as scene:
        scene.accept(theirs)


def test_both_may_propose_and_agree_at_once(both: TwoNodes) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    join(both)
    for code, own in (("US", ours), ("UA", theirs)):
        with both.at(code) as scene:
            propose(scene, own)
    both.drain()
    for code, own in (("US", ours), ("UA", theirs)):
        with both.at(code) as scene:
            match(scene, proposals(scene, OTHER[code])[0].proposal.pk, own)
    both.drain()
    nothing_was_set_aside(both)
    assert stands(both, "US", ours) == ("node", "sent")
    assert stands(both, "UA", ours) == ("node", "received")
    for code in OTHER:
        with both.at(code):
            assert {row.state for row in Continuation.objects.all()} == {"carried"}
            assert LedgerEntry.objects.filter(event="request.carried_over").count() == 1


def test_each_may_mean_another_matter_and_neither_goes_over(both: TwoNodes) -> None:
    by_letter(both)
    ours, theirs = asked_by_letter(both)
    with both.at("US") as scene:
        more = posted(scene)
    join(both)
    for code, own in (("US", ours), ("UA", theirs)):
        with both.at(code) as scene:
            propose(scene, own)
    both.drain()
    for code, own in (("US", more), ("UA", theirs)):
        with both.at(code) as scene:
            match(scene, proposals(scene, OTHER[code])[0].proposal.pk, own)
    both.drain()
    nothing_was_set_aside(both)
    for reference in (ours, more):
        assert stands(both, "US", reference) == ("letter", "posted")
    assert stands(both, "UA", theirs) == ("letter", "received")


def test_what_the_partner_does_not_know_goes_on_by_letter(both: TwoNodes) -> None:
    by_letter(both)
    with both.at("US") as scene:
        ours = posted(scene)
    join(both)
    with both.at("US") as scene:
        propose(scene, ours)
    both.drain()
    with both.at("UA") as scene, transaction.atomic(durable=True):
        services.decline_continuation(
            proposals(scene, "US")[0].proposal.pk,
            reasons="No such letter came.",
            officer=scene.officer("c.unit"),
            at=scene.now,
            on=scene.now.date(),
        )
    both.drain()
    nothing_was_set_aside(both)
    assert stands(both, "US", ours) == ("letter", "posted")
    with both.at("US"):
        row = Continuation.objects.get()
        assert (row.state, row.reasons) == ("declined", "No such letter came.")
        for page in ("/joining/UA/", f"/requests/{ours}/"):
            assert "Their reasons: <bdi>No such letter came.</bdi>" in page_of(page)
    with both.at("UA"):
        assert Continuation.objects.get().told == {}
        assert "The partner was told: <bdi>No such letter came.</bdi>" in page_of("/joining/US/")
    with both.at("US") as scene:
        propose(scene, ours)
        assert "No such letter came." not in page_of("/joining/UA/")


def page_of(path: str) -> str:
    """What an officer of the central unit reads there."""
    browser = Client()
    browser.force_login(officer_named("c.unit"))
    return browser.get(path).content.decode()
