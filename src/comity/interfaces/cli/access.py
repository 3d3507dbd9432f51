"""What persons ask about their data at a node, and hearing whoever supplied it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.afterwords import Letter, letter_in
from comity.interfaces.cli.answers import Json, show_json, show_rows, told, typed_in
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in
from comity.interfaces.cli.taken_out import NewFile, take_out

subject_app = typer.Typer(no_args_is_help=True, help="What persons ask about their data.")
hearing_app = typer.Typer(
    no_args_is_help=True, help="Questions and opinions about giving a person data."
)
Subject = Annotated[str, typer.Argument(help="Such as SA-2026-00001.")]
Item = Annotated[int, typer.Argument(min=1, help="Of what was found, as `show` lists it.")]
Hearing = Annotated[int, typer.Argument(min=1, help="As `list` tells it.")]


@subject_app.command("list")
def list_subjects(
    after: Annotated[int, typer.Option(help="Go on after it, as told under a list.")] = 0,
    json: Json = False,
) -> None:
    """List what persons asked, and by when each is answered."""
    client = signed_in()
    seen = told(lambda: client.get("/subject-requests", after=str(after) if after else ""))
    if json:
        show_json(seen)
        return
    columns = {"reference": "Request", "right": "Asks for", "state": "State", "due_on": "By"}
    show_rows(columns, seen["items"])
    if seen["after"]:
        typer.echo(f"Go on with --after {seen['after']}")


@subject_app.command("register")
def register(
    file: Annotated[Path, typer.Argument(help="The request, as JSON.")], json: Json = False
) -> None:
    """Register what a person asks."""
    client, body = signed_in(), typed_in(file)
    _show(told(lambda: client.post("/subject-requests", body)), as_json=json)


@subject_app.command("law")
def law(
    days: Annotated[int, typer.Argument(help="Within how many a person is answered.")],
    article: Annotated[str, typer.Argument(help="Where our law says so.")],
    unit: Annotated[str, typer.Option(help="days, working_days or months.")] = "days",
    consult_days: Annotated[int, typer.Option(help="Working days a partner has.")] = 15,
    keep_days: Annotated[int, typer.Option(help="Days it is kept after the answer.")] = 0,
    json: Json = False,
) -> None:
    """Write down what our own law wants of answering persons."""
    body = {
        "days": days,
        "article": article,
        "unit": unit,
        "consult_days": consult_days,
        "keep_days": keep_days,
    }
    client = signed_in()
    kept = told(lambda: client.post("/subject-requests/law", body))
    if json:
        show_json(kept)
        return
    typer.echo(f"{kept['days']} {kept['unit']}: {kept['article']}")


@subject_app.command("show")
def show(reference: Subject, json: Json = False) -> None:
    """Show one person's request, with what was found and decided."""
    client = signed_in()
    seen = told(lambda: client.get(at("subject-requests", reference)))
    _show(seen, as_json=json)
    if not json:
        columns = {"number": "No.", "case": "Case", "partner": "From", "verdict": "Decision"}
        show_rows({**columns, "file": "In the file"}, seen["items"])
        files = seen["files"]
        typer.echo(f"{files['read']} files read, {files['by_name_alone']} by name alone.")
        for each in files["unread"]:
            typer.echo(f"   {each['file']} ({each['case']}): {each['why']}")
        if files["being_read"]:
            typer.echo("Attached files are still being read.")


@subject_app.command("move")
def move(
    reference: Subject,
    step: Annotated[
        str,
        typer.Argument(help="search, identity, propose, return, approve, answer, end or erase."),
    ],
    *,
    reason: Annotated[str, typer.Option(help="Why it is returned, or ends.")] = "",
    identity: Annotated[str, typer.Option(help="How they showed who they are.")] = "",
    identity_on: Annotated[str, typer.Option(help="On which day.")] = "",
    version: Annotated[int, typer.Option(help="That was read, of what is approved.")] = 0,
    letter: Letter = "",
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Search, propose, approve, answer or end a person's request."""
    client = signed_in()
    if step in {"approve", "erase"}:
        sign_in_afresh(client, password)
    body = {
        "reason": reason,
        "identity": identity,
        "identity_on": identity_on,
        "version": version,
        "letter": letter_in(letter),
    }
    path = at("subject-requests", reference, "moves", step)
    seen = told(lambda: client.post(path, body))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['reference']}  {seen.get('state', step)}")


