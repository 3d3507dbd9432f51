"""`comity demo run`: three nodes, the story, what both records say at the end."""

import json
import signal
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from comity.agreements.register_files.shipped import SHIPPED
from comity.interfaces.sentences import sentence
from comity.kernel.errors import ComityError
from comity.kernel.wording import fill
from comity.node.demo.cast import NODES, PASSWORD, Person, Place, places
from comity.node.demo.letter import LETTER
from comity.node.demo.patience import Patience
from comity.node.demo.road import ROAD
from comity.node.demo.running import Running
from comity.node.demo.stops import STOPS
from comity.node.demo.story import Story
from comity.node.demo.supervisor import three_nodes
from comity.node.wording import SENTENCES
from comity.officers.wording import ROLE_NAMES

_BAD_INPUT = frozenset({"folder_not_ours", "demo_already_running", "port_taken"})


def run(folder: Path, *, once: bool, as_json: bool, base_port: int) -> int:
    """Start the nodes and play the story.

    Args:
        folder: where the three homes are made anew.
        once: verify and stop, instead of staying up.
        as_json: print what happened as JSON at the end; progress goes to standard error.
        base_port: the first of six ports.

    Returns:
        0 when the story came out as the law says and both records agree, 3 when it could not
        start as told (a taken port, a folder with something in it), else 1.
    """
    began = time.monotonic()

    def say(text: str) -> None:
        stamp = f"[{time.monotonic() - began:5.1f} s] "
        print(stamp + text, file=sys.stderr if as_json else sys.stdout, flush=True)

    _listen_to_signals()
    try:
        with three_nodes(folder, places(base_port), register=SHIPPED, say=say) as nodes:
            story = play(nodes, say)
            ended = conclude(nodes)
            if as_json:
                print(json.dumps(_as_data(story, ended), indent=2, ensure_ascii=False))
            differs = differences(ended)
            for line in differs:
                say(line)
            if not differs:
                say("Both records are whole, and the heads of both sides are equal.")
            if not once:
                _stay_up(nodes)
            return 1 if differs else 0
    except KeyboardInterrupt:
        say("Stopped; no process is left.")
        return 0
    except ComityError as error:
        say(fill(SENTENCES.get(error.code) or sentence(error.code), error.facts))
        return 3 if error.code in _BAD_INPUT else 1


def _listen_to_signals() -> None:
    # A shell's background job is started with Ctrl-C ignored; here it must always stop the nodes.
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _as_interrupt)


def _as_interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def play(nodes: dict[str, Running], say: Any) -> Story:  # noqa: ANN401  a printer
    """Play the road and the stops on running nodes, a line a step."""
    story = Story({name: running.place for name, running in nodes.items()}, Patience())
    for step in (*ROAD, *LETTER, *STOPS):
        before = len(story.steps)
        step(story)
        for told in story.steps[before:]:
            outcome = "" if told.outcome == "done" else f": {told.outcome}"
            say(f"{told.node} {told.officer:12} {told.act}{outcome}")
    return story


def conclude(nodes: dict[str, Running]) -> dict[str, dict[str, Any]]:
    """Run `comity verify --json` at every node, side by side."""
    asked = {
        name: subprocess.Popen(  # noqa: S603  our own command
            running.command("verify", "--json"), env=running.environment, stdout=subprocess.PIPE
        )
        for name, running in nodes.items()
    }
    return {name: json.loads(process.communicate()[0] or b"{}") for name, process in asked.items()}


def differences(ended: dict[str, dict[str, Any]]) -> list[str]:
    """Return in words what is not whole, or not equal on both sides."""
    found = [f"The record of {name} is not whole." for name, t in ended.items() if not t["whole"]]
    heads = _heads(ended)
    for cast in NODES:
        for other in NODES:
            sent = heads.get((cast.country, other.country, "out"))
            held = heads.get((other.country, cast.country, "in"))
            if sent != held:
                found.append(f"{cast.country} sent {sent} to {other.country}, which holds {held}.")
    return found


def _heads(ended: dict[str, dict[str, Any]]) -> dict[tuple[str, str, str], tuple[int, str]]:
    return {
        (name.upper(), channel["partner"], channel["direction"]): (
            channel["messages"],
            channel["root"],
        )
        for name, told in ended.items()
        for channel in told["channels"]
    }


def _as_data(story: Story, ended: dict[str, dict[str, Any]]) -> dict[str, Any]:
    heads = [
        {"node": node, "partner": partner, "direction": way, "messages": size, "root": root}
        for (node, partner, way), (size, root) in sorted(_heads(ended).items())
    ]
    return {
        "steps": [{"step": n, **asdict(told)} for n, told in enumerate(story.steps, start=1)],
        "heads": heads,
        "verified": ended,
        "differences": differences(ended),
    }


def _offices(person: Person) -> str:
    return ", ".join(ROLE_NAMES[role] for role in person.roles)


def _sign_ins(place: Place) -> list[str]:
    cast = place.cast
    return [
        f"\n  {cast.administration}\n  {place.address}",
        *(
            f"    {person.username:13} {person.name:22} {_offices(person)}"
            for person in cast.people
        ),
    ]


def _stay_up(nodes: dict[str, Running]) -> None:
    print("\nThree nodes are up. The second factor is off here: this is a demonstration.")
    for running in nodes.values():
        print("\n".join(_sign_ins(running.place)))
    us = nodes["us"]
    print(f"\n  Everyone's password: {PASSWORD}")
    print("  Begin as j.alvarez at the US node. To recompute its record yourself, also afterwards:")
    secret = f"COMITY_KEYSTORE_PASSPHRASE={us.passphrase}"
    print(f"    COMITY_HOME={us.home} {secret} {sys.executable} -m comity.node.main verify")
    print("\n  Ctrl-C stops all three.\n", flush=True)
    threading.Event().wait()
