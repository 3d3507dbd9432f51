"""Sharing at home: another agency of the node sees what a partner supplied by a ruling alone."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from comity.agreements.services import settle
from comity.agreements.terms import settlement_from
from comity.assistance.models import Request, Share
from comity.assistance.queries import enclosure, request_detail, shares_of
from comity.assistance.services import end_sharing, share_case
from comity.assistance.terms import (
    HigherApprovalNeededError,
    NothingSuppliedError,
    OtherAgencyError,
    SharedAlreadyError,
    SharingDraft,
    SharingEndedError,
    UnknownAgencyError,
)
from comity.evidence.models import Exhibit
from comity.evidence.queries import custody_of
from comity.kernel.errors import InvalidDraftError, NotAllowedError, NotFoundError
from comity.kernel.rulings import Outcome
from comity.ledger.models import LedgerEntry
from comity.officers.models import Agency, Officer
from tests.integration.assistance.scene import ON, Scene
from tests.integration.own_law.desk import confirmed

WISH = SharingDraft(agency="ICE", purpose="duty-assessment")


@pytest.fixture
def named(scene: Scene) -> Scene:
    """Both agencies under the names by which the agreement knows them."""
    names = {
        "CBP": "U.S. Customs and Border Protection",
        "ICE": "U.S. Immigration and Customs Enforcement",
    }
    for code, name in names.items():
        Agency.objects.filter(code=code).update(name=name)
    return scene


def own_law_opens_sharing(scene: Scene) -> None:
    told = {"matter": "own-law", "acts": ["share"], "states": "Sharing is open.", "source": "T"}
    settlement = settlement_from(told, about="domestic/us", by="", on=ON)
    with transaction.atomic():
        settle(settlement, officer=scene.officer("t.brooks"), at=scene.now)


def incoming(scene: Scene, agency: str = "CBP") -> str:
    scene.settle_assessment()
    reference = scene.received()
    scene.accept(reference, agency)
    return reference


def shared(scene: Scene, reference: str, who: str = "m.chen", **change: Any) -> Share:
    with transaction.atomic(durable=True):
        return share_case(
            reference,
            sharing=replace(WISH, **change),
            officer=scene.officer(who),
            at=scene.now,
            on=ON,
        )


def seen_by(scene: Scene, who: str) -> list[str]:
    return [each.reference for each in Request.objects.visible_to(scene.officer(who))]


def test_where_own_law_says_nothing_of_sharing_it_refers_and_nothing_is_shown(
    named: Scene,
) -> None:
    reference = incoming(named)
    share = shared(named, reference)
    assert share.outcome == Outcome.REFERRED
    assert "gateway_not_encoded" in [ground.code for ground in share.ruling.grounds]
    assert seen_by(named, "d.reyes") == []
    assert LedgerEntry.objects.get(event="case.shared").about == reference


def test_what_is_permitted_is_shown_to_that_agency_and_to_no_other(named: Scene) -> None:
    own_law_opens_sharing(named)
    reference = incoming(named)
    administration = Agency.objects.all()[0].administration
    Agency.objects.create(code="FED", name="Another", administration=administration)
    assert seen_by(named, "d.reyes") == []
    assert shared(named, reference).outcome == Outcome.PERMITTED
    assert seen_by(named, "d.reyes") == [reference]
    assert seen_by(named, "e.stone") == [reference]
    other = replace(named.officer("d.reyes"), agency="FED")
    assert not Request.objects.visible_to(other).exists()
    with pytest.raises(SharedAlreadyError):
        shared(named, reference)


def test_the_other_agency_reads_and_does_nothing_with_it(named: Scene) -> None:
    own_law_opens_sharing(named)
    reference = incoming(named)
    shared(named, reference)
    detail = request_detail(reference, seen_by=named.officer("d.reyes"))
    assert detail.actions
    assert not any(offer.allowed for offer in detail.actions)
    with pytest.raises(OtherAgencyError):
        named.write_answer(reference, "d.reyes")
    with pytest.raises(OtherAgencyError):
        shared(named, reference, "e.stone", agency="CBP")


def test_an_agency_the_agreement_does_not_name_is_a_third_person(scene: Scene) -> None:
    own_law_opens_sharing(scene)
    share = shared(scene, incoming(scene))
    assert share.outcome != Outcome.PERMITTED
    assert seen_by(scene, "d.reyes") == []


def test_an_opened_answer_is_shared_under_the_limits_it_came_with(named: Scene) -> None:
    named.settle_assessment()
    own_law_opens_sharing(named)
    reference = named.sent()
    with pytest.raises(NothingSuppliedError):
        shared(named, reference)
    named.accepted_there(reference)
    named.answered_there(reference)
    with pytest.raises(NothingSuppliedError):
        shared(named, reference)
    named.open(reference)
    beyond = shared(named, reference, purpose="immigration")
    assert beyond.outcome != Outcome.PERMITTED
    assert shared(named, reference).outcome == Outcome.PERMITTED
    assert request_detail(reference, seen_by=named.officer("d.reyes"), on=ON).answer is not None


def test_one_exhibit_is_shared_without_its_case(named: Scene) -> None:
    own_law_opens_sharing(named)
    reference = incoming(named)
    for content in (b"%PDF one", b"%PDF two"):
        named.attach(reference, content)
    first, second = Exhibit.objects.filter(case=reference).order_by("taken_in_at", "id")
    shared(named, reference, exhibit=str(first.pk))
    investigator = named.officer("d.reyes")
    assert enclosure(first.pk, seen_by=investigator).exhibit == first
    assert [e.kind for e in custody_of(first.pk, seen_by=investigator)][-1] == "shared"
    with pytest.raises(NotFoundError):
        enclosure(second.pk, seen_by=investigator)
    assert seen_by(named, "d.reyes") == []
    client = Client()
    client.force_login(Officer.objects.get(username="d.reyes"))
    assert client.get(f"/requests/{reference}/exhibits/{first.pk}/").status_code == 200
    assert client.get(f"/requests/{reference}/exhibits/{second.pk}/").status_code == 404
    assert client.get(f"/requests/{reference}/").status_code == 404


def test_what_is_attached_later_is_seen_by_those_who_read_the_case(named: Scene) -> None:
    own_law_opens_sharing(named)
    reference = incoming(named)
    shared(named, reference)
    exhibit = named.attach(reference, b"%PDF later")
    assert custody_of(exhibit.pk, seen_by=named.officer("d.reyes"))


def test_sharing_ends_by_an_act_and_then_shows_nothing(named: Scene) -> None:
    own_law_opens_sharing(named)
    reference = incoming(named)
    exhibit = named.attach(reference, b"%PDF one")
    share = shared(named, reference)
    with pytest.raises(InvalidDraftError):
        end_sharing(reference, share.pk, reason=" ", officer=named.officer("m.chen"), at=named.now)
    with transaction.atomic():
        end_sharing(
            reference, share.pk, reason="Done.", officer=named.officer("c.unit"), at=named.now
        )
    assert seen_by(named, "d.reyes") == []
    with pytest.raises(NotFoundError):
        custody_of(exhibit.pk, seen_by=named.officer("d.reyes"))
    with pytest.raises(SharingEndedError):
        end_sharing(
            reference, share.pk, reason="Done.", officer=named.officer("c.unit"), at=named.now
        )
    assert [e.kind for e in exhibit.custody.order_by("sequence")][-2:] == ["shared", "unshared"]


def test_a_national_instruction_reaches_sharing_as_well(named: Scene) -> None:
    own_law_opens_sharing(named)
    reference = incoming(named)
    confirmed(named, acts=("share",))
    assert shared(named, reference).outcome == Outcome.REFERRED
    assert seen_by(named, "d.reyes") == []


def test_a_higher_approval_reaches_sharing_as_well(named: Scene) -> None:
    own_law_opens_sharing(named)
    reference = incoming(named)
    confirmed(named, acts=("share",), effect="higher-approval", to="data_protection_officer")
    with pytest.raises(HigherApprovalNeededError):
        shared(named, reference)
    assert not Share.objects.exists()


@pytest.mark.parametrize("who", ["j.alvarez", "a.hale"])
def test_only_who_lets_things_out_shares_them(named: Scene, who: str) -> None:
    reference = incoming(named)
    with pytest.raises(NotAllowedError):
        shared(named, reference, who)


def test_who_may_not_see_the_case_is_told_as_if_there_were_none(named: Scene) -> None:
    reference = incoming(named)
    with pytest.raises(NotFoundError):
        shared(named, reference, "e.stone")
    assert shares_of(reference, seen_by=named.officer("d.reyes")) == []


def test_what_is_wrong_is_named(named: Scene) -> None:
    reference = incoming(named)
    with pytest.raises(InvalidDraftError) as refused:
        shared(named, reference, agency="", purpose="gossip", categories=("rumour",))
    assert {p.field for p in refused.value.problems} == {"agency", "purpose", "categories"}
    with pytest.raises(InvalidDraftError):
        shared(named, reference, agency="CBP")
    with pytest.raises(UnknownAgencyError):
        shared(named, reference, agency="XYZ")
    assert Request.objects.get(reference=reference).shared_with.count() == 0
