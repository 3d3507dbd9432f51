"""How one part of a reply is ruled, and how its parts read as one text."""

from datetime import date
from itertools import product

import pytest

from comity.assistance.parts_rules import own_words, read_as_one, rule_on_part
from comity.assistance.terms.parts import OriginatorSays, PartStanding, PartTold
from comity.kernel.rulings import Citation, Ground, Permission, Referral, Refusal, Role, Ruling

ON = date(2026, 11, 21)
GROUND = Ground("category_barred", Citation("cited_nothing"))
RULINGS: dict[PartStanding, Ruling] = {
    PartStanding.PERMITTED: Permission("x", "Art. 4", "", ON, ()),
    PartStanding.REFUSED: Refusal(ON, (GROUND,)),
    PartStanding.REFERRED: Referral(ON, (GROUND,), Role.CENTRAL_UNIT),
}
WAITING = {OriginatorSays.NOTHING, OriginatorSays.ASKED}


@pytest.mark.parametrize(
    ("standing", "says", "withheld"), [*product(RULINGS, OriginatorSays, (False, True))]
)
def test_a_part_goes_when_its_originator_and_the_law_let_it(
    standing: PartStanding, says: OriginatorSays, *, withheld: bool
) -> None:
    ruled = rule_on_part(RULINGS[standing], says, originator="Court", withheld=withheld)
    if withheld:
        wanted = PartStanding.WITHHELD
    elif says is OriginatorSays.REFUSED:
        wanted = PartStanding.REFUSED
    else:
        wanted = PartStanding.WAITS if says in WAITING else standing
    assert ruled.standing is wanted
    # Whatever stays says why.
    assert bool(ruled.grounds) is ruled.stays


def test_the_parts_stand_below_the_text_in_their_order_and_come_off_again() -> None:
    parts = (
        PartTold(3, "", withheld="ex.secret", article="Art. 14"),
        PartTold(2, "court", named="Court", text="Heard."),
        PartTold(1, "own", text="Seen."),
        PartTold(4, "own", exhibit="e-1"),
    )
    whole = read_as_one("Our answer.", parts)
    assert whole == "Our answer.\n\n1. Seen.\n\n2. [Court] Heard.\n\n3. [withheld: Art. 14]"
    assert own_words(whole, parts) == "Our answer."
