"""A ruling as the API and the command line tell it: codes for programs, sentences for people."""

from collections.abc import Callable, Iterable
from typing import Any

from comity.agreements.rules import Weighed
from comity.interfaces.permissions import instrument_of, lacks_article
from comity.interfaces.sentences import cited, in_english, sentence
from comity.kernel.rulings import (
    Alternative,
    Citation,
    Condition,
    Ground,
    Permission,
    Referral,
    Refusal,
    Ruling,
    outcome_of,
)
from comity.officers.wording import ROLE_NAMES

Translate = Callable[[str], str]
ASSUMED = "cited_template"


def ruling_json(ruling: Ruling, *, translate: Translate = in_english) -> dict[str, Any]:
    """Return a ruling with its one word, its sentence, and every ground.

    Args:
        ruling: any.
        translate: Django's gettext where there is a reader with a language.
    """
    told: dict[str, Any] = {
        "outcome": outcome_of(ruling).value,
        "sentence": _sentence(ruling, translate),
        "on": ruling.on.isoformat(),
        "under": None,
        "article": None,
        "terms_digest": None,
        "to": None,
        "grounds": [_ground(ground, translate) for ground in ruling.grounds],
        "conditions": [],
        "alternatives": [],
        "assumed": _parts(assumed_in(ruling), translate),
    }
    match ruling:
        case Permission():
            told |= {"under": ruling.under, "article": ruling.article}
            told |= {"terms_digest": ruling.terms_digest}
            told |= {"conditions": _parts(ruling.conditions, translate)}
        case Refusal():
            told |= {"alternatives": _parts(ruling.alternatives, translate)}
        case Referral():
            told |= {"under": ruling.under, "to": ruling.to.value}
            told |= {"alternatives": _parts(ruling.alternatives, translate)}
    return told


def assumed_in(ruling: Ruling) -> list[Ground | Condition]:
    """Return what a ruling takes from a model text because nobody has read the text itself."""
    conditions = ruling.conditions if isinstance(ruling, Permission) else ()
    parts: tuple[Ground | Condition, ...] = (*ruling.grounds, *conditions)
    return [part for part in parts if part.cites.code == ASSUMED]


def candidates_json(
    candidates: Iterable[Weighed], *, translate: Translate = in_english
) -> list[dict[str, Any]]:
    """Return every agreement that could carry an act, the best first, each with what differs."""
    return [
        {
            "reference": each.reference,
            "title": each.title,
            "outcome": each.outcome.value,
            "article": each.article or None,
            "in_the_way": _parts(each.in_the_way, translate),
            "differs": _parts(each.differs, translate),
        }
        for each in candidates
    ]


def _sentence(ruling: Ruling, translate: Translate) -> str:
    code = f"ruling.{outcome_of(ruling).value}"
    if isinstance(ruling, Permission) and lacks_article(ruling):
        code = "ruling.permitted_without_article"
    return sentence(code, _facts(ruling, translate), translate=translate)


def _facts(ruling: Ruling, translate: Translate) -> tuple[tuple[str, str], ...]:
    match ruling:
        case Permission():
            return (
                ("instrument", instrument_of(ruling)),
                ("under", ruling.under),
                ("article", ruling.article),
            )
        case Refusal():
            return ()
        case Referral():
            return (("to", translate(ROLE_NAMES[ruling.to])),)


def _ground(ground: Ground, translate: Translate) -> dict[str, Any]:
    return {**_part(ground, translate), "limb": ground.limb.value}


def _parts(
    parts: Iterable[Ground | Condition | Alternative], translate: Translate
) -> list[dict[str, Any]]:
    return [_part(part, translate) for part in parts]


def _part(part: Ground | Condition | Alternative, translate: Translate) -> dict[str, Any]:
    return {
        "code": part.code,
        "cites": cited(part.cites, translate=translate),
        "citation": _citation(part.cites),
        "sentence": sentence(part.code, part.facts, translate=translate),
        "facts": dict(part.facts),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    """Return a citation by its code, so that it can be told again in another language."""
    return {
        "code": citation.code,
        "facts": dict(citation.facts),
        "further": [_citation(each) for each in citation.further],
    }
