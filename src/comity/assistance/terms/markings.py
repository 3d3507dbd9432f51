"""Handling and evaluation codes, and originators: each in its own scheme, never translated.

Sources: [europol-handling], the Europol Regulation Art. 29, the United Kingdom's 3x5x2 report, the
Traffic Light Protocol 2.0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from comity.kernel.errors import ComityError, Problem
from comity.kernel.texts import has_hidden_characters


class HandlingScheme(StrEnum):
    """A scheme of handling codes."""

    EUROPOL = "europol"
    TLP = "tlp"
    UK = "uk_3x5x2"


class EvaluationScheme(StrEnum):
    """A scheme by which a source and its information are evaluated."""

    FOUR_BY_FOUR = "europol_4x4"
    UK = "uk_3x5x2"


class Originator(StrEnum):
    """Whose a part of an answer is."""

    OWN = "own"
    AGENCY = "agency"
    PARTNER = "partner"
    COURT = "court"


HANDLING: Mapping[str, tuple[str, ...]] = {
    HandlingScheme.EUROPOL: ("H0", "H1", "H2", "H3"),
    HandlingScheme.TLP: ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"),
    HandlingScheme.UK: ("P", "C"),
}
SOURCES: Mapping[str, tuple[str, ...]] = {
    EvaluationScheme.FOUR_BY_FOUR: ("A", "B", "C", "X"),
    EvaluationScheme.UK: ("1", "2", "3"),
}
INFORMATION: Mapping[str, tuple[str, ...]] = {
    EvaluationScheme.FOUR_BY_FOUR: ("1", "2", "3", "4"),
    EvaluationScheme.UK: ("A", "B", "C", "D", "E"),
}
WHOLE = "answer"
NAME_LIMIT = 200


@dataclass(frozen=True, slots=True)
class MarkingDraft:
    """What is said of an answer, or of one exhibit of it; all of it may be left empty.

    Attributes:
        item: `answer`, or the id of an exhibit.
        handling_scheme: a `HandlingScheme`.
        handling: a code of that scheme.
        evaluation_scheme: an `EvaluationScheme`.
        source: how reliable the source is, a code of that scheme.
        information: how far the information is to be believed, a code of that scheme.
        originator: whose it is, an `Originator`.
        named: the name of the originator, where it is not the own service.
        leave: the originator's consent to its release: reference and day.
    """

    item: str = WHOLE
    handling_scheme: str = ""
    handling: str = ""
    evaluation_scheme: str = ""
    source: str = ""
    information: str = ""
    originator: str = ""
    named: str = ""
    leave: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not any(getattr(self, field.name) for field in fields(self)[1:])

    @property
    def waits_for_originator(self) -> bool:
        """Whether it is another's, who has not consented to its release."""
        return bool(self.originator) and self.originator != Originator.OWN and not self.leave


def problems_in_marking(marking: MarkingDraft) -> tuple[Problem, ...]:
    """Return what is wrong with a marking: every code belongs to the scheme it names."""
    scheme = marking.evaluation_scheme
    found = [
        *_code("handling", marking.handling, HANDLING, marking.handling_scheme),
        *_code("source", marking.source, SOURCES, scheme),
        *_code("information", marking.information, INFORMATION, scheme),
    ]
    if marking.originator and marking.originator not in frozenset(Originator):
        found.append(Problem("unknown_code", "originator"))
    another = marking.originator not in {"", Originator.OWN}
    if another and not marking.named.strip():
        found.append(Problem("missing", "named"))
    for name in ("named", "leave"):
        text = getattr(marking, name)
        if len(text) > NAME_LIMIT:
            found.append(Problem("too_long", name, (("limit", str(NAME_LIMIT)),)))
        if has_hidden_characters(text):
            found.append(Problem("control_characters", name))
    return tuple(found)


def _code(
    field: str, code: str, known: Mapping[str, tuple[str, ...]], scheme: str
) -> tuple[Problem, ...]:
    if code in known.get(scheme, ()) if scheme else not code:
        return ()
    return (Problem("unknown_code" if code else "missing", field),)


class OriginatorNotAskedError(ComityError):
    """A part of the answer is another's, who has not consented to its release."""

    code = "originator_not_asked"


class HandlingBarsError(ComityError):
    """Its handling code bars showing it to others."""

    code = "handling_bars_sharing"
