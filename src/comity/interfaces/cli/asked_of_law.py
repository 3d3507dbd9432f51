"""`comity request may | may-ask | may-answer | may-use`: the law as the node holds it, ruled there.

`comity may` rules from register files; a node adds what its desk settled. Nothing is recorded.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import (
    Json,
    Reference,
    exit_code,
    show_json,
    show_ruling,
    told,
    typed_in,
)
from comity.interfaces.cli.session import signed_in

asking_app = typer.Typer()

Partner = Annotated[str, typer.Argument(help="The other administration, as UA.")]
Kind = Annotated[str, typer.Argument(help="What is asked, as origin-and-value.")]
Purpose = Annotated[str, typer.Option(help="What for, as duty-assessment.")]
On = Annotated[str, typer.Option("--on", help="The day, as 2016-12-13; today when not given.")]
Under = Annotated[str, typer.Option(help="The agreement picked, as us-ua-2016.")]
NotReciprocal = Annotated[
    bool, typer.Option("--not-reciprocal", help="The asking side could not do the same.")
]


@asking_app.command("may-ask")
def may_ask(
    partner: Partner,
    kind: Kind,
    purpose: Purpose = "",
    on: On = "",
    under: Under = "",
    not_reciprocal: NotReciprocal = False,
    json: Json = False,
) -> None:
    """May this administration ask a partner for assistance? Ruled by the node, not recorded."""
    asked = {"partner": partner, "kind": kind, "purpose": purpose, "on": on, "under": under}
    _ask_node("ask", {**asked, "reciprocity": _flag(not not_reciprocal)}, as_json=json)


@asking_app.command("may-answer")
def may_answer(
    *,
    partner: Partner,
    kind: Kind,
    purpose: Purpose = "",
    contains: Annotated[
        list[str] | None, typer.Option(help="Category of data, as personal.")
    ] = None,
    assured: Annotated[
        list[str] | None, typer.Option(help="Assurance the other side gave.")
    ] = None,
    on: On = "",
    under: Under = "",
    not_reciprocal: NotReciprocal = False,
    json: Json = False,
) -> None:
    """May this administration answer what a partner asked? Both limbs; not recorded."""
    asked = {"partner": partner, "kind": kind, "purpose": purpose, "on": on, "under": under}
    lists = {"categories": contains or [], "assurances": assured or []}
    whole = {**asked, **lists, "reciprocity": _flag(not not_reciprocal)}
    _ask_node("answer", whole, as_json=json)


@asking_app.command("may-use")
def may_use(
    reference: Reference,
    purpose: str,
    proceedings: Annotated[str, typer.Argument(help="As criminal.")] = "",
    onward_to: Annotated[str, typer.Option(help="Whom it would be passed on to.")] = "",
    on: On = "",
    json: Json = False,
) -> None:
    """May the answer to a request be used in this way? Asked beforehand, and not recorded."""
    asked = {"reference": reference, "purpose": purpose, "proceedings": proceedings}
    _ask_node("use", {**asked, "onward_to": onward_to, "on": on}, as_json=json)


@asking_app.command("may")
def may(
    file: Annotated[Path, typer.Argument(help="The act and its facts as JSON: act, other, …")],
    json: Json = False,
) -> None:
    """May any two administrations do any act on a day? Ruled by the node, and not recorded."""
    client, asked = signed_in(), typed_in(file)
    _show(told(lambda: client.post("/rulings", asked)), as_json=json)


def _ask_node(act: str, asked: dict[str, Any], *, as_json: bool) -> None:
    client = signed_in()
    _show(told(lambda: client.get(f"/rulings/{act}", **asked)), as_json=as_json)


def _show(ruling: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(ruling)
    else:
        show_ruling(ruling)
    raise typer.Exit(exit_code(ruling))


def _flag(value: bool) -> str:
    return "true" if value else "false"
