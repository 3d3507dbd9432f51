"""`comity request standing`: a standing exchange of an agreed data set, at a node."""

import hashlib
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.assistance.terms.standing import BY_TWO, StandingWord
from comity.assistance.terms.standing_fields import STANDING_FIELDS
from comity.assistance.wording.standing import STANDING_STAGE_NAMES, STANDING_WORD_NAMES
from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.session import signed_in

standing_app = typer.Typer(no_args_is_help=True, help="A standing exchange, at a node.")
exchange_app = typer.Typer()
exchange_app.add_typer(standing_app, name="standing")

Facts = Annotated[
    list[str] | None, typer.Argument(help="What is filled in, each as name=value: grace=2")
]
Key = Annotated[int, typer.Argument(min=1, help="Of the file, as `show` tells it.")]


@standing_app.command("sets")
def sets(json: Json = False) -> None:
    """List the data sets that can be agreed on, with their fields."""
    seen = told(lambda: signed_in().get(at("standing", "sets")))
    if json:
        show_json(seen)
        return
    for each in seen["sets"]:
        typer.echo(f"{each['code']}: {each['name']}")
        for field in each["fields"]:
            marks = [mark for mark in ("needed", "personal") if field[mark]]
            typer.echo(f"  {field['name']} ({', '.join([field['type'], *marks])})")


@standing_app.command("show")
def show(reference: Reference, json: Json = False) -> None:
    """Show where it stands, its terms, what was said, its files, and what is late."""
    _print(told(lambda: signed_in().get(at("requests", reference, "standing"))), as_json=json)


@standing_app.command("say")
def say(
    reference: Reference,
    word: Annotated[str, typer.Argument(help="terms, agree, suspend, resume, end, ask, report.")],
    facts: Facts = None,
    json: Json = False,
) -> None:
    """Say a word; what binds the administration an approver lets out with `send`."""
    if word not in set(StandingWord):
        refuse(f"Not a word about a standing exchange: {word}")
    body = {"word": word, "facts": _facts(facts, StandingWord(word))}
    path = at("requests", reference, "standing", "words")
    _print(told(lambda: signed_in().post(path, body)), as_json=json)
    if not json and word in BY_TWO:
        typer.echo("It leaves when an approver, who did not write it, lets it out.", err=True)


@standing_app.command("send")
def send(reference: Reference, password: Afresh = "", json: Json = False) -> None:
    """Show what waits to leave, then let it out by signing in afresh."""
    client = signed_in()
    waiting = told(lambda: client.get(at("requests", reference, "standing")))["waiting"]
    if waiting is None:
        refuse("Nothing waits to be let out.")
    typer.echo(_WORDS[waiting["word"]], err=True)
    _print_facts(waiting["facts"], err=True)
    sign_in_afresh(client, password)
    body = {"written_at": waiting["written_at"]}
    path = at("requests", reference, "standing", "send")
    _print(told(lambda: client.post(path, body)), as_json=json)


@standing_app.command("hand-in")
def hand_in(
    reference: Reference,
    period_from: Annotated[str, typer.Argument(help="First day of its period, as 2026-12-01.")],
    file: Path,
    json: Json = False,
) -> None:
    """Hand a file in; every fault is told with its line and column."""
    client, path = signed_in(), at("requests", reference, "standing", "supplies")
    said = {"name": file.name, "media_type": "text/plain", "period_from": period_from}
    try:
        with file.open("rb") as content:
            taken = told(lambda: client.upload(path, content, **said))
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    _print_supply(taken, as_json=json)


@standing_app.command("let-go")
def let_go(reference: Reference, key: Key, password: Afresh = "", json: Json = False) -> None:
    """Let a file go that another handed in, by signing in afresh."""
    client, path = signed_in(), at("requests", reference, "standing", "supplies", str(key))
    _print_supply(told(lambda: client.get(path)), as_json=False, err=True)
    sign_in_afresh(client, password)
    _print_supply(told(lambda: client.post(f"{path}/send")), as_json=json)


@standing_app.command("give-up")
def give_up(reference: Reference, key: Key, json: Json = False) -> None:
    """Say of a file that waits that it does not leave."""
    path = at("requests", reference, "standing", "supplies", str(key), "give-up")
    _print_supply(told(lambda: signed_in().post(path)), as_json=json)


@standing_app.command("file")
def show_file(reference: Reference, key: Key, json: Json = False) -> None:
    """Show a file: its period, its lines, and the faults found here."""
    path = at("requests", reference, "standing", "supplies", str(key))
    _print_supply(told(lambda: signed_in().get(path)), as_json=json)


@standing_app.command("take")
def take(
    reference: Reference,
    key: Key,
    file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not exist.")],
    reason: Annotated[str, typer.Option(help="Why you need it; it goes on record.")],
    json: Json = False,
) -> None:
    """Take a copy of a file; its digest is checked on arrival."""
    client, path = signed_in(), at("requests", reference, "standing", "supplies", str(key))
    seen, digest = told(lambda: client.get(path)), hashlib.sha256()
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        refuse(f"{file}: {error.strerror}")

    def copy() -> None:
        with os.fdopen(handle, "wb") as out:
            for piece in client.download(f"{path}/content", reason=reason):
                digest.update(piece)
                out.write(piece)

    try:
        told(copy)
        if digest.hexdigest() != seen["digest"]:
            refuse("What arrived is not what the record has; it was not kept.")
    except BaseException:
        file.unlink()
        raise
    if json:
        show_json({"file": str(file), "digest": seen["digest"]})
        return
    typer.echo(f"{file}: SHA-256 {seen['digest']}, as the record has it.")


def _facts(typed: list[str] | None, word: StandingWord) -> dict[str, str]:
    known = [field.name for field in STANDING_FIELDS[word]]
    facts: dict[str, str] = {}
    for each in typed or ():
        name, equals, value = each.partition("=")
        if name not in known or not equals:
            refuse(f"Write name=value, with one of: {', '.join(known)}")
        facts[name] = value
    return facts


def _print(seen: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['reference']}: {_STAGES[seen['stage']]}")
    if seen["terms"] is not None:
        _print_facts(seen["terms"]["facts"])
    for each in seen["words"]:
        typer.echo(f"{each['told_at']}  {each['by']}: {_WORDS[each['word']]}")
    for each in seen["late"]:
        typer.echo(f"Late: {each['by']}, from {each['period_from']}, due on {each['due_on']}")
    if seen["left"]:
        typer.echo(f"Receipts cover {seen['reached']} of {seen['left']} files let go.")
    for each in seen["supplies"]:
        _print_supply(each, as_json=False)


def _print_supply(seen: dict[str, Any], *, as_json: bool, err: bool = False) -> None:
    if as_json:
        show_json(seen)
        return
    days = f"{seen['period_from']} until {seen['period_until']}"
    head = f"File {seen['number']} (key {seen['key']}) of {seen['by']}: {days}"
    typer.echo(f"{head}, {seen['rows']} lines, {seen['fault_count']} faults", err=err)
    for each in seen["faults"]:
        typer.echo(f"  line {each['line']} {each['column']}: {each['code']}", err=err)


def _print_facts(facts: dict[str, str], *, err: bool = False) -> None:
    for name, value in facts.items():
        typer.echo(f"  {name}: {value}", err=err)


_STAGES = {stage.value: name for stage, name in STANDING_STAGE_NAMES.items()}
_WORDS = {word.value: name for word, name in STANDING_WORD_NAMES.items()}
