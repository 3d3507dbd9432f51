"""Oral requests, and what a duty officer let leave alone, at a node."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.assistance.terms import AnswerDraft, RequestDraft
from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, Reference, show_json, show_rows, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.requests import Read, show_leaving
from comity.interfaces.cli.session import signed_in

oral_app = typer.Typer(no_args_is_help=True, help="Requests put by word of mouth, at a node.")
alone_app = typer.Typer(
    no_args_is_help=True, help="What a duty officer lets leave alone, at a node."
)

Partner = Annotated[str, typer.Argument(help="The partner, as UA.")]
Kind = Annotated[str, typer.Argument(help="Kind of assistance, as its code.")]
Subject = Annotated[str, typer.Argument(help="One line that names the matter.")]
Asked = Annotated[str, typer.Argument(help="What was asked, as it was said.")]
PutAt = Annotated[str, typer.Argument(help="When it was said, as '2026-12-01 14:30'.")]
With = Annotated[str, typer.Argument(help="Who was spoken with at the partner.")]
Why = Annotated[str, typer.Argument(help="Why it could not wait, as its code: goods_move, …")]
Means = Annotated[str, typer.Option(help="telephone, video or in_person.")]
Reason = Annotated[str, typer.Argument(help="Why nobody else could be waited for, as its code.")]
Note = Annotated[str, typer.Argument(help="What whoever reviews it should know.")]


@oral_app.command("list")
def list_oral(json: Json = False) -> None:
    """List what was asked by word of mouth, what waits for its confirmation first."""
    seen = told(lambda: signed_in().get("/oral"))
    if json:
        show_json(seen)
        return
    columns = {"reference": "Reference", "partner": "Partner", "put_at": "Said", "state": "State"}
    show_rows(columns, seen["items"])


@oral_app.command("show")
def show(reference: Reference, json: Json = False) -> None:
    """Show what was said of a request, and what may confirm it."""
    _show(told(lambda: signed_in().get(at("requests", reference, "oral"))), as_json=json)


@oral_app.command("put")
def put(
    partner: Partner,
    kind: Kind,
    subject: Subject,
    asked: Asked,
    put_at: PutAt,
    spoken_with: With,
    why: Why,
    *,
    means: Means = "telephone",
    json: Json = False,
) -> None:
    """Record that we put a request to a partner by word of mouth; its draft begins."""
    body = _said(partner, kind, subject, asked, put_at, spoken_with, why, means)
    _show(told(lambda: signed_in().post("/oral/put", body)), as_json=json)


@oral_app.command("take")
def take(
    partner: Partner,
    kind: Kind,
    subject: Subject,
    asked: Asked,
    put_at: PutAt,
    spoken_with: With,
    why: Why,
    *,
    means: Means = "telephone",
    json: Json = False,
) -> None:
    """Record that a partner put a request by word of mouth."""
    body = _said(partner, kind, subject, asked, put_at, spoken_with, why, means)
    _show(told(lambda: signed_in().post("/oral/take", body)), as_json=json)


@oral_app.command("remind")
def remind(reference: Reference, means: Means = "telephone", json: Json = False) -> None:
    """Record that the partner was reminded to confirm what it said."""
    _act(reference, "remind", {"means": means}, as_json=json)


@oral_app.command("confirm")
def confirm(
    reference: Reference,
    written_on: Annotated[str, typer.Argument(help="Date of the letter, as 2026-12-01.")],
    received_on: Annotated[str, typer.Argument(help="Day it was received.")],
    number: Annotated[str, typer.Argument(help="Their reference.")],
    unit: Annotated[str, typer.Option(help="Who wrote it there.")] = "",
    json: Json = False,
) -> None:
    """Record the letter that confirms what was said."""
    body = {"written_on": written_on, "received_on": received_on, "number": number, "unit": unit}
    _act(reference, "confirm", body, as_json=json)


@oral_app.command("join")
def join(
    reference: Reference,
    written: Annotated[str, typer.Argument(help="Reference of the written request.")],
    json: Json = False,
) -> None:
    """Join what was said to the partner's written request."""
    _act(reference, "join", {"written": written}, as_json=json)


