"""What two desks do with one request beside asking and answering, on two running nodes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from comity.node.demo.cast import PASSWORD
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


@dataclass(frozen=True)
class Case:
    """One request, and everybody's page."""

    reference: str
    alvarez: Page
    chen: Page
    kovalenko: Page
    bondar: Page
    shevchenko: Page

    @property
    def page(self) -> str:
        return f"/requests/{self.reference}/"


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
    approver.sign_in_afresh(password=PASSWORD)
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


def fill(page: Page, **typed: str) -> None:
    """Fill fields by their names, whatever they are."""
    for name, value in typed.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def do(page: Page, address: str, button: str, **typed: str) -> None:
    """Open a page of a request, fill it in, and press its button, afresh where that is asked."""
    page.goto(address)
    fill(page, **typed)
    press_afresh(page, button)


def reply(case: Case, text: str, *, still: str = "") -> None:
    """Write a reply, a partial one where something is still to come, and let it out."""
    writer = case.bondar
    writer.goto(f"{case.page}answer/")
    writer.set_checked("#id_partial", bool(still))
    writer.fill("#id_still_to_come", still)
    writer.fill("#id_text", text)
    writer.get_by_label("assessment of duties").check()
    writer.get_by_label("administrative").check()
    writer.get_by_role("button", name="Save the answer for release").click()
    do(case.shevchenko, f"{case.page}release/", "Release and seal")


def say(page: Page, reference: str, word: str, button: str, **facts: str) -> None:
    page.goto(f"/requests/{reference}/delivery/{word}/")
    fill(page, **facts)
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


@pytest.fixture
def case(nodes: Nodes, desk: Desk) -> Case:
    reference = sent(nodes[1], subject="Bearings, value of eleven entries")
    ours, theirs = ("j.alvarez", "m.chen"), ("o.kovalenko", "i.bondar", "n.shevchenko")
    return Case(reference, *(desk("us", who) for who in ours), *(desk("ua", who) for who in theirs))


def returned_and_put_off(case: Case, until: str) -> None:
    """Returned for completion, completed, postponed, and accepted after that."""
    at_their_desk(case.kovalenko, case.reference)
    lacks = {"missing": "documents", "reasons": "The invoice is not attached."}
    do(case.kovalenko, f"{case.page}complete/", "Return it and tell the partner", **lacks)
    case.alvarez.goto(case.page)
    come_back_for(case.alvarez, "The invoice is not attached.")
    case.alvarez.goto(f"{case.page}edit/")
    fill(case.alvarez, consignment_reference="UA500110/2026/031877, invoice 2026/1187")
    case.alvarez.get_by_role("button", name="Submit for approval").click()
    do(case.chen, f"{case.page}approve/", "Approve and seal")
    case.kovalenko.goto(case.page)
    come_back_for(case.kovalenko, "Completed and sent again")
    why = {"ground": "investigation", "until": until, "reasons": "A search is being prepared."}
    do(case.kovalenko, f"{case.page}postpone/", "Postpone it and tell the partner", **why)
    case.alvarez.goto(case.page)
    come_back_for(case.alvarez, "A search is being prepared.")
    accept(case.kovalenko, case.reference)


def answered_in_parts(case: Case) -> None:
    """A partial reply is opened, and then the final one."""
    reply(case, "The value is USD 71 760.", still="The invoices.")
    case.alvarez.goto(case.page)
    come_back_for(case.alvarez, "Partial reply 1 is here")
    press_afresh(case.alvarez, "Open partial reply 1")
    expect(case.alvarez.locator("main")).to_contain_text("The invoices.")
    reply(case, "Eleven invoices were found; all are false.")
    case.alvarez.goto(case.page)
    come_back_for(case.alvarez, "Open the answer")
    press_afresh(case.alvarez, "Open the answer")
    expect(case.alvarez.locator("main")).to_contain_text("Eleven invoices were found")


def used_in_court_by_consent(case: Case, until: str) -> None:
    """Use before a criminal court needs consent; it is asked, given, and then permits it."""
    court = {"purpose": "duty-assessment", "proceedings": "criminal"}
    where = {"answer": "2", "court": "District court of Newark, 26-cr-114"}
    why = {"why": "The prosecutor needs it before the court.", "day": until}
    do(
        case.alvarez,
        f"{case.page}afterwords/consent/new/",
        "Save for the central unit",
        **court,
        **where,
        **why,
    )
    case.chen.goto(f"{case.page}afterwords/1/")
    press_afresh(case.chen, "Send it to the partner")
    case.kovalenko.goto(f"{case.page}afterwords/1/")
    come_back_for(case.kovalenko, "The prosecutor needs it")
    fill(case.kovalenko, decision="given", until=until)
    press_afresh(case.kovalenko, "Record the decision")
    case.alvarez.goto(f"{case.page}afterwords/1/")
    come_back_for(case.alvarez, "Until and including")
    do(case.alvarez, f"{case.page}use/?reply=2", "Ask", **court)
    expect(case.alvarez.locator(".ruling-permitted").first).to_be_visible()


def recalled(case: Case) -> None:
    """The supplier asks the final reply back; it is deleted, and both sides say so."""
    case.bondar.goto(f"{case.page}afterwords/recall/new/")
    fill(case.bondar, answer="2", wish="delete", why="It names the wrong importer.")
    case.bondar.get_by_label("The whole text").check()
    press_afresh(case.bondar, "Save for the central unit")
    case.kovalenko.goto(f"{case.page}afterwords/2/")
    press_afresh(case.kovalenko, "Send it to the partner")
    case.chen.goto(f"{case.page}afterwords/2/")
    come_back_for(case.chen, "It names the wrong importer.")
    fill(case.chen, fate_0="deleted")
    press_afresh(case.chen, "Do this and answer")
    case.alvarez.goto(case.page)
    expect(case.alvarez.locator("main")).not_to_contain_text("Eleven invoices were found")
    case.bondar.goto(f"{case.page}afterwords/2/")
    come_back_for(case.bondar, "What came of it")


def test_a_request_takes_every_turn_between_two_desks(case: Case) -> None:
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    returned_and_put_off(case, until)
    answered_in_parts(case)
    used_in_court_by_consent(case, until)
    recalled(case)
