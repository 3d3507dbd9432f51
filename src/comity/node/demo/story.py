"""The story: one lawful exchange, then the stops. Each step is one act of one named officer.

The story speaks to running nodes through their REST API only, as the officers would. Every step
first looks whether it has been taken already, so that it can be taken up again after a crash.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from comity.interfaces.cli.client import NodeClient
from comity.kernel.errors import ComityError
from comity.node.demo.cast import PASSWORD, Place
from comity.node.demo.paper import one_page_pdf
from comity.node.demo.patience import Patience

SUBJECT = "Consignment of ball bearings, suspected undervaluation"
DRAFT: Mapping[str, Any] = {
    "partner": "UA",
    "kind": "origin-and-value",
    "purpose": "duty-assessment",
    "subject": SUBJECT,
    "under": "us-ua-2016",
    "facts": (
        "On 3 November 2026 Great Lakes Bearings Inc. declared at Newark 18 400 ball bearings at "
        "USD 1.10 each. Like goods of the same maker entered at USD 3.80 to 4.20 in the same "
        "quarter. The invoice presented bears the number of an earlier shipment."
    ),
    "asked": (
        "The value declared for export of this consignment, the country of origin stated in the "
        "export declaration, and a copy of the invoice filed with it."
    ),
    "legal_elements": "19 USC 1401a (transaction value); 19 USC 1592 (false statements).",
    "proceedings_nature": "administrative",
    "enquiries_made": "Invoice, packing list and payment record of the importer were inspected.",
    "goods_description": "Ball bearings, single row, 6204-2RS",
    "hs_code": "848210",
    "value_amount": "20240.00",
    "value_currency": "USD",
    "origin_country": "UA",
    "consignment_reference": "UA500110/2026/031877",
    "parties": "Great Lakes Bearings Inc., Newark NJ (importer); Dnipro Pidshypnyk LLC (exporter)",
    "intended_use": "To assess the customs value of entry 2026-4471-0093.",
    "reciprocity": True,
    "urgent": False,
    "reply_wanted_on": "",
}
ANSWER: Mapping[str, Any] = {
    "text": (
        "The export declaration UA500110/2026/031877 states a value of USD 71 760.00 (USD 3.90 a "
        "piece) and Ukraine as country of origin. A copy of the invoice filed is enclosed."
    ),
    "purposes": ["duty-assessment"],
    "proceedings": ["administrative"],
    "onward": "consent",
    "retention_days": 1095,
    "handling": "H1",
}
INVOICE = one_page_pdf(
    (
        "DNIPRO PIDSHYPNYK LLC",
        "Commercial invoice 2026/1187                   14 October 2026",
        "",
        "To: Great Lakes Bearings Inc., Newark NJ, United States",
        "18 400 pcs  ball bearing 6204-2RS   USD 3.90   USD 71 760.00",
        "Country of origin: Ukraine.   Terms: FCA Dnipro",
        "",
        "Copy from the file of export declaration UA500110/2026/031877",
    )
)


class StoryDiffersError(ComityError):
    """Something came out otherwise than the law and the story say."""

    code = "story_differs"


@dataclass
class Told:
    """One step that was taken.

    Attributes:
        node: where it was taken.
        officer: who took it.
        act: what was done, in words.
        outcome: `done`, or the outcome of the ruling the step is about.
        ruling: the whole ruling as the node gave it, when there is one.
    """

    node: str
    officer: str
    act: str
    outcome: str = "done"
    ruling: dict[str, Any] | None = None


@dataclass
class Story:
    """The state of one telling.

    Attributes:
        places: where each node answers, by its name.
        patience: how to go on when a node is away for a moment.
        steps: what was told so far.
    """

    places: Mapping[str, Place]
    patience: Patience
    steps: list[Told] = field(default_factory=list)
    reference: str = ""
    _clients: dict[tuple[str, str], NodeClient] = field(default_factory=dict)

    def officer(self, node: str, username: str) -> NodeClient:
        """Return the client of an officer, signed in."""
        key = (node, username)
        if key not in self._clients:
            client = NodeClient(self.places[node].address)
            self.patience.insist(lambda: client.sign_in(username, password=PASSWORD))
            self._clients[key] = client
        return self._clients[key]

    def do(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401  JSON
        """Do one call, waiting for a node that is away."""
        return self.patience.insist(call)

    def tell(self, told: Told) -> None:
        """Add a step."""
        self.steps.append(told)


def expect(outcome: str, ruling: Mapping[str, Any] | None, *, where: str) -> dict[str, Any]:
    """Return the ruling if it came out as the law says.

    Raises:
        StoryDiffersError: naming what was expected and what came.
    """
    got = (ruling or {}).get("outcome", "no ruling")
    if got != outcome:
        raise StoryDiffersError(step=where, expected=outcome, got=got)
    return dict(ruling or {})


def ruled(story: Story, node: str, officer: str, act: str, ruling: dict[str, Any]) -> None:
    """Tell a step that is about a ruling."""
    story.tell(Told(node, officer, act, ruling["outcome"], ruling))
