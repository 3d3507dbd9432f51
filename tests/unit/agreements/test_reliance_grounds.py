"""Reliance, exactly: what our own ruling found stays, and which difference touches an article."""

from dataclasses import replace

import pytest

from comity.agreements.comparison import Difference, Place
from comity.agreements.rules.reliance import ReliedOn, rule_on_reliance, touches
from comity.agreements.terms import ProvisionKind
from comity.kernel.rulings import Citation, Ground, Permission, Referral, Refusal, Role, Ruling
from tests.spec.language import agreement, with_parameters
from tests.unit.agreements.rulings import INFO, ON

OWN = agreement(covers=INFO)
THEIRS = replace(with_parameters(OWN, "info.assessment", fields=("value",)), digest="f" * 64)
RELIED = ReliedOn("Art. 4", THEIRS.digest, THEIRS)
COVERED = Ground("covered", Citation.quoting("Art. 4"))
ENDED = Ground("ended", Citation.quoting("Art. 9"))
NOT_RECIPROCAL = Ground("not_reciprocal", Citation.quoting("Art. 19"))
RULINGS = (
    Permission("ke-ua", "Art. 4", OWN.digest, ON, (COVERED,)),
    Refusal(ON, (ENDED,)),
    Referral(ON, (NOT_RECIPROCAL,), Role.CENTRAL_UNIT),
)


@pytest.mark.parametrize("ruling", RULINGS, ids=lambda each: type(each).__name__)
@pytest.mark.parametrize("is_decided", [False, True])
def test_reliance_adds_one_ground_and_takes_none_away(ruling: Ruling, *, is_decided: bool) -> None:
    relied = replace(RELIED, is_decided=is_decided)
    ruled = rule_on_reliance(ruling, own=OWN, relied=relied)
    assert set(ruling.grounds) < set(ruled.grounds)
    (added,) = set(ruled.grounds) - set(ruling.grounds)
    assert dict(added.facts) == {
        "instrument": "agreement ke-ua",
        "reference": "ke-ua",
        "article": "Art. 4",
        "count": "1",
    }


def test_nothing_is_decided_until_somebody_has() -> None:
    assert not ReliedOn("Art. 4", OWN.digest).is_decided


def test_a_provision_without_an_article_is_touched_by_its_matter_and_nothing_else_is() -> None:
    matter = Difference(
        "provision_differs", Place.PROVISIONS, "assistance", kind=ProvisionKind.INFO_ASSESSMENT
    )
    assert touches(matter, article="assistance")
    assert not touches(matter, article="Art. 4")
    event = Difference("event_differs", Place.EVENTS, "assistance")
    assert not touches(event, article="assistance")
    assert touches(replace(matter, articles=("Art. 4",)), article="Art. 4")