@oral_app.command("close")
def close(reference: Reference, json: Json = False) -> None:
    """Close what was only said, because no confirmation came in time."""
    _act(reference, "close", {}, as_json=json)


@alone_app.command("list")
def list_releases(json: Json = False) -> None:
    """List what left by one hand alone, what nobody has reviewed yet first."""
    seen = told(lambda: signed_in().get("/duty-releases"))
    if json:
        show_json(seen)
        return
    columns = {"number": "No.", "reference": "Reference", "by": "By", "review_due_on": "Due"}
    show_rows({**columns, "word": "Word"}, seen["items"])


@alone_app.command("show")
def show_release(number: int, json: Json = False) -> None:
    """Show one that left by one hand alone."""
    seen = told(lambda: signed_in().get(at("duty-releases", str(number))))
    _show_release(seen, as_json=json)


@alone_app.command("approve")
def approve(
    reference: Reference,
    reason: Reason,
    note: Note,
    password: Afresh = "",
    version: Read = None,
    json: Json = False,
) -> None:
    """Show an urgent request of yours, then let that version leave alone."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference)))
    read = show_leaving(seen, seen, RequestDraft)
    sign_in_afresh(client, password)
    body = {"version": version or read, "reason": reason, "note": note}
    made = told(lambda: client.post(at("requests", reference, "approve-alone"), body))
    _show_release(made, as_json=json)


@alone_app.command("release")
def release(
    reference: Reference,
    reason: Reason,
    note: Note,
    password: Afresh = "",
    version: Read = None,
    json: Json = False,
) -> None:
    """Show an urgent reply of yours, then let that version leave alone."""
    client = signed_in()
    seen = told(lambda: client.get(at("requests", reference)))
    read = show_leaving(seen, seen["answer"] or {}, AnswerDraft)
    sign_in_afresh(client, password)
    body = {"version": version or read, "reason": reason, "note": note}
    made = told(lambda: client.post(at("requests", reference, "release-alone"), body))
    _show_release(made, as_json=json)


@alone_app.command("review")
def review(
    number: int,
    word: Annotated[str, typer.Argument(help="release_confirmed or release_not_confirmed.")],
    follows: Annotated[str, typer.Argument(help="What follows, as its code: nothing_follows, …")],
    note: Annotated[str, typer.Option(help="Why; owed where it is not confirmed.")] = "",
    json: Json = False,
) -> None:
    """Record your word on what another let leave alone."""
    path = at("duty-releases", str(number), "review")
    body = {"word": word, "follows": follows, "note": note}
    _show_release(told(lambda: signed_in().post(path, body)), as_json=json)


def _said(*told_values: str) -> dict[str, str]:
    names = ("partner", "kind", "subject", "asked", "put_at", "spoken_with", "why", "means")
    return dict(zip(names, told_values, strict=True))


def _act(reference: str, act: str, body: Mapping[str, Any], *, as_json: bool) -> None:
    path = at("requests", reference, "oral", act)
    _show(told(lambda: signed_in().post(path, body)), as_json=as_json)


def _show(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['reference']} ({seen['partner']}): {seen['state']}")
    typer.echo(f"{seen['put_at']}, {seen['means']}: {seen['subject']}")
    if seen["due_on"]:
        typer.echo(f"confirmation due on {seen['due_on']}")
    for each in seen["may_be_confirmed_by"]:
        typer.echo(f"may be {each['reference']}: {', '.join(each['why'])}")


def _show_release(made: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(made)
        return
    typer.echo(f"{made['number']}: {made['reference']} ({made['act']}), by {made['by']}")
    word = made["word"] or f"review due on {made['review_due_on']}"
    typer.echo(f"{word} {made['follows']}".strip())
