"""Asking: a draft is kept as typed, leaves by four eyes, and only with a permission."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from comity.assistance import services
from comity.assistance.models import Request
from comity.assistance.queries import request_detail
from comity.assistance.references import next_reference
from comity.assistance.services import drafting, enclosing
from comity.assistance.terms import (
    FreshSignInNeededError,
    OtherAgencyError,
    RulingStandsAgainstError,
    SecondPersonNeededError,
    StaleVersionError,
    StepNotAllowedError,
    TooManyExhibitsError,
)
from comity.evidence.terms import ExhibitNotFoundError
from comity.exchange.models import Outbound
from comity.exchange.refusals import LinkNotConfirmedError
from comity.exchange.services import suspend_link
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Permission, Referral, Refusal
from comity.ledger.models import LedgerEntry
from tests.integration.assistance.scene import DRAFT, Scene


def events(reference: str) -> list[str]:
    found = LedgerEntry.objects.filter(about=reference).order_by("index")
    return list(found.values_list("event", flat=True))


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def save(scene: Scene, reference: str, who: str = "j.alvarez", **how: Any) -> Request:
    version = how.pop("version", None)
    with transaction.atomic(durable=True):
        return services.save_draft(
            reference,
            draft=replace(DRAFT, **how),
            officer=scene.officer(who),
            at=scene.now,
            version=version,
        )


def test_a_draft_gets_a_reference_and_is_kept_as_typed(scene: Scene) -> None:
    first = scene.draft(value_amount="twelve", kind="")
    second = scene.draft()
    assert (first, second) == ("US-UA-2026-00001", "US-UA-2026-00002")
    assert stored(first).as_draft() == replace(DRAFT, value_amount="twelve", kind="")
    assert events(first) == ["request.drafted"]


def test_saving_a_draft_leaves_no_entry_and_counts_versions(scene: Scene) -> None:
    reference = scene.draft()
    saved = save(scene, reference, subject="Bearings", version=1)
    assert (saved.version, saved.subject) == (2, "Bearings")
    assert events(reference) == ["request.drafted"]
    with pytest.raises(StaleVersionError):
        save(scene, reference, version=1)


def test_a_change_is_merged_with_the_row_that_was_taken_for_it(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = scene.draft()
    taken: Callable[..., Request] = vars(drafting)["request_for_change"]

    def taken_after_a_colleague(*args: Any, **named: Any) -> Request:
        # What a colleague saved before the row was free stands in it when it is read.
        Request.objects.filter(reference=reference).update(facts="From a colleague.")
        return taken(*args, **named)

    monkeypatch.setattr(drafting, "request_for_change", taken_after_a_colleague)
    with transaction.atomic(durable=True):
        services.change_draft(
            reference,
            changed={"subject": "Bearings"},
            officer=scene.officer("j.alvarez"),
            at=scene.now,
        )
    saved = stored(reference)
    assert (saved.subject, saved.facts) == ("Bearings", "From a colleague.")


def test_a_draft_that_turns_to_another_partner_gets_another_reference(scene: Scene) -> None:
    reference = scene.draft()
    scene.attach(reference, b"declaration")
    saved = save(scene, reference, partner="KE")
    assert saved.reference == "US-KE-2026-00001"
    assert saved.enclosures.get().exhibit.case == saved.reference
    assert events(saved.reference) == ["request.renumbered"]


def test_what_cannot_be_kept_is_refused_and_nothing_is_stored(scene: Scene) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        scene.draft(subject="nul \x00")
    assert [(p.field, p.code) for p in refused.value.problems] == [
        ("subject", "control_characters")
    ]
    assert not Request.objects.exists()


@pytest.mark.parametrize("partner", ["U/", "ua", "ZZ", "..", " "])
def test_nothing_but_a_country_gets_into_a_reference(scene: Scene, partner: str) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        scene.draft(partner=partner)
    assert [p.code for p in refused.value.problems] == ["unknown_country"]
    unchosen = scene.draft(partner="")
    with pytest.raises(InvalidDraftError):
        save(scene, unchosen, partner=partner)
    with transaction.atomic(durable=True):
        assert next_reference("US", partner, year=2026) == "US-ZZ-2026-00002"
    assert (unchosen, Request.objects.count()) == ("US-ZZ-2026-00001", 1)


def test_an_incomplete_draft_does_not_go_to_approval_and_names_all_that_is_missing(
    scene: Scene,
) -> None:
    reference = scene.draft(asked="", facts="", value_amount="-1", value_currency="USD")
    with pytest.raises(InvalidDraftError) as refused:
        scene.submit(reference)
    assert {p.field for p in refused.value.problems} == {"asked", "facts", "value_amount"}


def test_it_leaves_with_a_permission_a_message_and_one_entry(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    request = stored(reference)
    assert request.state == "sent"
    assert isinstance(request.last_ruling, Permission)
    assert (request.relied_on, request.approver_name) == ("us-ua-2016", "m.chen")
    assert Outbound.objects.get().message_id == request.message_id
    assert events(reference) == ["request.drafted", "request.submitted", "request.sent"]


def test_an_assumed_term_refers_it_and_the_treaty_desk_sees_it(scene: Scene) -> None:
    reference = scene.draft()
    scene.submit(reference)
    request = stored(reference)
    assert isinstance(request.last_ruling, Referral)
    assert request.referred_to == "treaty_desk"
    assert request_detail(reference, seen_by=scene.officer("t.brooks")).request == request
    with pytest.raises(RulingStandsAgainstError) as stopped:
        scene.approve(reference)
    assert isinstance(stopped.value.ruling, Referral)
    assert stored(reference).state == "submitted"
    scene.settle_assessment()
    assert scene.approve(reference).state == "sent"


def test_a_refused_request_is_stopped_before_approval(scene: Scene) -> None:
    watched = {"watched_known_by": "Plate B-AC 1234", "watch_until": "2026-12-31"}
    reference = scene.draft(
        partner="BT", kind="special-surveillance", under="", particulars=watched
    )
    with pytest.raises(RulingStandsAgainstError) as stopped:
        scene.submit(reference)
    assert isinstance(stopped.value.ruling, Refusal)
    assert stopped.value.ruling.grounds
    assert stored(reference).state == "draft"


def test_who_wrote_in_it_does_not_approve_it(scene: Scene) -> None:
    scene.settle_assessment()
    own = scene.draft("k.ortiz")
    scene.submit(own, "k.ortiz")
    with pytest.raises(SecondPersonNeededError):
        scene.approve(own, "k.ortiz")
    edited = scene.draft()
    save(scene, edited, "k.ortiz", subject="Changed by a second writer")
    scene.submit(edited)
    with pytest.raises(SecondPersonNeededError):
        scene.approve(edited, "k.ortiz")


@pytest.mark.parametrize("ago", [None, timedelta(hours=1), timedelta(minutes=-1)])
def test_approving_asks_for_a_fresh_sign_in(scene: Scene, ago: timedelta | None) -> None:
    scene.settle_assessment()
    reference = scene.draft()
    scene.submit(reference)
    afresh = None if ago is None else scene.now - ago
    with pytest.raises(FreshSignInNeededError):
        scene.approve(reference, afresh=afresh)
    assert stored(reference).state == "submitted"
    assert not Outbound.objects.exists()


def test_what_was_changed_after_it_was_read_is_not_approved(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.draft()
    scene.submit(reference)
    with pytest.raises(StaleVersionError):
        scene.approve(reference, version=1)
    assert scene.approve(reference, version=2).state == "sent"


def test_an_instrument_the_register_does_not_hold_cannot_be_chosen(scene: Scene) -> None:
    reference = scene.draft(under="us-zz-1900")
    with pytest.raises(InvalidDraftError) as refused:
        scene.submit(reference)
    assert [(p.field, p.code) for p in refused.value.problems] == [("under", "instrument_unknown")]


def test_over_a_suspended_link_nothing_leaves_and_nothing_changes(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.draft()
    scene.submit(reference)
    desk = scene.officer("t.brooks")
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="test", officer=desk, at=scene.now)
    with pytest.raises(LinkNotConfirmedError):
        scene.approve(reference)
    assert stored(reference).state == "submitted"
    assert events(reference)[-1] == "request.submitted"


def test_an_exhibit_may_be_left_out_again_while_it_is_a_draft(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.draft()
    exhibit, officer = scene.attach(reference, b"wrong file"), scene.officer("j.alvarez")
    with transaction.atomic(durable=True):
        services.leave_out_exhibit(reference, exhibit.id, officer=officer, at=scene.now)
    assert not stored(reference).enclosures.exists()
    with pytest.raises(ExhibitNotFoundError), transaction.atomic(durable=True):
        services.leave_out_exhibit(reference, exhibit.id, officer=officer, at=scene.now)
    scene.submit(reference)
    with pytest.raises(StepNotAllowedError), transaction.atomic(durable=True):
        services.leave_out_exhibit(reference, exhibit.id, officer=officer, at=scene.now)


def test_no_more_exhibits_than_a_message_carries(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosing, "MOST_EXHIBITS", 1)
    reference = scene.draft()
    scene.attach(reference, b"first")
    with pytest.raises(TooManyExhibitsError):
        scene.attach(reference, b"second")


def test_it_is_returned_with_a_reason_and_may_be_submitted_again(scene: Scene) -> None:
    reference = scene.draft()
    scene.submit(reference)
    approver = scene.officer("m.chen")
    with pytest.raises(InvalidDraftError), transaction.atomic(durable=True):
        services.return_to_drafter(reference, reason=" ", officer=approver, at=scene.now)
    with transaction.atomic(durable=True):
        services.return_to_drafter(reference, reason="Say why.", officer=approver, at=scene.now)
    assert (stored(reference).state, stored(reference).return_reason) == ("draft", "Say why.")
    scene.submit(reference)
    assert stored(reference).return_reason == ""


def test_a_draft_may_be_withdrawn_and_nothing_follows(scene: Scene) -> None:
    reference = scene.draft()
    with transaction.atomic(durable=True):
        services.withdraw_draft(reference, officer=scene.officer("j.alvarez"), at=scene.now)
    assert stored(reference).state == "withdrawn"
    with pytest.raises(StepNotAllowedError):
        scene.submit(reference)


def test_another_agency_neither_sees_nor_writes_it(scene: Scene) -> None:
    reference = scene.draft()
    with pytest.raises(NotFoundError):
        save(scene, reference, "d.reyes")
    with pytest.raises(NotFoundError):
        scene.submit(reference, "d.reyes")


def test_who_sees_it_without_the_role_is_told_which_role_would_do(scene: Scene) -> None:
    reference = scene.draft()
    with pytest.raises(NotAllowedError):
        save(scene, reference, "a.hale")
    with pytest.raises(NotAllowedError):
        scene.submit(reference, "c.unit")
    with pytest.raises(NotAllowedError):
        scene.draft("m.chen")


def test_an_approver_of_another_agency_with_sight_of_it_may_not_approve(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.draft()
    scene.submit(reference)
    stranger = replace(scene.officer("c.unit"), agency="ICE")
    both = replace(stranger, roles=stranger.roles | scene.officer("e.stone").roles)
    with pytest.raises(OtherAgencyError), transaction.atomic(durable=True):
        services.approve_request(
            reference,
            version=2,
            officer=both,
            signed_in_afresh_at=scene.now,
            at=scene.now,
            on=scene.now.date(),
        )
