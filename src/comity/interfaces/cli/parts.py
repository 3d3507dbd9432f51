"""`comity part`: a reply in parts, each with its originator, at a node."""

from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

part_app = typer.Typer(no_args_is_help=True, help="Parts of a reply, at a node.")
Number = Annotated[int, typer.Argument(help="Number of the part.", min=1)]
_COLUMNS = {
    "number": "Part",
    "reply": "Reply",
    "originator": "Originator",
    "named": "Name",
    "originator_says": "Says",
    "standing": "Stands",
    "withheld": "Withheld",
}
_WAITING = {
    "key": "Key",
    "reference": "Reference",
    "partner": "Goes to",
    "written_at": "Written",
    "text": "Says",
}


@part_app.command("list")
def list_parts(reference: Reference, json: Json = False) -> None:
    """List the parts of the replies, whose each is, and what is ruled of those that stay."""
    _show(told(lambda: signed_in().get(at("requests", reference, "parts"))), as_json=json)


@part_app.command("write")
def write(
    reference: Reference,
    file: Annotated[Path, typer.Argument(help="The part, as JSON with `text` or `exhibit`.")],
    number: Annotated[int, typer.Option(help="Write on at this part.", min=0)] = 0,
    json: Json = False,
) -> None:
    """Write a part of the reply that is being written."""
    body = typed_in(file)
    path = at("requests", reference, "parts", *([str(number)] if number else []))
    _show(told(lambda: signed_in().post(path, body)), as_json=json)


@part_app.command("leave-out")
def leave_out(reference: Reference, number: Number, json: Json = False) -> None:
    """Leave a part out of what is being written."""
    _post(reference, number, "leave-out", {}, as_json=json)


@part_app.command("withhold")
def withhold(
    reference: Reference,
    number: Number,
    ground: Annotated[str, typer.Argument(help="Ground, as ex.secret or originator_refused.")],
    silent: Annotated[bool, typer.Option(help="The reply does not say so.")] = False,
    json: Json = False,
) -> None:
    """Withhold a part: the reply goes without it."""
    _post(reference, number, "withhold", {"ground": ground, "told": not silent}, as_json=json)


@part_app.command("take-up")
def take_up(reference: Reference, number: Number, json: Json = False) -> None:
    """Let a part that was withheld be ruled on again."""
    _post(reference, number, "take-up", {}, as_json=json)


@part_app.command("ask")
def ask(
    reference: Reference,
    number: Number,
    why: Annotated[str, typer.Argument(help="Why; it travels to the supplier.")],
    json: Json = False,
) -> None:
    """Write the consent its supplier is asked for, in the case it was supplied to."""
    _post(reference, number, "ask", {"why": why}, as_json=json)


@part_app.command("note")
def note(
    reference: Reference,
    number: Number,
    leave: Annotated[str, typer.Argument(help="Reference and day of the decision.")],
    refuses: Annotated[bool, typer.Option(help="It does not consent.")] = False,
    json: Json = False,
) -> None:
    """Note what a court, or a body elsewhere, decided on a part."""
    _post(reference, number, "note", {"leave": leave, "consents": not refuses}, as_json=json)


@part_app.command("go-ahead")
def go_ahead(
    reference: Reference,
    still_to_come: Annotated[str, typer.Argument(help="What is still to come; it travels.")],
    json: Json = False,
) -> None:
    """Make the reply a partial one: what may go leaves, the rest stays for the next."""
    path, body = at("requests", reference, "reply-in-part"), {"still_to_come": still_to_come}
    _show(told(lambda: signed_in().post(path, body)), as_json=json)


@part_app.command("waiting")
def waiting(json: Json = False) -> None:
    """List the parts of others' replies that your agency is asked to let go."""
    seen = told(lambda: signed_in().get("/parts"))
    if json:
        show_json(seen)
    else:
        show_rows(_WAITING, seen["items"])


@part_app.command("decide")
def decide(
    key: Annotated[int, typer.Argument(help="Key of the part, as `waiting` lists it.", min=1)],
    reasons: Annotated[str, typer.Argument(help="Needed where you refuse.")] = "",
    refuses: Annotated[bool, typer.Option(help="Your agency does not consent.")] = False,
    written_at: Annotated[
        str, typer.Option(help="When it was written, as `waiting` tells: no other is decided on.")
    ] = "",
    json: Json = False,
) -> None:
    """Decide, for your agency, on the release of what is its own."""
    body: dict[str, Any] = {"consents": not refuses, "reasons": reasons}
    if written_at:
        body["written_at"] = written_at
    seen = told(lambda: signed_in().post(at("parts", str(key), "decide"), body))
    if json:
        show_json(seen)
    else:
        show_rows(_WAITING, [seen])


def _post(reference: str, number: int, act: str, body: dict[str, Any], *, as_json: bool) -> None:
    path = at("requests", reference, "parts", str(number), act)
    _show(told(lambda: signed_in().post(path, body)), as_json=as_json)


def _show(seen: Any, *, as_json: bool) -> None:  # noqa: ANN401  JSON as the node answered it
    if as_json:
        show_json(seen)
    else:
        show_rows(_COLUMNS, seen["items"])
