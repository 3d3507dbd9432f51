"""What three treaty desks settle so that one folder can be shared along two of the three sides.

The United States may tell Ukraine and Kenya of offences, and each may tell the United States;
between Ukraine and Kenya the register knows one agreement alone, which is about the data of
declarations and about nothing else.
"""

from collections.abc import Mapping

from comity.node.demo.settlements import SOURCE
from comity.node.demo.story import Story

TREATY_DESKS = {"us": "t.brooks", "ua": "v.melnyk", "ke": "a.otieno"}
AGREEMENTS = {"ua": "us-ua-2016", "ke": "us-ke-2014"}
IN_FORCE = {"event": "entered-into-force", "event_on": "2014-10-01"}
PROMISES = ("confidentiality", "law-enforcement-use")
PROMISED = {
    "given_by": "Head of the central unit",
    "document": "Note 12/2026",
    "given_on": "2026-01-10",
    "from_on": "2026-01-10",
}


def let_share(story: Story) -> None:
    """State on each node what the register leaves open of telling others of offences."""
    for partner, agreement in AGREEMENTS.items():
        for node in ("us", partner):
            _offences_are_told(story, node, agreement)
        _own_law_opens(story, partner)
        for promise in PROMISES:
            told = {"partner": partner.upper(), "assurance": promise, **PROMISED}
            story.officer("us", TREATY_DESKS["us"]).post("/own-law/assurances", told)
    for node in ("us", "ke"):
        _settle(story, node, AGREEMENTS["ke"], {"matter": "event", **IN_FORCE}, "It is in force.")


def _offences_are_told(story: Story, node: str, agreement: str) -> None:
    term = {"matter": "term", "provision": "info.offences", "parameters": {"on_own": True}}
    _settle(story, node, agreement, term, "Information on offences is given unasked.")


def _own_law_opens(story: Story, node: str) -> None:
    opened = {"matter": "own-law", "kinds": ["offence-information"], "acts": ["volunteer"]}
    _settle(story, node, f"domestic/{node}", opened, "A partner may be told of offences.")


def _settle(
    story: Story, node: str, about: str, settled: Mapping[str, object], states: str
) -> None:
    desk = story.officer(node, TREATY_DESKS[node])
    desk.post(f"/register/{about}/settlements", {**settled, "source": SOURCE, "states": states})
