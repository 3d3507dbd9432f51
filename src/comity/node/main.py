"""The `comity` command: verbs of the law, verbs that speak to a node, verbs of the node itself.

A verb is imported when it is named, and Django only inside the verbs that need it, so that each
answers at once.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

import typer

from comity.interfaces.cli.acts import ACTS
from comity.interfaces.cli.by_name import verbs_by_name
from comity.kernel.errors import ComityError, InvalidDraftError, Problem

VERBS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "init": "comity.node.verbs.set_up:init",
        "backup": "comity.node.verbs.backup:backup",
        "restore": "comity.node.verbs.backup:restore",
        "upgrade": "comity.node.verbs.upgrade:upgrade",
        "backup-key": "comity.node.verbs.set_up:make_backup_key",
        "may": "comity.interfaces.cli.law:may_app",
        "register": "comity.interfaces.cli.law:register_app",
        "codes": "comity.interfaces.cli.codes:codes_app",
        **ACTS,
        "keys": "comity.node.verbs.own_keys:keys_app",
        "node": "comity.node.verbs.node:node_app",
        "db": "comity.node.verbs.database:database_app",
        "medium": "comity.node.verbs.medium:medium_app",
    }
)
app = typer.Typer(
    cls=verbs_by_name(VERBS),
    no_args_is_help=True,
    add_completion=False,
    help="Comity: the node a customs administration runs to live its mutual assistance agreements.",
)
demo_app = typer.Typer(no_args_is_help=True, help="Three nodes on this machine, and one story.")
app.add_typer(demo_app, name="demo")

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


@app.command("verify")
def verify_record(json: Json = False) -> None:
    """Recompute this node's record and channels, and say up to where both are whole."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.verification import verify

    raise typer.Exit(verify(as_json=json))


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
    # The sentences of every package: what goes well needs none of them.
    from comity.interfaces.sentences import sentence
    from comity.kernel.wording import fill
    from comity.node.wording import SENTENCES

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
