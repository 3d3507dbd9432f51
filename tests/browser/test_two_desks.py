"""What two desks do with one request beside asking and answering, on two running nodes."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from comity.node.demo.running import Running
from comity.node.demo.settlements import AGREEMENT, SOURCE
from comity.node.demo.story import DRAFT, Story
from tests.browser.desks import (
    Desk,
    come_back_for,
    come_back_until,
    desks,
    press_afresh,
    running_nodes,
)

pytestmark = pytest.mark.nodes
Nodes = tuple[dict[str, Running], Story]
TREATY_DESKS = {"us": "t.brooks", "ua": "v.melnyk"}
OF_DELIVERY = {
    "kind": "controlled-delivery",
    "purpose": "offence-investigation",
    "proceedings_nature": "criminal",
    "particulars": {"route": "Odesa to Newark", "decides": "Court", "fallback": "Seize it."},
}


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    with running_nodes(tmp_path_factory.mktemp("desks")) as running:
        yield running


@pytest.fixture
def desk(nodes: Nodes, browser: Browser) -> Iterator[Desk]:
    with desks(nodes[0], browser) as opened:
        yield opened


def let_deliver(story: Story) -> None:
    """State on both nodes what the register leaves open of controlled delivery."""
    for node, officer in TREATY_DESKS.items():
        client = story.officer(node, officer)
        told = {"source": SOURCE, "states": "Controlled delivery is open."}
        term = {"matter": "term", "provision": "act.controlled_delivery", **told}
        client.post(f"/register/{AGREEMENT}/settlements", term)
        own = {"kinds": ["controlled-delivery"], "acts": ["answer", "deliver-under-control"]}
        client.post(f"/register/domestic/{node}/settlements", {"matter": "own-law", **own, **told})


def sent(story: Story, **change: object) -> str:
    """A request of the US node that left; each act is an officer's, through the API."""
    drafter, approver = story.officer("us", "j.alvarez"), story.officer("us", "m.chen")
    made = drafter.post("/requests", {**DRAFT, **change})
    reference = str(made["reference"])
    submitted = drafter.post(f"/requests/{reference}/submit", {})
    approver.sign_in_afresh(password="calm-harbour-31")
    approver.post(f"/requests/{reference}/approve", {"version": submitted["version"]})
    return reference


def at_their_desk(page: Page, reference: str) -> None:
    """Wait until the request has come, and open it."""
    page.goto(f"/requests/{reference}/")
    title = page.locator("h1")
    come_back_until(page, lambda: title.count() > 0 and "not" not in title.inner_text().lower())


def accept(page: Page, reference: str) -> None:
    at_their_desk(page, reference)
    page.goto(f"/requests/{reference}/accept/")
    page.select_option("#id_agency", "SCS")
    page.get_by_role("button", name="Accept and tell the partner").click()


def say(page: Page, reference: str, word: str, button: str, **facts: str) -> None:
    page.goto(f"/requests/{reference}/delivery/{word}/")
    for name, value in facts.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    press_afresh(page, button)
    page.wait_for_url(f"**/requests/{reference}/delivery/")


def test_a_controlled_delivery_is_planned_decided_let_go_and_ended_by_two_desks(
    nodes: Nodes, desk: Desk
) -> None:
    _, story = nodes
    let_deliver(story)
    reference = sent(story, subject="Scrap metal, suspected cocaine", **OF_DELIVERY)
    kovalenko = desk("ua", "o.kovalenko")
    accept(kovalenko, reference)
    alvarez, chen = desk("us", "j.alvarez"), desk("us", "m.chen")
    alvarez.goto(f"/requests/{reference}/")
    come_back_for(alvarez, "Plan and course")
    today = timezone.localdate()
    plan = {
        "goods": "Container MSKU 1234565",
        "route": "UA, US",
        "means": "Vessel Halcyon",
        "starts_on": (today + timedelta(days=5)).isoformat(),
        "ends_on": (today + timedelta(days=9)).isoformat(),
        "watch": "Theirs to the quay, ours from there.",
        "contact": "Duty desk, at any hour.",
        "fallback": "Seize at the quay.",
    }
    say(alvarez, reference, "plan", "Write a plan", **plan)
    chen.goto(f"/requests/{reference}/delivery/")
    press_afresh(chen, "Propose the plan to the partner")

    shevchenko, bondar = desk("ua", "n.shevchenko"), desk("ua", "i.bondar")
    shevchenko.goto(f"/requests/{reference}/delivery/")
    come_back_for(shevchenko, "Agree to the plan")
    say(shevchenko, reference, "agree", "Agree to the plan")
    decision = {"authority": "Court of Odesa", "decision": "77/2026"}
    decision["decided_on"] = today.isoformat()
    say(bondar, reference, "decision", "Record a decision", state="UA", **decision)
    alvarez.goto(f"/requests/{reference}/delivery/")
    come_back_for(alvarez, "Court of Odesa")
    say(alvarez, reference, "decision", "Record a decision", state="US", **decision)

    say(chen, reference, "go", "Say go")
    shevchenko.goto(f"/requests/{reference}/delivery/")
    come_back_for(shevchenko, "Say go")
    say(shevchenko, reference, "go", "Say go")
    bondar.goto(f"/requests/{reference}/delivery/")
    expect(bondar.locator("main")).to_contain_text("The goods are under way")
    seen = {"outcome": "seized", "seen": "Two persons arrested at the quay."}
    say(bondar, reference, "result", "Tell the result", **seen)
    alvarez.goto(f"/requests/{reference}/delivery/")
    come_back_for(alvarez, "Two persons arrested")
    expect(alvarez.locator(".page-head")).to_contain_text("Ended")
