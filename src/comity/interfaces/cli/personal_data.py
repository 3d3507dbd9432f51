"""The data protection officer's verbs at a node."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.session import signed_in
from comity.interfaces.cli.taken_out import NewFile, Reason, Since, Until, filled, take_out

data_app = typer.Typer(no_args_is_help=True, help="Personal data a node holds.")


@data_app.command("list")
def list_data(
    *,
    partner: Annotated[str, typer.Option(help="Code of the other administration.")] = "",
    case: Annotated[str, typer.Option(help="Reference of a request.")] = "",
    held: Annotated[str, typer.Option(help="Such as received_answer.")] = "",
    since: Since = "",
    until: Until = "",
    overdue: Annotated[bool, typer.Option(help="Only what should no longer be kept.")] = False,
    after: Annotated[int, typer.Option(help="Go on after it, as told under a list.")] = 0,
    json: Json = False,
) -> None:
    """List the personal data a node holds: whose, on what ground, kept until when."""
    client = signed_in()
    asked = _data_asked(partner, case, held, since, until, overdue)
    query = {**asked, "after": str(after) if after else ""}
    seen = told(lambda: client.get("/personal-data", **query))
    if json:
        show_json(seen)
        return
    least = "more than " if seen["more_cases"] else ""
    typer.echo(f"{least}{seen['cases']} cases with personal data")
    for row in seen["items"]:
        until_told = row["keep_until"] or "no limit is recorded"
        late = "  OVERDUE" if row["overdue"] else ""
        typer.echo(f"{row['case']}  {row['partner']}  {row['held']}  {until_told}{late}")
        typer.echo(f"  {row['under']} {row['article']}  {' '.join(row['subjects'].split())}")
    if seen["after"]:
        typer.echo(f"Go on with --after {seen['after']}")


@data_app.command("export")
def export_data(
    file: NewFile,
    *,
    reason: Reason,
    partner: Annotated[str, typer.Option(help="Code of the other administration.")] = "",
    case: Annotated[str, typer.Option(help="Reference of a request.")] = "",
    held: Annotated[str, typer.Option(help="Such as received_answer.")] = "",
    since: Since = "",
    until: Until = "",
    overdue: Annotated[bool, typer.Option(help="Only what should no longer be kept.")] = False,
    json: Json = False,
) -> None:
    """Take the register of personal data out as CSV into a new file."""
    asked = filled(_data_asked(partner, case, held, since, until, overdue))
    take_out("/personal-data/exports", {**asked, "reason": reason}, file, as_json=json)


@data_app.command("search")
def search_data(
    text: Annotated[str, typer.Argument(help="Name, number or address, exactly.")],
    reason: Reason,
    json: Json = False,
) -> None:
    """Find the cases in whose fields one person is named; the text is not kept."""
    client = signed_in()
    body = {"text": text, "reason": reason}
    seen = told(lambda: client.post("/personal-data/searches", body))
    if json:
        show_json(seen)
        return
    if not seen["items"]:
        typer.echo("The text stands in no field you may search.")
    for each in seen["items"]:
        typer.echo(f"{each['case']}  {each['partner']}  {', '.join(each['fields'])}")


def _data_asked(
    partner: str, case: str, held: str, since: str, until: str, overdue: bool
) -> dict[str, str]:
    names = ("partner", "case", "held", "since", "until", "overdue")
    told_of = (partner, case, held, since, until, "true" if overdue else "")
    return dict(zip(names, told_of, strict=True))
