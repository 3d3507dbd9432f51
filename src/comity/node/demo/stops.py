"""The stops of the story: where the law does not carry the act, and the node says so in words."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from comity.interfaces.cli.client import NodeClient
from comity.node.demo.road import Step, find, use_outside
from comity.node.demo.story import DRAFT, Story, StoryDiffersError, expect, ruled

SURVEILLANCE_SUBJECT = "Watch on a consignor of precursor chemicals, Mombasa"


def _names(ruling: Mapping[str, Any], words: str) -> None:
    told = str([*ruling["grounds"], *ruling["alternatives"]])
    if words not in told:
        raise StoryDiffersError(step="stop", expected=f"a ground naming {words}", got=told)


def surveillance_of_kenya(story: Story) -> None:
    """Signed, entry into force not recorded: referred to the treaty desk, with what is missing."""
    client = story.officer("us", "d.reyes")
    body = {
        **DRAFT,
        "partner": "KE",
        "kind": "special-surveillance",
        "purpose": "offence-investigation",
        "subject": SURVEILLANCE_SUBJECT,
        "under": "",
    }
    seen = story.do(lambda: find(client, SURVEILLANCE_SUBJECT)) or story.do(
        lambda: client.post("/requests", body)
    )
    ruling = expect("referred", seen["ruling"], where="surveillance asked of Kenya")
    if ruling["to"] != "treaty_desk":
        raise StoryDiffersError(step="Kenya", expected="treaty_desk", got=ruling["to"])
    ruled(story, "us", "d.reyes", "special surveillance asked of Kenya", ruling)


def surveillance_between_kenya_and_ukraine(story: Story) -> None:
    """No mutual assistance agreement recorded; TFA Article 12 carries declaration data only."""
    client = story.officer("ke", "w.kamau")
    ruling = story.do(
        lambda: client.get(
            "/rulings/ask",
            partner="UA",
            kind="special-surveillance",
            purpose="offence-investigation",
        )
    )
    expect("refused", ruling, where="surveillance asked of Ukraine by Kenya")
    _names(ruling, "wto-tfa")
    ruled(story, "ke", "w.kamau", "special surveillance asked of Ukraine", ruling)


def the_dated_pair(story: Story) -> None:
    """US–China on 9 and 10 April 2003: the day before entry into force, and the day itself."""
    client = story.officer("us", "j.alvarez")
    for on, outcome in (("2003-04-09", "refused"), ("2003-04-10", "permitted")):
        ruling = story.do(partial(_ask_of_china, client, on))
        expect(outcome, ruling, where=f"US–China on {on}")
        ruled(story, "us", "j.alvarez", f"origin and value asked of China on {on}", ruling)


def _ask_of_china(client: NodeClient, on: str) -> dict[str, Any]:
    asked = {"partner": "CN", "kind": "origin-and-value", "purpose": "duty-assessment", "on": on}
    return dict(client.get("/rulings/ask", **asked))


STOPS: tuple[Step, ...] = (
    surveillance_of_kenya,
    surveillance_between_kenya_and_ukraine,
    use_outside,
    the_dated_pair,
)
