"""What the treaty desks of the demonstration settle, each for its own node.

The register knows the 2016 agreement between the United States and Ukraine by its dates; its
articles were not read, and what stands in for them comes from a template. A real treaty desk would
settle from the gazette on its shelf. Here each source says openly that it is a demonstration.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

AGREEMENT = "us-ua-2016"
SOURCE = "Demonstration: stated by the treaty desk for this demonstration, not read from a gazette"


@dataclass(frozen=True, slots=True)
class Settled:
    """One settlement of the story.

    Attributes:
        node: whose treaty desk settles.
        officer: who there.
        about: reference of the instrument, or of own law.
        matter: `term` or `own_law`.
        states: what is stated.
        more: the fields that this matter needs.
    """

    node: str
    officer: str
    about: str
    matter: str
    states: str
    more: Mapping[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """Return what the REST API takes."""
        return {"matter": self.matter, "states": self.states, "source": SOURCE, **self.more}


def _assessment(node: str, officer: str) -> Settled:
    states = "Information for the assessment of duties, with origin and value, is given on request."
    more = {
        "provision": "info.assessment",
        "parameters": {"fields": ["value", "classification", "origin", "quantity"]},
    }
    return Settled(node, officer, AGREEMENT, "term", states, more)


SETTLEMENTS = (
    _assessment("us", "t.brooks"),
    _assessment("ua", "v.melnyk"),
    Settled(
        "ua",
        "v.melnyk",
        "domestic/ua",
        "own-law",
        "The State Customs Service may answer a partner's request on origin and value of goods.",
        {"kinds": ["origin-and-value"]},
    ),
)
