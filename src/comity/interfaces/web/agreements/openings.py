"""What is still to be found out, each point with the link that begins its settlement."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from comity.agreements.overview import Statement
from comity.agreements.terms import CATALOGUE, EventType, Matter, ProvisionKind
from comity.kernel.countries import NAMES

_KIND_OF_TITLE = {entry.title: kind for kind, entry in CATALOGUE.items()}
_CODE_OF_NAME = {name: code for code, name in NAMES.items()}
_EVENT_OF_GAP = {
    "gap_force": EventType.ENTERED_INTO_FORCE,
    "gap_succession": EventType.SUCCEEDED,
    "gap_acceptance": EventType.ACCEPTED,
    "gap_signature": EventType.SIGNED,
    "gap_signature_day": EventType.SIGNED,
}


@dataclass(frozen=True, slots=True)
class Opening:
    """One open point.

    Attributes:
        gap: what is open.
        begins: the question part of an address that opens the form with the point chosen; "" when
            only the file itself can say more.
    """

    gap: Statement
    begins: str


def openings_of(gaps: Iterable[Statement]) -> tuple[Opening, ...]:
    """Return each gap with the way to settle it."""
    return tuple(Opening(gap, urlencode(_begun(gap))) for gap in gaps)


def _begun(gap: Statement) -> dict[str, str]:
    facts = dict(gap.facts)
    kind: ProvisionKind | None = _KIND_OF_TITLE.get(facts.get("term", ""))
    if kind is not None:
        return {"matter": Matter.TERM, "provision": kind}
    event = _EVENT_OF_GAP.get(gap.code)
    if event is not None:
        return {
            "matter": Matter.EVENT,
            "event": event,
            "party": _CODE_OF_NAME.get(facts.get("party", ""), ""),
        }
    return {}