@subject_app.command("decide")
def decide(
    reference: Subject,
    number: Item,
    verdict: Annotated[str, typer.Argument(help="grant, withhold or neither.")],
    ground: Annotated[str, typer.Option(help="Why not, such as investigation.")] = "",
    cites: Annotated[str, typer.Option(help="The article it stands in.")] = "",
    reasons: Annotated[str, typer.Option(help="In words; they stay in the house.")] = "",
    json: Json = False,
) -> None:
    """Decide on one thing that was found."""
    body = {"verdict": verdict, "ground": ground, "cites": cites, "reasons": reasons}
    client = signed_in()
    path = at("subject-requests", reference, "items", str(number))
    _show(told(lambda: client.post(path, body)), as_json=json)


@subject_app.command("consult")
def consult(
    reference: Subject,
    number: Item,
    why: Annotated[str, typer.Option(help="What the supplier should know.")] = "",
    json: Json = False,
) -> None:
    """Write the question to the partner that supplied it."""
    client = signed_in()
    path = at("subject-requests", reference, "items", str(number), "consult")
    _show_hearing(told(lambda: client.post(path, {"why": why})), as_json=json)


@subject_app.command("correct")
def correct(
    reference: Subject,
    file: Annotated[Path, typer.Argument(help="Items, field, old and right value, as JSON.")],
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Write the same correction to every partner that got it."""
    client, body = signed_in(), typed_in(file)
    sign_in_afresh(client, password)
    made = told(lambda: client.post(at("subject-requests", reference, "corrections"), body))
    if json:
        show_json(made)
        return
    show_rows({"case": "Case", "number": "No."}, made["items"])


@subject_app.command("reply")
def reply(reference: Subject, json: Json = False) -> None:
    """Show the approved reply: what is given, and what is said to be withheld."""
    client = signed_in()
    seen = told(lambda: client.get(at("subject-requests", reference, "reply")))
    if json:
        show_json(seen)
        return
    for item in seen["given"]:
        typer.echo(f"{item['number']}. {item['place']}  {item['partner']}  {item['since']}")
        for name, text in item["texts"].items():
            typer.echo(f"   {name}: {text}")
        if item["file"]:
            typer.echo(f"   in the file {item['file']}, {item['place_count']} places")
    for each in seen["withheld"]:
        typer.echo(f"Withheld: {each['ground']} ({each['cites']})")


@subject_app.command("letter")
def letter(
    reference: Subject,
    out: NewFile,
    language: Annotated[str, typer.Option(help="Such as en, fr, es, uk, sw or ar.")] = "en",
    json: Json = False,
) -> None:
    """Make the sealed letter of the approved reply, in one language, into a new PDF."""
    path = at("subject-requests", reference, "reply", "letter")
    take_out(path, {"language": language}, out, as_json=json)


@hearing_app.command("list")
def hearings(json: Json = False) -> None:
    """List the questions and opinions that wait for somebody here."""
    client = signed_in()
    seen = told(lambda: client.get("/access-consultations"))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "case": "Case", "state": "State", "until": "Until", "ours": "Ours"}
    show_rows(columns, seen["items"])


@hearing_app.command("show")
def hearing(number: Hearing, json: Json = False) -> None:
    """Show one question about a person's data, and the opinion."""
    client = signed_in()
    seen = told(lambda: client.get(at("access-consultations", str(number))))
    _show_hearing(seen, as_json=json)


@hearing_app.command("send")
def send(number: Hearing, letter: Letter = "", password: Afresh = "", json: Json = False) -> None:
    """Show what a colleague wrote, question or opinion, then let it go by signing in afresh."""
    client = signed_in()
    waiting = told(lambda: client.get(at("access-consultations", str(number))))
    for part in ("right", "person", "why", "opinion", "ground", "reasons"):
        if waiting[part]:
            typer.echo(f"{part}: {waiting[part]}", err=True)
    sign_in_afresh(client, password)
    path = at("access-consultations", str(number), "send")
    body = {"written_at": waiting["written_at"], "letter": letter_in(letter)}
    _show_hearing(told(lambda: client.post(path, body)), as_json=json)


@hearing_app.command("opinion")
def opinion(
    number: Hearing,
    verdict: Annotated[str, typer.Argument(help="no_objection or objection.")],
    ground: Annotated[str, typer.Option(help="Of the objection.")] = "",
    reasons: Annotated[str, typer.Option(help="They go to the other side.")] = "",
    letter: Letter = "",
    json: Json = False,
) -> None:
    """Write our opinion; with a letter, take the partner's down."""
    body: dict[str, Any] = {"verdict": verdict, "ground": ground, "reasons": reasons}
    if letter:
        body["letter"] = letter_in(letter)
    client = signed_in()
    path = at("access-consultations", str(number), "opinion")
    _show_hearing(told(lambda: client.post(path, body)), as_json=json)


def _show(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['reference']}  {seen['right']}  {seen['state']}  {seen['due_on'] or '-'}")


def _show_hearing(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['number']}  {seen['case']}  {seen['state']}  {seen['opinion'] or '-'}")
