"""A node restored from an old backup gets back, as processes, everything its partners hold."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from comity.node.demo.cast import places
from comity.node.demo.patience import Patience
from comity.node.demo.road import ROAD, find
from comity.node.demo.running import Running
from comity.node.demo.story import Story
from comity.node.recovery import make_recovery_key
from tests.nodes.databases import own_database, rows
from tests.nodes.demo_nodes import running
from tests.nodes.own_node import wait_for

pytestmark = pytest.mark.nodes
FIRST_PORT = 18141


def said(node: Running, *words: str) -> Any:
    """Type one verb with `--json` and return what it said; it must have gone well."""
    done = subprocess.run(
        node.command(*words, "--json"), env=node.environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr + (node.home / "node.log").read_text()[-2000:]
    return json.loads(done.stdout)


def set_back(node: Running, backup: Path, key: Path, into: Path) -> None:
    """Put what a backup holds in the place of the node as it stands."""
    said(node, "restore", str(backup), "--into", str(into), "--key", str(key))
    shutil.rmtree(node.home)
    into.rename(node.home)


def count(node: Running, question: str) -> int:
    return int(str(rows(node.home, question)[0][0]))


def test_a_node_restored_from_an_old_backup_recovers_everything_its_partners_hold(
    tmp_path: Path,
) -> None:
    where = places(FIRST_PORT)
    key = tmp_path / "recovery.key"
    recipient = make_recovery_key(key, home=tmp_path / "nodes" / "us")
    settings = {"us": f'backup_recipients = ["{recipient}"]\n'}
    databases = {place.cast.name: own_database() for place in where}
    with running(tmp_path / "nodes", where, settings=settings, databases=databases) as nodes:
        story = Story({name: node.place for name, node in nodes.items()}, Patience(seconds=60))
        first, *week = ROAD
        first(story)
        us, ua = nodes["us"], nodes["ua"]
        said(us, "backup", str(tmp_path / "backup.age"))
        for step in week:
            step(story)
        before = find(story.officer("us", "j.alvarez"))
        assert before is not None and before["state"] == "opened"
        sent = "SELECT COUNT(*) FROM exchange_outbound WHERE delivered_at IS NOT NULL"
        held = "SELECT COUNT(*) FROM exchange_inbound WHERE state = 'handled'"
        stood = count(us, sent), count(us, held)

        us.stop()
        set_back(us, tmp_path / "backup.age", key, tmp_path / "back")
        said(us, "node", "confirm-restore", "n.okafor")
        us.start()
        us.wait_ready()
        going = "SELECT COUNT(*) FROM exchange_recovery WHERE ended_at IS NULL"
        wait_for(lambda: count(us, going) == 0, seconds=90)

        named = "SELECT missing, unapplied FROM exchange_recovery"
        assert {tuple(map(str, row)) for row in rows(us.home, named)} == {("[]", "[]")}
        story = Story({name: node.place for name, node in nodes.items()}, Patience(seconds=60))
        after = find(story.officer("us", "j.alvarez"))
        assert after is not None
        for name in ("reference", "state", "subject"):
            assert after[name] == before[name]
        assert after["answer"]["text"] == before["answer"]["text"]
        new = "SELECT COUNT(*) FROM exchange_channel WHERE epoch = 2 AND size = receipted_size"
        wait_for(lambda: count(us, new) == count(ua, new) + count(nodes["ke"], new) == 2)
        # The two openings of the new epochs came on top.
        assert count(us, sent) >= stood[0] + 2 and count(us, held) >= stood[1]
        for node in nodes.values():
            assert said(node, "verify")["whole"]
