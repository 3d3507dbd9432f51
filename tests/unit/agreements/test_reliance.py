"""Reliance on other terms: it refers only when the two differ at the article relied on."""

from dataclasses import replace

import pytest

from comity.agreements.rules.bearings import Bearing, bearing_of
from comity.agreements.rules.reliance import ReliedOn, rule_on_reliance
from comity.agreements.terms import Instrument
from comity.agreements.wording import GROUNDS
from comity.kernel.rulings import Citation, Ground, Permission, Referral, Refusal, Role, Ruling
from comity.kernel.wording import fill
from tests.spec.language import agreement, day, with_parameters

ON = day("2026-11-21")
COVERS = {"Art. 4": "info.assessment", "Art. 9": "exe.deadline"}
OWN = agreement(covers=COVERS)
OTHER = "f" * 64
GROUND = Ground("covered", Citation.quoting("Art. 4"))
PERMITTED = Permission("ke-ua", "Art. 4", OWN.digest, ON, (GROUND,))
REFUSED = Refusal(ON, (Ground("ended", Citation.quoting("Art. 4")),))
REFERRED = Referral(ON, (Ground("not_reciprocal", Citation.quoting("Art. 4")),), Role.CENTRAL_UNIT)


def theirs(**parameters: tuple[str, ...]) -> Instrument:
    """Return an encoding that differs from ours at Article 4."""
    return replace(with_parameters(OWN, "info.assessment", **parameters), digest=OTHER)


def relying(theirs: Instrument | None, article: str = "Art. 4", **how: bool) -> ReliedOn:
    return ReliedOn(article, OTHER, theirs, **how)


def added(ruling: Ruling) -> str:
    """Return the code of the ground that reliance added."""
    return next(g.code for g in ruling.grounds if g.code.startswith("terms_"))


def test_the_same_digest_changes_nothing() -> None:
    relied = ReliedOn("Art. 4", OWN.digest)
    assert rule_on_reliance(PERMITTED, own=OWN, relied=relied) == PERMITTED


def test_an_encoding_nobody_here_has_seen_does_not_refer() -> None:
    ruling = rule_on_reliance(PERMITTED, own=OWN, relied=relying(None))
    assert isinstance(ruling, Permission)
    assert added(ruling) == "terms_not_known"


def test_a_difference_at_the_article_relied_on_refers_to_the_treaty_desk() -> None:
    ruling = rule_on_reliance(PERMITTED, own=OWN, relied=relying(theirs(fields=("value",))))
    assert isinstance(ruling, Referral)
    assert (ruling.to, ruling.under) == (Role.TREATY_DESK, "ke-ua")
    assert added(ruling) == "terms_differ_at_article"


@pytest.mark.parametrize("article", ["Art. 9", "Art. 77"])
def test_a_difference_elsewhere_is_told_and_stands_in_nobodys_way(article: str) -> None:
    relied = relying(theirs(fields=("value",)), article)
    ruling = rule_on_reliance(PERMITTED, own=OWN, relied=relied)
    assert isinstance(ruling, Permission)
    assert added(ruling) == "terms_differ_elsewhere"


def test_remarks_and_sources_never_refer() -> None:
    remarked = replace(OWN, digest=OTHER, note="See the file.", open_points=("Find Annex A.",))
    ruling = rule_on_reliance(PERMITTED, own=OWN, relied=relying(remarked))
    assert isinstance(ruling, Permission)
    assert dict(ruling.grounds[-1].facts)["count"] == "0"


def test_an_article_only_the_partner_has_is_a_difference_at_that_article() -> None:
    more = replace(agreement(covers={**COVERS, "Art. 12": "use.other"}), digest=OTHER)
    ruling = rule_on_reliance(PERMITTED, own=OWN, relied=relying(more, "Art. 12"))
    assert isinstance(ruling, Referral)


def test_what_the_desk_has_decided_does_not_refer_again() -> None:
    relied = relying(theirs(fields=("value",)), is_decided=True)
    ruling = rule_on_reliance(PERMITTED, own=OWN, relied=relied)
    assert isinstance(ruling, Permission)
    assert added(ruling) == "terms_difference_decided"


def test_our_own_refusal_and_referral_are_never_softened() -> None:
    relied = relying(theirs(fields=("value",)))
    refused = rule_on_reliance(REFUSED, own=OWN, relied=relied)
    assert isinstance(refused, Refusal)
    referred = rule_on_reliance(REFERRED, own=OWN, relied=relied)
    assert isinstance(referred, Referral)
    assert referred.to is Role.TREATY_DESK
    unknown = rule_on_reliance(REFERRED, own=OWN, relied=relying(None))
    assert isinstance(unknown, Referral)
    assert unknown.to is Role.CENTRAL_UNIT


def test_every_ground_of_reliance_is_told_whole_and_what_is_open_comes_first() -> None:
    differing = theirs(fields=("value",))
    cases = [relying(None), relying(differing), relying(differing, "Art. 9")]
    for relied in (*cases, relying(differing, is_decided=True)):
        ruling = rule_on_reliance(PERMITTED, own=OWN, relied=relied)
        ground = next(g for g in ruling.grounds if g.code.startswith("terms_"))
        assert "{" not in fill(GROUNDS[ground.code], ground.facts)
        if bearing_of(ground) is Bearing.OPEN:
            assert ruling.grounds[0] == ground
