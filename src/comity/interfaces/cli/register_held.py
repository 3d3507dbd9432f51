"""`comity register held-…`: reads of the register as a node holds it, with what was settled there.

`comity register list`, `gaps`, `diff` and `counts` read files; these ask the node one is signed in
to, and can ask for what it knew at an earlier instant.
"""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.register_diff import DIFFERENT, print_differences
from comity.interfaces.cli.session import signed_in

held_app = typer.Typer()

Some = Annotated[str, typer.Argument(help="An agreement, as us-ua-2016; all when not given.")]
On = Annotated[str, typer.Option("--on", help="The day, as 2016-12-13; today when not given.")]
KnownAt = Annotated[
    str, typer.Option(help="As known then, as 2026-11-20T10:00:00Z; now when not given.")
]


@held_app.command("held-list")
def held_list(
    on: On = "",
    status: Annotated[str, typer.Option(help="Only those of it, as in-force.")] = "",
    party: Annotated[str, typer.Option("--with", help="Only those of a country, as UA.")] = "",
    region: Annotated[str, typer.Option(help="Only those with it, as europe.")] = "",
    known_at: KnownAt = "",
    json: Json = False,
) -> None:
    """List the agreements the node holds, with their status on a day."""
    client = signed_in()
    asked = {"on": on, "status": status, "party": party, "region": region, "known_at": known_at}
    seen = told(lambda: client.get("/register/instruments", **asked))
    if json:
        show_json(seen)
        return
    columns = {"reference": "reference", "title": "agreement", "signed_on": "signed"}
    show_rows({**columns, "status": f"status on {seen['on']}"}, seen["items"])


@held_app.command("held-on")
def held_on(
    reference: Annotated[str, typer.Argument(help="An agreement, as us-ua-2016.")],
    on: On = "",
    known_at: KnownAt = "",
    json: Json = False,
) -> None:
    """Show one agreement as it stood on a day: who acted, which terms applied, its gaps."""
    client, path = signed_in(), at("register", "instruments", reference)
    seen = told(lambda: client.get(path, on=on, known_at=known_at))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['title']} ({seen['reference']}) on {seen['on']}")
    typer.echo(f"  {seen['status']}")
    for party in seen["acting"]:
        typer.echo(f"  {party['code']}: {'; '.join(party['authorities'])}")
    typer.echo(f"  {len(seen['terms'])} terms apply; --json prints them.")
    for gap in seen["gaps"]:
        typer.echo(f"  {gap['sentence']}")


@held_app.command("held-gaps")
def held_gaps(
    reference: Some = "", on: On = "", known_at: KnownAt = "", json: Json = False
) -> None:
    """Name what the node's treaty desk still has to find out or settle."""
    client = signed_in()
    asked = {"reference": reference, "on": on, "known_at": known_at}
    seen = told(lambda: client.get("/register/gaps", **asked))
    if json:
        show_json(seen)
        return
    for each in seen["items"]:
        for gap in each["gaps"]:
            typer.echo(f"{each['reference']}: {gap['sentence']}")


@held_app.command("held-diff")
def held_diff(
    one: Some = "",
    other: Annotated[str, typer.Argument(help="The agreement it is compared with.")] = "",
    since: Annotated[str, typer.Option("--from", help="The first of two days.")] = "",
    until: Annotated[str, typer.Option("--to", help="The second of two days.")] = "",
    json: Json = False,
) -> None:
    """Compare two agreements, or two days, as the node holds them. Leaves with 1 if they differ."""
    client = signed_in()
    asked = {"one": one, "other": other, "from": since, "to": until}
    seen = told(lambda: client.get("/register/diff", **asked))
    if json:
        show_json(seen)
    else:
        print_differences(seen)
    raise typer.Exit(DIFFERENT if seen["differ"] else 0)


@held_app.command("held-counts")
def held_counts(
    of: Annotated[str, typer.Option("--of", help="Of whom; the node's own if not given.")] = "",
    on: On = "",
    json: Json = False,
) -> None:
    """Count what was signed and is in force on a day, by the register the node holds."""
    client = signed_in()
    seen = told(lambda: client.get("/register/counts", of=of, on=on))
    if json:
        show_json(seen)
        return
    columns = {"kind": "kind", "signed": "signed", "in_force": "in force"}
    show_rows({**columns, "force_not_recorded": "not recorded"}, seen["counted"])
