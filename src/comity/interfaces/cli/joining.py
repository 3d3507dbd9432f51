"""At a node: matters by letter that go on by node once the partner has one."""

from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.requests import act
from comity.interfaces.cli.session import signed_in

joining_app = typer.Typer(
    no_args_is_help=True, help="Matters by letter that go on by node, at a node."
)
Number = Annotated[int, typer.Argument(min=1, help="Of the proposal, as `show` tells it.")]


@joining_app.command("list")
def list_joinings(json: Json = False) -> None:
    """List the partners with a node where open matters go by letter."""
    seen = told(lambda: signed_in().get("/joining"))
    if json:
        show_json(seen)
        return
    columns = {"partner": "Partner", "open": "By letter", "waiting": "Proposals that wait"}
    show_rows(columns, seen["items"])


@joining_app.command("show")
def show(
    partner: Annotated[str, typer.Argument(help="Its code, as UA.")],
    page: Annotated[int, typer.Option(min=1)] = 1,
    json: Json = False,
) -> None:
    """Show the open matters by letter with a partner, and what it proposes."""
    seen = told(lambda: signed_in().get(at("joining", partner), page=str(page)))
    if json:
        show_json(seen)
        return
    rows = [{**each, **_said(each["proposal"])} for each in seen["matters"]]
    columns = {"reference": "Matter", "known_as": "Theirs", "state": "Stands at"}
    show_rows({**columns, "proposal": "Proposal", "reasons": "Their reasons"}, rows)
    theirs = [{**each, "suggested": ", ".join(each["suggested"])} for each in seen["proposals"]]
    columns = {"number": "No.", "reference": "They call it", "other_state": "Stands there at"}
    more = {"suggested": "May be", "state": "Proposal", "reasons": "Reasons told"}
    show_rows({**columns, **more}, theirs)


@joining_app.command("matters")
def matters(
    number: Number,
    search: Annotated[str, typer.Option(help="Words of its names or its subject.")] = "",
    page: Annotated[int, typer.Option(min=1)] = 1,
    json: Json = False,
) -> None:
    """List the matters here that a partner's proposal could mean, a page at a time."""
    way = at("continuations", str(number), "matters")
    seen = told(lambda: signed_in().get(way, search=search, page=str(page)))
    if json:
        show_json(seen)
        return
    show_rows({"reference": "Matter", "subject": "About", "state": "Stands at"}, seen["items"])
    if seen["next_page"]:
        typer.echo(f"More: --page {seen['next_page']}")


@joining_app.command("propose")
def propose(reference: Reference, password: Afresh = "", json: Json = False) -> None:
    """Propose to a partner that has got a node to go on there with a matter by letter."""
    client = signed_in()
    sign_in_afresh(client, password)
    _tell(told(lambda: client.post(at("requests", reference, "continuation"))), as_json=json)


@joining_app.command("match")
def match(number: Number, reference: Reference, json: Json = False) -> None:
    """Say which matter here a partner's proposal means, and agree to go on by node."""
    body = {"reference": reference}
    _tell(
        told(lambda: signed_in().post(at("continuations", str(number), "match"), body)),
        as_json=json,
    )


@joining_app.command("take-in")
def take_in(number: Number, json: Json = False) -> None:
    """Register a partner's request from its proposal, and agree to go on by node."""
    _tell(told(lambda: signed_in().post(at("continuations", str(number), "take-in"))), as_json=json)


@joining_app.command("decline")
def decline(
    number: Number,
    reasons: Annotated[str, typer.Argument(help="What the partner is told.")],
    json: Json = False,
) -> None:
    """Tell a partner that its matter is not known here."""
    body = {"reasons": reasons}
    _tell(
        told(lambda: signed_in().post(at("continuations", str(number), "decline"), body)),
        as_json=json,
    )


@joining_app.command("put-back")
def put_back(
    reference: Reference,
    reasons: Annotated[str, typer.Argument(help="Why; it stands in the record.")],
    json: Json = False,
) -> None:
    """Put an acceptance back that the partner's record does not have."""
    act(signed_in(), reference, "put-acceptance-back", {"reasons": reasons}, as_json=json)


def _tell(row: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(row)
        return
    typer.echo(f"{row['reference']}: {row['state']}")


def _said(proposal: dict[str, Any] | None) -> dict[str, str]:
    """Return how far our proposal is, and why the partner declined it where it did."""
    if proposal is None:
        return {"proposal": "", "reasons": ""}
    declined = proposal["state"] == "declined"
    reasons = str(proposal["reasons"]) if declined else ""
    return {"proposal": str(proposal["state"]), "reasons": reasons}
