"""`comity node`: found, run and look after this node."""

from pathlib import Path
from typing import Annotated

import typer

from comity.node.verbs.backup import confirm_restore
from comity.node.verbs.health import node_doctor, node_health
from comity.node.verbs.linking import link_app
from comity.node.verbs.people import appoint_officer, give_password, set_offices
from comity.node.verbs.settings import show_settings

node_app = typer.Typer(no_args_is_help=True, help="Found, run and look after this node.")
node_app.command("settings")(show_settings)
node_app.command("health")(node_health)
node_app.command("doctor")(node_doctor)
node_app.command("confirm-restore")(confirm_restore)
node_app.command("appoint")(appoint_officer)
node_app.command("offices")(set_offices)
node_app.command("new-password")(give_password)
node_app.add_typer(link_app, name="link")


@node_app.command("found")
def found_node(plan: Annotated[Path, typer.Argument(help="What to found, as JSON.")]) -> None:
    """Make the database of a new home: administration, officers, register, links."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.founding import found

    found(plan)


@node_app.command("serve")
def serve_node() -> None:
    """Open both doors of this node and work its exchange, until stopped."""
    from comity.node.serving import serve

    raise typer.Exit(serve())
