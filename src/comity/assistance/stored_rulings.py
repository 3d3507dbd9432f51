"""Rulings as JSON, to be kept beside what they were made for.

What is kept here was made here; reading it back gives the same values.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from comity.kernel.rulings import (
    Alternative,
    Citation,
    Condition,
    Ground,
    Limb,
    Outcome,
    Permission,
    Referral,
    Refusal,
    Role,
    Ruling,
    outcome_of,
)

Kept = dict[str, Any]


def kept_ruling(ruling: Ruling) -> Kept:
    """Return a ruling as JSON."""
    kept: Kept = {
        "outcome": outcome_of(ruling).value,
        "on": ruling.on.isoformat(),
        "grounds": [
            {"code": g.code, "cites": _cited(g.cites), "limb": g.limb.value, "facts": _facts(g)}
            for g in ruling.grounds
        ],
    }
    match ruling:
        case Permission():
            kept |= {"under": ruling.under, "article": ruling.article}
            kept |= {"terms_digest": ruling.terms_digest, "conditions": _parts(ruling.conditions)}
        case Refusal():
            kept |= {"alternatives": _parts(ruling.alternatives)}
        case Referral():
            kept |= {"to": ruling.to.value, "under": ruling.under}
            kept |= {"alternatives": _parts(ruling.alternatives)}
    return kept


def ruling_from(kept: Kept | None) -> Ruling | None:
    """Return the ruling that was kept; None when none was."""
    if not kept:
        return None
    on = date.fromisoformat(kept["on"])
    grounds = tuple(
        Ground(g["code"], _citation(g["cites"]), Limb(g["limb"]), _pairs(g["facts"]))
        for g in kept["grounds"]
    )
    alternatives = tuple(
        Alternative(a["code"], _citation(a["cites"]), _pairs(a["facts"]))
        for a in kept.get("alternatives", ())
    )
    match Outcome(kept["outcome"]):
        case Outcome.PERMITTED:
            conditions = tuple(
                Condition(c["code"], _citation(c["cites"]), _pairs(c["facts"]))
                for c in kept["conditions"]
            )
            digest = kept["terms_digest"]
            return Permission(kept["under"], kept["article"], digest, on, grounds, conditions)
        case Outcome.REFUSED:
            return Refusal(on, grounds, alternatives)
        case Outcome.REFERRED:
            return Referral(on, grounds, Role(kept["to"]), kept["under"], alternatives)


def _parts(parts: Iterable[Condition | Alternative]) -> list[Kept]:
    return [
        {"code": part.code, "cites": _cited(part.cites), "facts": _facts(part)} for part in parts
    ]


def _cited(citation: Citation) -> Kept:
    further = [_cited(each) for each in citation.further]
    return {"code": citation.code, "facts": _facts(citation), "further": further}


def _citation(kept: Kept) -> Citation:
    further = tuple(_citation(each) for each in kept["further"])
    return Citation(kept["code"], _pairs(kept["facts"]), further)


def _facts(part: Ground | Condition | Alternative | Citation) -> list[list[str]]:
    return [[name, value] for name, value in part.facts]


def _pairs(facts: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    pairs = (tuple(fact) for fact in facts)
    return tuple((pair[0], pair[1]) for pair in pairs)


def kept_citation(citation: Citation) -> Kept:
    """Return a citation as JSON."""
    return _cited(citation)


def citation_from(kept: Kept) -> Citation:
    """Return the citation that was kept."""
    return _citation(kept)


def own_law_cited(ruling: Ruling | None) -> tuple[str, ...]:
    """Return what of the node's own law a ruling cites, each once; nothing of no ruling."""
    if ruling is None:
        return ()
    cited = (ground.cites for ground in ruling.grounds if ground.limb is Limb.OWN_LAW)
    return tuple(dict.fromkeys(str(each) for each in cited))
