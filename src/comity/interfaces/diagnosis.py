"""How pages and API come by the health of the node and the ladder of a partner.

Both are put together above the interfaces, by `node`, which fills in here how they are had.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from comity.exchange import queries
from comity.exchange.ladder.wording import RUNG_NAMES, SIDE_NAMES
from comity.interfaces.duties import CLIMB_LADDER, WATCH_HEALTH
from comity.interfaces.health_wording import LOOK_NAMES
from comity.interfaces.sentences import in_english, sentence
from comity.kernel.checks import Check, Tone, worst
from comity.kernel.codes import CountryCode
from comity.kernel.countries import NAMES as COUNTRY_NAMES
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer, demand_role

Ladder = Callable[[str, datetime, date], tuple[Check, ...]]
Health = Callable[[datetime], tuple[Check, ...]]
NAMES = {**LOOK_NAMES, **RUNG_NAMES}


@dataclass(frozen=True, slots=True)
class _Source:
    ladder: Ladder
    health: Health


_furnished: list[_Source] = []


def furnish(*, ladder: Ladder, health: Health) -> None:
    """Say how both are had; `node` does at start, again replaces.

    Args:
        ladder: of a partner, at an instant, on a civil day.
        health: of this node, at an instant.
    """
    _furnished[:] = [_Source(ladder, health)]


def ladder_of(partner: str, *, seen_by: Viewer, at: datetime, on: date) -> tuple[Check, ...]:
    """Return the ladder of a partner; its door is asked.

    Raises:
        NotAllowedError: the officer's office does not carry it.
        NotFoundError: there is no link to it that the officer may see.
    """
    demand_role(seen_by, CLIMB_LADDER.roles)
    if not _furnished or queries.link(partner, seen_by=seen_by) is None:
        raise NotFoundError(what="link")
    return _furnished[0].ladder(partner, at, on)


def health_of(*, seen_by: Viewer, at: datetime) -> tuple[Check, ...]:
    """Return what was found on this node.

    Raises:
        NotAllowedError: the officer's office does not carry it.
    """
    demand_role(seen_by, WATCH_HEALTH.roles)
    if not _furnished:
        raise NotFoundError(what="health")
    return _furnished[0].health(at)


def first_broken(checks: tuple[Check, ...]) -> Check | None:
    """Return the first finding that is a fault; what follows often only follows from it."""
    return next((check for check in checks if check.tone is Tone.STOP), None)


def checks_json(
    checks: tuple[Check, ...], *, translate: Callable[[str], str] = in_english
) -> dict[str, Any]:
    """Return findings as plain data, each with its sentence.

    Args:
        checks: in order.
        translate: into the reader's language.
    """
    broken = first_broken(checks)
    return {
        "tone": worst(checks).value,
        "broken": broken.name if broken is not None else "",
        "checks": [check_json(check, translate=translate) for check in checks],
    }


def check_json(check: Check, *, translate: Callable[[str], str] = in_english) -> dict[str, Any]:
    """Return one finding as plain data."""
    cause = check.cause
    return {
        "name": check.name,
        "title": translate(NAMES[check.name]),
        "tone": check.tone.value,
        "code": check.code,
        "sentence": sentence(check.code, _in_words(check.facts), translate=translate),
        "facts": dict(check.facts),
        "side": check.side.value,
        "mended": translate(SIDE_NAMES[check.side.value]) if SIDE_NAMES[check.side.value] else "",
        "cause": None
        if cause is None
        else {
            "code": cause.code,
            "sentence": sentence(cause.code, _in_words(cause.facts), translate=translate),
        },
    }


def _in_words(facts: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return facts with the partner by name; its code stays in `facts`."""
    return [
        (name, CountryCode(value).english_name)
        if name in {"partner", "sender", "recipient"} and value in COUNTRY_NAMES
        else (name, value)
        for name, value in facts
    ]
