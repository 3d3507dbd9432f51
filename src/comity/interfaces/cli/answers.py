"""How a node's answers are told on the command line: in words or JSON, and by an exit code."""

import json as json_module
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from comity.interfaces.cli.client import NodeRefusedError, NodeUnreachableError
from comity.interfaces.cli.leaving import BAD_INPUT, refuse
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Outcome

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
Reference = Annotated[str, typer.Argument(help="Such as US-UA-2026-00001.")]
EXIT_CODES = {Outcome.PERMITTED.value: 0, Outcome.REFUSED.value: 1, Outcome.REFERRED.value: 2}


def told(call: Callable[[], Any]) -> Any:  # noqa: ANN401  JSON
    """Do one call; an anticipated refusal becomes words and the exit code for bad input, 3."""
    try:
        return call()
    except NodeUnreachableError as error:
        typer.echo(_in_words(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
    except NodeRefusedError as error:
        typer.echo(error.problem.get("detail") or _in_words(error), err=True)
        for problem in error.problem.get("problems", ()):
            typer.echo(f"  {problem.get('field', '')}: {problem.get('sentence', '')}", err=True)
        show_ruling(error.problem.get("ruling"), err=True)
        raise typer.Exit(exit_code(error.problem.get("ruling"))) from error


def exit_code(ruling: Mapping[str, Any] | None) -> int:
    """Return 0, 1 or 2 for a ruling; 3 when there is none."""
    return EXIT_CODES.get((ruling or {}).get("outcome", ""), BAD_INPUT)


def show_ruling(ruling: Mapping[str, Any] | None, *, err: bool = False) -> None:
    """Print a ruling's sentence, and what each part of it cites."""
    if not ruling:
        return
    typer.echo(ruling["sentence"], err=err)
    for part in ("grounds", "conditions", "alternatives"):
        for one in ruling[part]:
            typer.echo(f"  {one['sentence']} ({one['cites']})", err=err)


def show_json(seen: object) -> None:
    """Print what a node answered, whole, for programs."""
    typer.echo(json_module.dumps(seen, indent=2, ensure_ascii=False))


def show_rows(columns: Mapping[str, str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as a table; `columns` gives the heading of each key that is shown."""
    table = Table(*columns.values(), box=None)
    for row in rows:
        # What others typed is not markup of ours.
        table.add_row(*(_cell(row[key]) for key in columns))
    Console(highlight=False, markup=False).print(table)


def show_request(seen: Mapping[str, Any], *, as_json: bool) -> None:
    """Print one request: where it stands, what is wrong with it, and the ruling."""
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['reference']}  {seen['state']}  {seen['subject']}")
    answered = seen["answer"]
    told_answer = f", answer version {answered['version']}" if answered else ""
    typer.echo(f"  version {seen['version']}{told_answer}")
    for problem in seen.get("problems", ()):
        typer.echo(f"  {problem['field']}: {problem['sentence']}")
    for doubt in seen.get("doubts", ()):
        about = f"{doubt['about']}: " if doubt["about"] else ""
        typer.echo(f"  {doubt['field']}: {about}{doubt['sentence']}")
    show_ruling(seen.get("ruling"))


def typed_in(file: Path) -> dict[str, Any]:
    """Read a JSON object from a file; what is no such thing leaves with 3 and a sentence."""
    try:
        typed = json_module.loads(file.read_text())
    except (OSError, ValueError) as error:
        refuse(f"{file}: {error}")
    if not isinstance(typed, dict):
        refuse(f"{file}: a JSON object with named fields is needed.")
    return typed


def _in_words(error: ComityError) -> str:
    # The sentences of every package: a verb that is answered needs none of them.
    from comity.interfaces.sentences import sentence

    return sentence(error.code, error.facts)


def _cell(value: object) -> str:
    return "" if value is None else str(value)
