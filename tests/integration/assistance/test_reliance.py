"""A partner's request that relies on other terms: both desks see it, and one article refers."""

import json

import pytest
from django.db import transaction

from comity.agreements.queries import own_encoding, terms_differences
from comity.agreements.services import decide_difference
from comity.agreements.terms.countersigning_errors import TermsAnsweredError
from comity.assistance.models import Request
from comity.assistance.terms import RulingStandsAgainstError
from comity.exchange.models import Outbound
from comity.exchange.refusals import LinkMessageRefusedError
from comity.exchange.terms import Reliance
from comity.kernel.errors import NotAllowedError
from tests.integration.assistance.scene import AGREEMENT, Scene, request_body
from tests.integration.assistance.terms_scene import MORE, proposed_by_partner


def their_digest(scene: Scene) -> str:
    """Show us the partner's encoding, which has an article more than ours; return its digest."""
    _, digest = proposed_by_partner(scene, more=MORE)
    return digest


def asked(scene: Scene, digest: str, *, article: str = "Article 9", number: int = 7) -> Request:
    reference = f"UA-US-2026-{number:05}"
    body = request_body(reference=reference)
    scene.tell("assistance.request", body, under=Reliance(AGREEMENT, article, digest))
    return Request.objects.get(reference=reference)


def codes(request: Request) -> list[str]:
    assert request.ruling is not None
    return [g["code"] for g in request.ruling["grounds"] if g["code"].startswith("terms_")]


def test_terms_this_node_does_not_know_refer_nothing_and_both_desks_are_shown(
    scene: Scene,
) -> None:
    scene.settle_assessment()
    request = asked(scene, "d" * 64)
    assert request.ruling is not None
    assert (request.ruling["outcome"], codes(request)) == ("permitted", ["terms_not_known"])
    (seen,) = terms_differences(seen_by=scene.officer("t.brooks"))
    assert (seen.partner, seen.theirs, seen.is_known) == ("UA", "d" * 64, False)
    told = Outbound.objects.get(type="terms.differ")
    own = own_encoding(AGREEMENT)
    assert own is not None
    assert json.loads(bytes(told.body)) == {
        "agreement": AGREEMENT,
        "relied_on": "d" * 64,
        "own": own.digest,
    }


def test_the_same_difference_is_told_once_however_many_requests_rely_on_it(scene: Scene) -> None:
    asked(scene, "d" * 64)
    asked(scene, "d" * 64, number=8)
    assert Outbound.objects.filter(type="terms.differ").count() == 1


def test_the_same_terms_are_no_matter_for_anybody(scene: Scene) -> None:
    own = own_encoding(AGREEMENT)
    assert own is not None
    assert codes(asked(scene, own.digest)) == []
    assert terms_differences(seen_by=scene.officer("t.brooks")) == []


def test_a_difference_elsewhere_refers_nothing(scene: Scene) -> None:
    scene.settle_assessment()
    request = asked(scene, their_digest(scene), article="Article 4")
    assert request.ruling is not None
    assert (request.ruling["outcome"], codes(request)) == ("permitted", ["terms_differ_elsewhere"])


def test_a_difference_at_the_article_relied_on_waits_for_the_treaty_desk(scene: Scene) -> None:
    scene.settle_assessment()
    request = asked(scene, their_digest(scene))
    assert (request.referred_to, codes(request)) == ("treaty_desk", ["terms_differ_at_article"])
    with pytest.raises(RulingStandsAgainstError):
        scene.accept(request.reference)
    (seen,) = terms_differences(seen_by=scene.officer("t.brooks"))
    assert [each.article for each in seen.differences] == ["Article 9"]
    with pytest.raises(NotAllowedError):
        decide(scene, seen.id, who="c.unit")
    decide(scene, seen.id)
    scene.accept(request.reference)
    request.refresh_from_db()
    assert codes(request) == ["terms_difference_decided"]
    with pytest.raises(TermsAnsweredError):
        decide(scene, seen.id)


def decide(scene: Scene, difference: int, who: str = "t.brooks") -> None:
    officer = scene.officer(who)
    with transaction.atomic():
        decide_difference(difference, reasons="Ours is the text.", officer=officer, at=scene.now)


def test_a_partner_tells_that_our_terms_are_not_its_own(scene: Scene) -> None:
    own = own_encoding(AGREEMENT)
    assert own is not None
    told = {"agreement": AGREEMENT, "relied_on": own.digest, "own": "e" * 64}
    scene.tell("terms.differ", told, under=None)
    (seen,) = terms_differences(seen_by=scene.officer("t.brooks"))
    assert (seen.seen_here, seen.theirs, seen.ours) == (False, "e" * 64, own.digest)
    assert not Outbound.objects.filter(type="terms.differ").exists()
    with pytest.raises(LinkMessageRefusedError):
        scene.tell("terms.differ", {**told, "relied_on": "f" * 64}, under=None)


def test_who_has_no_office_sees_no_difference(scene: Scene) -> None:
    asked(scene, "d" * 64)
    assert terms_differences(seen_by=scene.officer("nobody")) == []
