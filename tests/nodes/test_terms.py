"""Two whole nodes countersign an encoding, see where theirs differ, and supersede it."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comity.interfaces.cli.client import NodeClient, NodeRefusedError
from comity.node.demo.cast import PASSWORD
from comity.node.demo.patience import Patience
from comity.node.demo.running import Running

pytestmark = pytest.mark.nodes
AGREEMENT = "us-ke-2014"
FILE = Path("bilateral") / f"{AGREEMENT}.toml"
MORE = """
[[provisions]]
kind = "run.committee"
article = "Article 19"
verified = { by = "T. Brooks", on = 2026-11-20, against = "the text of record" }
"""
# What a node's founding does; a process beside it takes the same lock before it writes.
IMPORT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from comity.node.django_start import start_django
start_django()
from django.db import transaction
from comity.agreements.services import import_register
with transaction.atomic(durable=True):
    import_register(Path(sys.argv[1]), by="test", at=datetime.now(UTC))
"""


def desk(node: Running, username: str) -> NodeClient:
    client = NodeClient(node.place.address)
    client.sign_in(username, password=PASSWORD)
    return client


def change_register(node: Running, folder: Path) -> None:
    """Let a node rule from a register in which the agreement has one provision more."""
    if not folder.exists():
        shutil.copytree(Path(__file__).resolve().parents[2] / "register", folder)
        (folder / FILE).write_text((folder / FILE).read_text() + MORE)
    command = [sys.executable, "-c", IMPORT, str(folder)]
    done = subprocess.run(command, env=node.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def awaited(client: NodeClient, digest: str, state: str) -> dict[str, Any]:
    """Wait until the proposal of a digest stands there, as this side sees it."""

    def look() -> dict[str, Any] | None:
        items = client.get("/terms", agreement=AGREEMENT)["items"]
        return next((i for i in items if (i["digest"], i["state"]) == (digest, state)), None)

    found: dict[str, Any] = Patience(seconds=60).await_state(look, what=state)
    return found


def signed_by(client: NodeClient, terms: dict[str, Any]) -> dict[str, bool]:
    good: dict[str, bool] = client.get(f"/terms/{terms['id']}")["signatures_good"]
    return good


def told_of_terms(client: NodeClient) -> list[str]:
    """What an auditor reads in the record of the agreement, oldest first."""
    entries = client.get(f"/record/{AGREEMENT}")["items"]
    return [entry["event"] for entry in entries if entry["event"].startswith("terms.")]


def test_terms_are_countersigned_compared_and_superseded(
    nodes: dict[str, Running], tmp_path: Path
) -> None:
    us, ke = desk(nodes["us"], "t.brooks"), desk(nodes["ke"], "a.otieno")
    # Proposed there, the same here, countersigned.
    first = us.post("/terms", {"agreement": AGREEMENT, "partner": "KE"})
    received = awaited(ke, first["digest"], "open")
    assert received["is_alike"]
    ke.post(f"/terms/{received['id']}/countersign")
    both = {"US": True, "KE": True}
    assert signed_by(us, awaited(us, first["digest"], "countersigned")) == both
    assert signed_by(ke, awaited(ke, first["digest"], "countersigned")) == both
    # One side reads more in the text; the other sees what, and cannot sign it unseen.
    change_register(nodes["us"], tmp_path / "register")
    second = us.post("/terms", {"agreement": AGREEMENT, "partner": "KE"})
    assert (second["number"], second["replaces"]) == (2, first["digest"])
    received = awaited(ke, second["digest"], "open")
    (difference,) = ke.get(f"/terms/{received['id']}")["differences"]
    assert difference["articles"] == ["Article 19"]
    with pytest.raises(NodeRefusedError) as refused:
        ke.post(f"/terms/{received['id']}/countersign")
    assert refused.value.code == "terms_not_alike"
    # Taken over, countersigned; the older terms are superseded on both sides.
    change_register(nodes["ke"], tmp_path / "register")
    ke.post(f"/terms/{received['id']}/countersign")
    for client in (us, ke):
        awaited(client, second["digest"], "countersigned")
        awaited(client, first["digest"], "superseded")
    here, there = desk(nodes["us"], "a.hale"), desk(nodes["ke"], "f.njeri")
    assert told_of_terms(here) == ["terms.proposed", "terms.countersigned_there"] * 2
    assert told_of_terms(there) == ["terms.received", "terms.countersigned"] * 2


def test_what_is_declined_is_told_with_its_reasons(nodes: dict[str, Running]) -> None:
    us, ua = desk(nodes["us"], "t.brooks"), desk(nodes["ua"], "v.melnyk")
    made = us.post("/terms", {"agreement": "us-ua-2016", "partner": "UA"})

    def there() -> Any:
        items = ua.get("/terms", agreement="us-ua-2016")["items"]
        return next((each for each in items if each["state"] == "open"), None)

    received = Patience(seconds=60).await_state(there, what="open")
    ua.post(f"/terms/{received['id']}/decline", {"reasons": "Only its opening was read."})

    def here() -> Any:
        seen = us.get(f"/terms/{made['id']}")
        return seen if seen["state"] == "declined" else None

    seen = Patience(seconds=60).await_state(here, what="declined")
    assert seen["steps"][-1]["reasons"] == "Only its opening was read."
