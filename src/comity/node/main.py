"""The `comity` command: verbs of the law, verbs that speak to a node, verbs of the node itself.

Django is imported only inside the verbs that need it, so that `comity may` answers at once.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from comity.interfaces.cli.acts import add_acts
from comity.interfaces.cli.codes import codes_app
from comity.interfaces.cli.law import may_app, register_app
from comity.interfaces.sentences import sentence
from comity.kernel.errors import ComityError, InvalidDraftError, Problem
from comity.kernel.wording import fill
from comity.node.verbs.backup import backup, confirm_restore, restore
from comity.node.verbs.database import database_app
from comity.node.verbs.health import node_doctor, node_health
from comity.node.verbs.linking import link_app
from comity.node.verbs.people import appoint_officer, give_password, set_offices
from comity.node.verbs.set_up import init, make_backup_key
from comity.node.verbs.settings import show_settings
from comity.node.verbs.upgrade import upgrade
from comity.node.wording import SENTENCES

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Comity: the node a customs administration runs to live its mutual assistance agreements.",
)
node_app = typer.Typer(no_args_is_help=True, help="Found, run and look after this node.")
node_app.command("settings")(show_settings)
node_app.command("health")(node_health)
node_app.command("doctor")(node_doctor)
node_app.command("confirm-restore")(confirm_restore)
node_app.command("appoint")(appoint_officer)
node_app.command("offices")(set_offices)
node_app.command("new-password")(give_password)
node_app.add_typer(link_app, name="link")
app.command("init")(init)
app.command("backup")(backup)
app.command("restore")(restore)
app.command("upgrade")(upgrade)
app.command("backup-key")(make_backup_key)
demo_app = typer.Typer(no_args_is_help=True, help="Three nodes on this machine, and one story.")
app.add_typer(may_app, name="may")
app.add_typer(register_app, name="register")
app.add_typer(codes_app, name="codes")
add_acts(app)
app.add_typer(node_app, name="node")
app.add_typer(database_app, name="db")
app.add_typer(demo_app, name="demo")

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


@app.command("verify")
def verify_record(json: Json = False) -> None:
    """Recompute this node's record and channels, and say up to where both are whole."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.verification import verify

    raise typer.Exit(verify(as_json=json))


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


@demo_app.command("run")
def run_demo(
    once: Annotated[bool, typer.Option("--once", help="Play, verify, stop.")] = False,
    json: Json = False,
    folder: Annotated[Path, typer.Option(help="Where the three homes are made.")] = Path(".demo"),
    base_port: Annotated[
        int, typer.Option(help="First of the six ports.", min=1, max=65530)
    ] = 8101,
) -> None:
    """Start three nodes, link them, play the story, and stay up unless told `--once`."""
    from comity.node.demo.run import run

    raise typer.Exit(run(folder, once=once, as_json=json, base_port=base_port))


def in_words(error: ComityError | Problem) -> str:
    """Return the sentence of an anticipated error, or of one thing that is wrong."""
    kept = SENTENCES.get(error.code)
    return sentence(error.code, error.facts) if kept is None else fill(kept, error.facts)


def lines_of(error: ComityError) -> list[str]:
    """Return the sentence of an error, and one line for each thing that is wrong in it."""
    problems = error.problems if isinstance(error, InvalidDraftError) else ()
    return [in_words(error), *(f"  {p.field}: {in_words(p)} ({p.code})" for p in problems)]


def main() -> None:
    """Run the command line; bad usage leaves with 3, as bad input does everywhere."""
    try:
        code = app(standalone_mode=False)
    except typer.Exit as left:
        code = left.exit_code
    except typer.Abort:
        code = 130
    except ComityError as error:
        typer.echo("\n".join(lines_of(error)), err=True)
        code = 3
    except Exception as error:  # click's usage errors are the only ones turned into words
        show = getattr(error, "show", None)
        if show is None:
            raise
        show()
        code = 3
    sys.exit(code or 0)


if __name__ == "__main__":
    main()
