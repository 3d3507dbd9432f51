"""`comity statistics`: what was asked and answered with a partner, at a node."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from comity.interfaces.cli.afresh import Afresh, sign_in_afresh
from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in
from comity.interfaces.cli.taken_out import NewFile, Since, Until, filled, take_copy

statistics_app = typer.Typer(no_args_is_help=True, help="Statistics with partners, at a node.")

Partner = Annotated[str, typer.Argument(help="Code of the other administration, such as UA.")]
Form = Annotated[str, typer.Option(help="csv or pdf.")]
Number = Annotated[int, typer.Argument(min=1, help="As the list of releases tells it.")]


@statistics_app.command("show")
def show(partner: Partner, since: Since = "", until: Until = "", json: Json = False) -> None:
    """Count what was asked and answered in both directions; this quarter when no days are named."""
    client = signed_in()
    seen = told(lambda: client.get(at("statistics", partner), since=since, until=until))
    _print(seen, as_json=json)


@statistics_app.command("take")
def take(
    partner: Partner,
    file: NewFile,
    *,
    since: Since = "",
    until: Until = "",
    form: Form = "csv",
    json: Json = False,
) -> None:
    """Write the same into a new file, marked as internal."""
    asked = filled({"since": since, "until": until, "form": form})
    take_copy(at("statistics", partner, "file"), asked, file, as_json=json)


@statistics_app.command("release")
def release(
    partner: Partner,
    *,
    since: Since = "",
    until: Until = "",
    password: Afresh = "",
    json: Json = False,
) -> None:
    """Show the figures, then release them by signing in afresh."""
    client = signed_in()
    seen = told(lambda: client.get(at("statistics", partner), since=since, until=until))
    _print(seen, as_json=False)
    sign_in_afresh(client, password)
    body = {name: seen[name] for name in ("since", "until", "digest")}
    made = told(lambda: client.post(at("statistics", partner, "releases"), body))
    if json:
        show_json(made)
        return
    typer.echo(f"Released as number {made['number']}.")


@statistics_app.command("released")
def released(json: Json = False) -> None:
    """List what was released."""
    client = signed_in()
    seen = told(lambda: client.get("/statistics-releases"))
    if json:
        show_json(seen)
        return
    for each in seen["items"]:
        typer.echo(f"{each['number']}  {each['partner']}  {_days(each)}  {each['by']}")


@statistics_app.command("released-show")
def released_show(number: Number, json: Json = False) -> None:
    """Show one release as it stood."""
    client = signed_in()
    _print(told(lambda: client.get(at("statistics-releases", str(number)))), as_json=json)


@statistics_app.command("released-take")
def released_take(number: Number, file: NewFile, *, form: Form = "csv", json: Json = False) -> None:
    """Write one release into a new file; as PDF it is sealed."""
    path = at("statistics-releases", str(number), "file")
    take_copy(path, {"form": form}, file, as_json=json)


def _print(seen: Mapping[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    typer.echo(f"{seen['partner']}  {_days(seen)}")
    for side, name in (("requesting", "We asked"), ("requested", "They asked")):
        told_here = seen[side]
        refused = sum(count for _, count in told_here["refused"])
        numbers = f"{told_here['asked']}, answered {told_here['answered']}, refused {refused}"
        typer.echo(f"{name}: {numbers}")
        for each in told_here["days"]:
            allowed = "none" if each["allowed"] is None else each["allowed"]
            typer.echo(
                f"  {each['under']}: {each['median']} days in the median, by the article {allowed}"
            )
        for each in told_here["results"]:
            sums = " ".join(f"{amount} {currency}" for currency, amount in each["amounts"])
            typer.echo(f"  {each['code']}: {each['count']} {sums}".rstrip())


def _days(seen: Mapping[str, Any]) -> str:
    return f"{seen['since']} to {seen['until']}"
