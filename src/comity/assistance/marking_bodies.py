"""Markings in the body of an answer: how they are written and read. Only what is said stands."""

from collections.abc import Iterable, Mapping
from typing import Any

from comity.assistance.terms.markings import MarkingDraft


def markings_told(markings: Iterable[MarkingDraft]) -> list[dict[str, object]]:
    """Return markings as an answer's body tells them; the originator's consent stays here."""
    return [_told(each) for each in markings]


def markings_in(body: Mapping[str, Any]) -> tuple[MarkingDraft, ...]:
    """Return the markings an answer's body tells, by the ids its sender gave the exhibits."""
    return tuple(_read(each) for each in body.get("markings", ()))


def _told(marking: MarkingDraft) -> dict[str, object]:
    told: dict[str, object] = {"item": marking.item}
    if marking.handling:
        told["handling"] = {"scheme": marking.handling_scheme, "code": marking.handling}
    if marking.evaluation_scheme:
        told["evaluation"] = {
            "scheme": marking.evaluation_scheme,
            "source": marking.source,
            "information": marking.information,
        }
    if marking.originator:
        told["originator"] = {"kind": marking.originator, "name": marking.named}
    return told


def _read(told: Mapping[str, Any]) -> MarkingDraft:
    handling, evaluation = told.get("handling", {}), told.get("evaluation", {})
    originator = told.get("originator", {})
    return MarkingDraft(
        item=str(told["item"]),
        handling_scheme=handling.get("scheme", ""),
        handling=handling.get("code", ""),
        evaluation_scheme=evaluation.get("scheme", ""),
        source=evaluation.get("source", ""),
        information=evaluation.get("information", ""),
        originator=originator.get("kind", ""),
        named=originator.get("name", ""),
    )
