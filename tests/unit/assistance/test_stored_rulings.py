"""A ruling that was kept reads back as it was made."""

from datetime import date

import pytest

from comity.assistance.stored_rulings import kept_ruling, ruling_from
from comity.kernel.rulings import (
    Alternative,
    Citation,
    Condition,
    Ground,
    Limb,
    Permission,
    Referral,
    Refusal,
    Role,
    Ruling,
)

ON = date(2026, 11, 21)
ARTICLE = Citation("cited_article", (("article", "Art. 4"),), (Citation.quoting("Gazette 7"),))
KEEP = Condition("keep_until", ARTICLE, (("day", "2029-01-01"),))
GROUND = Ground("covered", ARTICLE, Limb.OWN_LAW, (("kind", "value"), ("on", "2026-11-21")))
ALTERNATIVE = Alternative("another", Citation.quoting("Art. 12"), (("reference", "wto-tfa"),))


@pytest.mark.parametrize(
    "ruling",
    [
        Permission("us-ua-2016", "Art. 4", "ab" * 32, ON, (GROUND,), (KEEP,)),
        Refusal(ON, (GROUND, Ground("not_in_force", Citation("cited_nothing"))), (ALTERNATIVE,)),
        Referral(ON, (GROUND,), Role.TREATY_DESK, "us-ke-2014", (ALTERNATIVE,)),
        Referral(ON, (GROUND,), Role.CENTRAL_UNIT),
    ],
)
def test_a_ruling_reads_back_as_it_was_kept(ruling: Ruling) -> None:
    assert ruling_from(kept_ruling(ruling)) == ruling


def test_nothing_kept_is_no_ruling() -> None:
    assert ruling_from(None) is None
