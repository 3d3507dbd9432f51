"""The parts of a reply in its body: how they are written and read."""

from collections.abc import Iterable, Mapping
from typing import Any

from comity.assistance.terms.parts import PartTold


def parts_told(parts: Iterable[PartTold]) -> list[dict[str, object]]:
    """Return parts as a reply's body tells them; what they say stands in its text."""
    return [_told(each) for each in parts]


def parts_in(body: Mapping[str, Any]) -> tuple[PartTold, ...]:
    """Return the parts a reply's body tells, by the ids its sender gave the exhibits."""
    return tuple(_read(each) for each in body.get("parts", ()))


def _told(part: PartTold) -> dict[str, object]:
    told: dict[str, object] = {"number": part.number}
    if part.originator:
        told["originator"] = {
            "kind": part.originator,
            "name": part.named,
            "supplier": part.supplier,
        }
    if part.exhibit:
        told["exhibit"] = part.exhibit
    if part.withheld:
        told["withheld"] = {"ground": part.withheld, "article": part.article}
    return told


def _read(told: Mapping[str, Any]) -> PartTold:
    originator, withheld = told.get("originator", {}), told.get("withheld", {})
    return PartTold(
        number=int(told["number"]),
        originator=str(originator.get("kind", "")),
        named=str(originator.get("name", "")),
        supplier=str(originator.get("supplier", "")),
        exhibit=str(told.get("exhibit", "")),
        withheld=str(withheld.get("ground", "")),
        article=str(withheld.get("article", "")),
    )
