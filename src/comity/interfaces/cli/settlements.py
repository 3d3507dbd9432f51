"""`comity register held | settle`: the register as a node holds it, with what its desk settled.

The other verbs of `comity register` read files; a settlement stands beside them, in the node.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, show_json, show_rows, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

settlement_app = typer.Typer()

About = Annotated[str, typer.Argument(help="An agreement, or own law as domestic/ua.")]


@settlement_app.command("held")
def held(
    reference: Annotated[
        str, typer.Argument(help="An agreement, or own law as domestic/ua; all when not given.")
    ] = "",
    json: Json = False,
) -> None:
    """Show what the node you are signed in to holds, and what its treaty desk settled there."""
    client = signed_in()
    parts = reference.split("/") if reference else []
    seen = told(lambda: client.get(at("register", *parts)))
    if json:
        show_json(seen)
    elif reference:
        _print_held(seen)
    else:
        columns = {"reference": "reference", "short_title": "agreement", "force": "in force today"}
        show_rows(columns, seen["items"])


@settlement_app.command("settle")
def settle(
    *,
    about: About,
    file: Annotated[
        Path | None, typer.Option(help="All fields as JSON; options given beside it count more.")
    ] = None,
    matter: Annotated[str, typer.Option(help="term, event or own-law.")] = "",
    states: Annotated[str, typer.Option(help="What is stated, in a sentence.")] = "",
    source: Annotated[str, typer.Option(help="Where you read it.")] = "",
    provision: Annotated[str, typer.Option(help="Of a term: its kind, as info.assessment.")] = "",
    article: Annotated[str, typer.Option(help="The article or section, as read.")] = "",
    effect: Annotated[str, typer.Option(help="Of a term: granted or excluded.")] = "",
    event: Annotated[str, typer.Option(help="As entered-into-force.")] = "",
    event_on: Annotated[str, typer.Option(help="The day of the event, as 2016-12-13.")] = "",
    party: Annotated[str, typer.Option(help="Whom an event concerns.")] = "",
    kinds: Annotated[
        list[str] | None, typer.Option("--kind", help="Of own law: the assistance it opens.")
    ] = None,
    acts: Annotated[
        list[str] | None, typer.Option("--act", help="Of own law: the acts it opens, as share.")
    ] = None,
    json: Json = False,
) -> None:
    """Settle one thing the register leaves open, at the node; for its treaty desk."""
    typed = {
        "matter": matter,
        "states": states,
        "source": source,
        "provision": provision,
        "article": article,
        "effect": effect,
        "event": event,
        "event_on": event_on,
        "party": party,
        "kinds": kinds or [],
        "acts": acts or [],
    }
    whole = typed_in(file) if file else {}
    _settle(about, whole | {name: value for name, value in typed.items() if value}, as_json=json)


def _settle(about: str, stated: Mapping[str, Any], *, as_json: bool) -> None:
    client, path = signed_in(), at("register", *about.split("/"), "settlements")
    made = told(lambda: client.post(path, stated))
    if as_json:
        show_json(made)
        return
    _print_settlement(made)


def _print_held(seen: Mapping[str, Any]) -> None:
    typer.echo(f"{seen['reference']}: {seen['title']}")
    for key in ("sentence", "force", "terms_digest"):
        if seen.get(key):
            typer.echo(f"  {seen[key]}")
    for settlement in seen["settlements"]:
        _print_settlement(settlement)


def _print_settlement(made: Mapping[str, Any]) -> None:
    typer.echo(f"Settled of {made['about']}: {made['states']}")
    typer.echo(f"  {made['source']} ({made['by']}, {made['on']})")
