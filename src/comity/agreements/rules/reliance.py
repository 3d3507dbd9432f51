"""What it means for a ruling that the partner relied on another encoding than ours.

Each side rules on its own reading. That the two readings differ therefore stands in nobody's way,
unless they differ at the very article the partner relied on: then a person must look first.
"""

from dataclasses import dataclass, replace
from typing import assert_never

from comity.agreements.comparison import Difference, differences
from comity.agreements.rules.bearings import Bearing, bearing_of, in_order, make_ground
from comity.agreements.rules.citations import cite_article
from comity.agreements.terms import Instrument
from comity.kernel.rulings import Ground, Permission, Referral, Refusal, Role, Ruling


@dataclass(frozen=True, slots=True)
class ReliedOn:
    """The law a partner relied on, as far as this node knows it.

    Attributes:
        article: the article the partner named.
        digest: digest of the encoding the partner ruled by.
        theirs: that encoding; None when this node has never seen it.
        is_decided: whether the treaty desk has decided to go by our own all the same.
    """

    article: str
    digest: str
    theirs: Instrument | None = None
    is_decided: bool = False


def rule_on_reliance(ruling: Ruling, *, own: Instrument, relied: ReliedOn) -> Ruling:
    """Return our ruling on a partner's act with what its reliance on other terms adds to it.

    Args:
        ruling: on our own reading.
        own: our encoding of the agreement relied on, as its file has it.
        relied: what the partner relied on.

    Returns:
        The ruling as it is when both have the same encoding; else the ruling with one ground
        more. A Permission becomes a Referral to the treaty desk when the two differ at the
        article relied on and nobody has decided that yet; nothing else changes the outcome.
    """
    if relied.digest == own.digest:
        return ruling
    ground = ground_of_reliance(own, relied)
    grounds = in_order((*ruling.grounds, ground))
    if bearing_of(ground) is not Bearing.OPEN:
        return replace(ruling, grounds=grounds)
    match ruling:
        case Permission():
            return Referral(ruling.on, grounds, Role.TREATY_DESK, ruling.under)
        case Referral():
            return replace(ruling, grounds=grounds, to=Role.TREATY_DESK)
        case Refusal():
            return replace(ruling, grounds=grounds)
        case _:
            assert_never(ruling)


def ground_of_reliance(own: Instrument, relied: ReliedOn) -> Ground:
    """Return the one ground that reliance on another encoding gives."""
    facts = {"instrument": own.short_title, "reference": own.reference, "article": relied.article}
    cites = cite_article(own, relied.article)
    if relied.theirs is None:
        return make_ground("terms_not_known", cites, facts)
    binding = [each for each in differences(own, relied.theirs) if each.binds]
    facts["count"] = str(len(binding))
    if not any(touches(each, article=relied.article) for each in binding):
        return make_ground("terms_differ_elsewhere", cites, facts)
    code = "terms_difference_decided" if relied.is_decided else "terms_differ_at_article"
    return make_ground(code, cites, facts)


def touches(difference: Difference, *, article: str) -> bool:
    """Tell whether a difference is about an article, or about a matter stated without one."""
    return article in difference.articles or (
        difference.kind is not None and article == difference.subject
    )
