"""`comity terms`: countersigned terms at the node you are signed in to, for its treaty desk."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.agreements.terms.countersigning import TermsState, TermsStep
from comity.agreements.wording.countersigning import STATE_NAMES, STEP_NAMES
from comity.interfaces.cli.answers import Json, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

terms_app = typer.Typer(
    no_args_is_help=True,
    help="Countersigned terms: two nodes sign the digest of one encoding of an agreement.",
)

Proposal = Annotated[int, typer.Argument(help="Its id, as `comity terms list` tells it.", min=1)]
Difference = Annotated[
    int, typer.Argument(help="Its id, as `comity terms differences` tells.", min=1)
]
Reasons = Annotated[str, typer.Option(help="Why; they stand in the record.")]


@terms_app.command("list")
def list_terms(
    agreement: Annotated[str, typer.Option(help="Only of one, as us-ua-2016.")] = "",
    partner: Annotated[str, typer.Option("--with", help="Only with one partner.")] = "",
    json: Json = False,
) -> None:
    """List proposals of terms with partners, the newest first."""
    client = signed_in()
    seen = told(lambda: client.get("/terms", agreement=agreement, partner=partner.upper()))
    if json:
        show_json(seen)
        return
    rows = [{**each, "state": STATE_NAMES[TermsState(each["state"])]} for each in seen["items"]]
    columns = {"id": "id", "agreement": "agreement", "partner": "partner", "number": "no."}
    show_rows({**columns, "proposed_by": "proposed by", "state": "state"}, rows)


@terms_app.command("propose")
def propose(
    agreement: Annotated[str, typer.Argument(help="Of our register, as us-ua-2016.")],
    to: Annotated[str, typer.Option(help="The partner, as UA.")],
    json: Json = False,
) -> None:
    """Propose our encoding to a partner; the register file leaves as it stands."""
    client, asked = signed_in(), {"agreement": agreement, "partner": to.upper()}
    _show(told(lambda: client.post("/terms", asked)), as_json=json)


@terms_app.command("show")
def show(proposal: Proposal, json: Json = False) -> None:
    """Show one proposal: what is signed, by whom, and what tells it from our own encoding."""
    client = signed_in()
    _show(told(lambda: client.get(at("terms", str(proposal)))), as_json=json)


@terms_app.command("countersign")
def countersign(proposal: Proposal, json: Json = False) -> None:
    """Countersign what a partner proposed; our own encoding must be the same."""
    client = signed_in()
    _show(told(lambda: client.post(at("terms", str(proposal), "countersign"))), as_json=json)


@terms_app.command("decline")
def decline(proposal: Proposal, reasons: Reasons, json: Json = False) -> None:
    """Decline what a partner proposed; it is told the reasons."""
    client, path = signed_in(), at("terms", str(proposal), "decline")
    _show(told(lambda: client.post(path, {"reasons": reasons})), as_json=json)


@terms_app.command("differences")
def differences(
    partner: Annotated[str, typer.Option("--with", help="Only with one partner.")] = "",
    json: Json = False,
) -> None:
    """List where partners relied on another encoding than ours, the newest first."""
    client = signed_in()
    seen = told(lambda: client.get("/terms/differences", partner=partner.upper()))
    if json:
        show_json(seen)
        return
    for each in seen["items"]:
        _print_difference(each)


@terms_app.command("difference")
def difference(difference: Difference, json: Json = False) -> None:
    """Show one such case, article by article as far as the partner's encoding is known."""
    client = signed_in()
    _show_difference(
        told(lambda: client.get(at("terms", "differences", str(difference)))), as_json=json
    )


@terms_app.command("decide")
def decide(difference: Difference, reasons: Reasons, json: Json = False) -> None:
    """Decide to go by our own encoding, although a partner relies on another."""
    client, path = signed_in(), at("terms", "differences", str(difference), "decide")
    _show_difference(told(lambda: client.post(path, {"reasons": reasons})), as_json=json)


def _show(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    state = STATE_NAMES[TermsState(seen["state"])]
    typer.echo(f"{seen['id']}  {seen['agreement']} with {seen['partner']}: {state}")
    typer.echo(f"  digest {seen['digest']}")
    for step in seen["steps"]:
        why = f": {step['reasons']}" if step["reasons"] else ""
        done = STEP_NAMES[TermsStep(step["step"])]
        typer.echo(f"  {step['side']} {done}{_signature(seen, step)}{why}")
    _print_compared(seen)


def _signature(seen: Mapping[str, Any], step: Mapping[str, Any]) -> str:
    if not step["signed"]:
        return ""
    good = seen["signatures_good"].get(step["side"], False)
    return ", both signatures good" if good else ", signature not good"


def _show_difference(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    _print_difference(seen)


def _print_compared(seen: Mapping[str, Any]) -> None:
    if not seen["compared"]:
        typer.echo("  One of the two encodings is not known here; nothing can be compared.")
    elif not seen["differences"]:
        typer.echo("  Both encodings say the same.")
    for each in seen["differences"]:
        remark = "" if each["binds"] else " (a remark: it binds nobody)"
        typer.echo(f"  {each['sentence']}{remark}")


def _print_difference(seen: Mapping[str, Any]) -> None:
    typer.echo(f"{seen['id']}  {seen['agreement']} with {seen['partner']}")
    typer.echo(f"  theirs {seen['theirs']}")
    typer.echo(f"  ours   {seen['ours']}")
    _print_compared(seen)
    if seen["decided_by"]:
        typer.echo(f"  Decided by {seen['decided_by']}: {seen['reasons']}")
