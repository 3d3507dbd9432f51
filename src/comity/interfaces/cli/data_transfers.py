"""The data protection officer's verbs about what leaves a node."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in
from comity.interfaces.cli.taken_out import NewFile, Reason, Since, Until, filled, take_out

transfers_app = typer.Typer(no_args_is_help=True, help="Data that left a node, and may leave it.")
_Partner = Annotated[str, typer.Option(help="Code of the administration that received.")]
_Case = Annotated[str, typer.Option(help="Reference of a request.")]
_Every = Annotated[bool, typer.Option(help="Also what held no personal data.")]


@transfers_app.command("list")
def list_transfers(
    *,
    partner: _Partner = "",
    case: _Case = "",
    since: Since = "",
    until: Until = "",
    every: _Every = False,
    after: Annotated[int, typer.Option(help="Go on after it, as told under a list.")] = 0,
    json: Json = False,
) -> None:
    """List what left for whom, with which data, on what ground."""
    client = signed_in()
    query = {**_asked(partner, case, since, until, every), "after": str(after) if after else ""}
    seen = told(lambda: client.get("/data-transfers", **query))
    if json:
        show_json(seen)
        return
    for row in seen["items"]:
        typer.echo(f"{row['at']}  {row['case']}  {row['kind']}  {row['partner']}")
        typer.echo(f"  {', '.join(row['categories']) or '-'}: {row['under']} {row['article']}")
    if seen["after"]:
        typer.echo(f"Go on with --after {seen['after']}")


@transfers_app.command("export")
def export_transfers(
    file: NewFile,
    *,
    reason: Reason,
    partner: _Partner = "",
    case: _Case = "",
    since: Since = "",
    until: Until = "",
    every: _Every = False,
    json: Json = False,
) -> None:
    """Take the register of transfers out as CSV into a new file."""
    asked = filled(_asked(partner, case, since, until, every))
    take_out("/data-transfers/exports", {**asked, "reason": reason}, file, as_json=json)


@transfers_app.command("waiting")
def waiting(json: Json = False) -> None:
    """List what leaves only with the data protection officer's approval."""
    client = signed_in()
    seen = told(lambda: client.get("/data-transfers/waiting"))
    if json:
        show_json(seen)
        return
    columns = {"case": "Case", "kind": "What", "partner": "To", "version": "Version"}
    show_rows({**columns, "verdict": "Word"}, seen["items"])
    if seen.get("corrections"):
        columns = {"case": "Case", "number": "Correction", "partner": "To", "verdict": "Word"}
        show_rows(columns, seen["corrections"])


@transfers_app.command("decide")
def decide(
    reference: Reference,
    verdict: Annotated[str, typer.Argument(help="approved or opposed.")],
    version: Annotated[int, typer.Argument(min=1, help="That was read, as `waiting` tells it.")],
    reasons: Annotated[str, typer.Option(help="Why; owed when it is opposed.")] = "",
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Approve or oppose that version of what would leave, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    body = {"verdict": verdict, "version": version, "reasons": reasons}
    said = told(lambda: client.post(at("data-transfers", reference, "word"), body))
    if json:
        show_json(said)
        return
    typer.echo(f"{said['case']}, version {said['version']}: {said['verdict']}")


@transfers_app.command("rules")
def rules(json: Json = False) -> None:
    """List which transfers our own law lets wait for the data protection officer."""
    client = signed_in()
    seen = told(lambda: client.get("/transfer-rules"))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "article": "Article", "kinds": "What", "categories": "Data"}
    show_rows({**columns, "partners": "To"}, seen["items"])


@transfers_app.command("set-rule")
def write_rule(
    article: Annotated[str, typer.Argument(help="Where our own law says so.")],
    kind: Annotated[list[str] | None, typer.Option(help="What leaves; none for all.")] = None,
    category: Annotated[list[str] | None, typer.Option(help="Of data; none for any.")] = None,
    partner: Annotated[list[str] | None, typer.Option(help="Recipient; none for all.")] = None,
    json: Json = False,
) -> None:
    """Let what a rule speaks of leave only with the data protection officer's word."""
    body = {
        "article": article,
        "kinds": kind or [],
        "categories": category or [],
        "partners": partner or [],
    }
    client = signed_in()
    _show_rule(told(lambda: client.post("/transfer-rules", body)), as_json=json)


@transfers_app.command("end-rule")
def stop_rule(
    number: Annotated[int, typer.Argument(min=1, help="As `rules` tells it.")], json: Json = False
) -> None:
    """End a rule."""
    client = signed_in()
    _show_rule(told(lambda: client.post(at("transfer-rules", str(number), "end"))), as_json=json)


@transfers_app.command("decide-correction")
def decide_correction(
    reference: Reference,
    number: Annotated[int, typer.Argument(min=1, help="As `waiting` tells it.")],
    verdict: Annotated[str, typer.Argument(help="approved or opposed.")],
    reasons: Annotated[str, typer.Option(help="Why; owed when it is opposed.")] = "",
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Approve or oppose a correction of what we supplied, by signing in afresh."""
    client = signed_in()
    sign_in_afresh(client, password)
    path = at("requests", reference, "afterwords", str(number), "word")
    said = told(lambda: client.post(path, {"verdict": verdict, "reasons": reasons}))
    if json:
        show_json(said)
        return
    typer.echo(f"{said['case']}, {said['number']}: {said['verdict']}")


def _show_rule(rule: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(rule)
        return
    typer.echo(f"{rule['number']}  {rule['article']}  {'ended' if rule['ended_at'] else 'counts'}")


def _asked(partner: str, case: str, since: str, until: str, every: bool) -> dict[str, str]:
    names = ("partner", "case", "since", "until", "every")
    told_of = (partner, case, since, until, "true" if every else "")
    return dict(zip(names, told_of, strict=True))
