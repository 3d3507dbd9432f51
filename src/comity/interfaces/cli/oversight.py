"""The auditor's verbs at a node: find, prove and take out parts of the record; who looked."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, show_ruling, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in
from comity.interfaces.cli.taken_out import NewFile, Reason, Since, Until, filled, take_out

oversight_app = typer.Typer()
seen_app = typer.Typer()

About = Annotated[str, typer.Option(help="An item: request, instrument, partner, exhibit.")]
By = Annotated[str, typer.Option(help="An officer, by name.")]
Basis = Annotated[str, typer.Option(help="An instrument or article relied on.")]
Event = Annotated[str, typer.Option(help="A kind of act, such as answer.opened.")]
Before = Annotated[str, typer.Option(help="Go on before it, as told under a list.")]
PageSize = Annotated[int, typer.Option(min=1, max=100)]


@oversight_app.command("list")
def list_record(
    *,
    about: About = "",
    by: By = "",
    basis: Basis = "",
    event: Event = "",
    since: Since = "",
    until: Until = "",
    before: Before = "",
    page_size: PageSize = 50,
    json: Json = False,
) -> None:
    """List what is recorded and you may see, newest first; filters combine."""
    asked = _asked(about, by, basis, event, since, until)
    _list("/record", {**asked, "before": before, "page_size": str(page_size)}, as_json=json)


@oversight_app.command("entry")
def read_entry(
    place: Annotated[str, typer.Argument(help="Epoch and index, such as 1-420.")],
    json: Json = False,
) -> None:
    """Read one entry: its facts, the ruling it rests on, and the signed head over it."""
    client = signed_in()
    seen = told(lambda: client.get(at("record-entries", place)))
    if json:
        show_json(seen)
        return
    print_entries([seen])
    for name, value in seen["facts"].items():
        typer.echo(f"  {name}: {value}")
    show_ruling(seen["ruling"])
    head = seen["head"]
    if head:
        typer.echo(f"  The head over {head['size']} entries was signed {head['at']}.")


@oversight_app.command("check")
def check_listed(
    *,
    about: About = "",
    by: By = "",
    basis: Basis = "",
    event: Event = "",
    since: Since = "",
    until: Until = "",
    before: Before = "",
    page_size: PageSize = 50,
    json: Json = False,
) -> None:
    """Let the node prove a page of the record against its last signed head."""
    client, asked = signed_in(), _asked(about, by, basis, event, since, until)
    body = {**filled(asked), "before": before, "page_size": page_size}
    seen = told(lambda: client.post("/record-checks", body))
    if json:
        show_json(seen)
    else:
        state = "stand in" if seen["whole"] else "do NOT all stand in"
        typer.echo(f"{len(seen['proved'])} entries {state} the record signed at {seen['size']}.")
        for index in seen["failed"]:
            typer.echo(f"  Entry {index} was changed.")
    if not seen.get("whole", True):
        raise typer.Exit(1)


@oversight_app.command("export")
def export(
    file: NewFile,
    *,
    reason: Reason,
    about: About = "",
    by: By = "",
    basis: Basis = "",
    event: Event = "",
    since: Since = "",
    until: Until = "",
    json: Json = False,
) -> None:
    """Take part of the record out into a new file that anybody with its key can check."""
    asked = filled(_asked(about, by, basis, event, since, until))
    take_out("/record-exports", {**asked, "reason": reason}, file, as_json=json)


@oversight_app.command("prove-day")
def prove_day(
    place: Annotated[str, typer.Argument(help="Epoch and index of the entry, such as 1-420.")],
    file: NewFile,
    *,
    reason: Reason,
    partner: Annotated[str, typer.Option(help="Whose receipt; the first that signed.")] = "",
    since: Since = "",
    keep_text_back: Annotated[
        bool, typer.Option("--keep-text-back", help="Let the file hold the entry's hash alone.")
    ] = False,
    json: Json = False,
) -> None:
    """Take out the proof that an entry stood in the record on a day, by a partner's receipt."""
    asked = filled({"partner": partner.upper(), "since": since})
    body = {**asked, "reason": reason, "keep_text_back": keep_text_back}
    take_out(at("record-entries", place, "day-proof"), body, file, as_json=json)


@oversight_app.command("anchors")
def list_anchors(json: Json = False) -> None:
    """List which heads of the record partners witnessed, and whether it agrees with them."""
    client = signed_in()
    seen = told(lambda: client.get("/record-anchors"))
    if json:
        show_json(seen)
        return
    if not seen["items"]:
        typer.echo("No partner has been made a witness of the record yet.")
    for each in seen["items"]:
        agrees = each["sentence"] or "agrees"
        typer.echo(f"{each['on']}  {each['partner']}  {each['size']} entries: {agrees}")
    for each in seen["witnessed"]:
        held = f"{each['anchors']} digests, the last for {each['last_on']}"
        typer.echo(f"This node witnesses the record of {each['partner']}: {held}")


@oversight_app.command("key")
def show_key(json: Json = False) -> None:
    """Show the fingerprint of the record's key, with which an export is checked."""
    client = signed_in()
    seen = told(lambda: client.get("/record-key"))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['name']}  {seen['fingerprint']}")


@oversight_app.command("readings")
def readings(
    *,
    about: About = "",
    by: By = "",
    event: Event = "",
    since: Since = "",
    until: Until = "",
    before: Before = "",
    page_size: PageSize = 50,
    json: Json = False,
) -> None:
    """List who looked at what and who took what out, newest first."""
    asked = _asked(about, by, "", event, since, until)
    _list(
        "/record-readings", {**asked, "before": before, "page_size": str(page_size)}, as_json=json
    )


@seen_app.command("readings")
def readings_of(reference: Reference, before: Before = "", json: Json = False) -> None:
    """List who has seen what one case holds, as far as you may read the record."""
    _list(at("requests", reference, "readings"), {"before": before}, as_json=json)


def print_entries(entries: list[Mapping[str, Any]]) -> None:
    """Print entries, one a line."""
    if not entries:
        typer.echo("Nothing is recorded there, or nothing that you may see.")
    for entry in entries:
        who = " ".join(part for part in (entry["by"], entry["agency"]) if part)
        place = f"{entry['epoch']}-{entry['index']}"
        typer.echo(f"{place}  {entry['at']}  {entry['about']}  {who}: {entry['sentence']}")


def _list(path: str, query: dict[str, str], *, as_json: bool) -> None:
    client = signed_in()
    seen = told(lambda: client.get(path, **query))
    if as_json:
        show_json(seen)
        return
    if "count" in seen:
        least = "more than " if seen["count_is_least"] else ""
        typer.echo(f"{least}{seen['count']} entries")
    print_entries(seen["items"])
    if seen["before"]:
        typer.echo(f"Go on with --before {seen['before']}")


def _asked(about: str, by: str, basis: str, event: str, since: str, until: str) -> dict[str, str]:
    names = ("about", "by", "basis", "event", "since", "until")
    return dict(zip(names, (about, by, basis, event, since, until), strict=True))
