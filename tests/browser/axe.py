"""Ask axe-core what is wrong with a page; put in from outside, because the page allows no eval."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = [
    "wcag2a",
    "wcag2aa",
    "wcag21a",
    "wcag21aa",
    "wcag22aa",
    "best-practice",
]
# What is right is not told apart, place by place: that takes a tenth of the time.
OPTIONS = json.dumps({"runOnly": RULES, "resultTypes": ["violations"]})
ASK = f"""
axe.run(document, {OPTIONS}).then(found => JSON.stringify(
  found.violations.map(one => ({{rule: one.id, where: one.nodes.map(node => node.html)}}))))
"""


def findings(page: Page) -> list[dict[str, Any]]:
    """Return what axe finds, by rule; empty when it finds nothing."""
    session = page.context.new_cdp_session(page)
    session.send("Runtime.evaluate", {"expression": SCRIPT})
    answer = session.send(
        "Runtime.evaluate",
        {"expression": ASK, "awaitPromise": True, "returnByValue": True},
    )
    session.detach()
    found: list[dict[str, Any]] = json.loads(answer["result"]["value"])
    return found
