"""`comity epoch` and `comity recover`: begin a channel anew, and get back what partners hold."""

from functools import partial
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.session import signed_in

epoch_app = typer.Typer(no_args_is_help=True, help="The epochs of the channel to a partner.")

Partner = Annotated[str, typer.Argument(help="The partner's country, such as UA.")]
Reason = Annotated[str, typer.Argument(help="Why; it stands in the record.")]


@epoch_app.command("list")
def list_epochs(partner: Partner, json: Json = False) -> None:
    """Tell the epochs, the one proposed, how far a recovery is, and forks."""
    client = signed_in()
    seen = told(lambda: client.get(at("links", partner.upper(), "epochs")))
    _show(seen, as_json=json)


@epoch_app.command("open")
def open_epoch(
    partner: Partner,
    cause: Annotated[
        str, typer.Argument(help="restored, lost_tail, failover, compromise or forked.")
    ],
    reason: Annotated[str, typer.Option(help="What happened; it stands in the record.")],
    json: Json = False,
) -> None:
    """Propose a new epoch; another person confirms it with `comity epoch confirm`."""
    client, given = signed_in(), {"cause": cause, "reason": reason}
    seen = told(lambda: client.post(at("links", partner.upper(), "epochs"), given))
    _show(seen, as_json=json)


@epoch_app.command("confirm")
def confirm(partner: Partner, json: Json = False) -> None:
    """Confirm the epoch another person proposed: what was not receipted goes again."""
    client = signed_in()
    seen = told(lambda: client.post(at("links", partner.upper(), "epochs", "confirm")))
    _show(seen, as_json=json)


@epoch_app.command("fork")
def fork(
    partner: Partner,
    number: Annotated[int, typer.Argument(help="Of the fork, as `comity epoch list` tells it.")],
    json: Json = False,
) -> None:
    """Print the evidence of a fork, which anybody with both descriptors can check."""
    client = signed_in()
    show_json(told(lambda: client.get(at("links", partner.upper(), "forks", str(number)))))


@epoch_app.command("end-recovery")
def end_recovery(partner: Partner, reason: Reason, json: Json = False) -> None:
    """End a recovery that the partner cannot feed; what is missing stays missing."""
    client, given = signed_in(), {"reason": reason}
    seen = told(lambda: client.post(at("links", partner.upper(), "recovery", "end"), given))
    _show(seen, as_json=json)


def recover(
    partner: Annotated[str, typer.Argument(help="The partner's country; all without it.")] = "",
    json: Json = False,
) -> None:
    """Get back from partners what this node lost, both ways, before anybody acts on the link."""
    client = signed_in()
    if partner:
        found = [told(partial(client.post, at("links", partner.upper(), "recovery")))]
    else:
        found = [_under_way(client, code) for code in _linked(client)]
    if json:
        show_json({"items": found})
        return
    for each in found:
        _show(each, as_json=False)


def _under_way(client: Any, code: str) -> dict[str, Any]:  # noqa: ANN401  the session makes it
    """Return the recovery from a partner that goes on already, or begin one."""
    seen: dict[str, Any] = told(lambda: client.get(at("links", code, "epochs")))
    return seen if seen["recovering"] else told(lambda: client.post(at("links", code, "recovery")))


def _linked(client: Any) -> list[str]:  # noqa: ANN401  the client is made by the session
    links = told(lambda: client.get("/links"))["items"]
    return [each["partner"] for each in links if each["state"] == "confirmed"]


def _show(seen: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        show_json(seen)
        return
    if seen["proposed"]:
        proposed = seen["proposed"]
        typer.echo(
            f"{seen['partner']}: a new epoch is proposed by {proposed['proposed_by']}"
            f" ({proposed['cause']}): {proposed['reason']}. Another person confirms it."
        )
    for each in seen["epochs"]:
        way = "to" if each["direction"] == "out" else "from"
        typer.echo(
            f"Epoch {each['epoch']} {way} {seen['partner']} ({each['cause']}), opened"
            f" {each['opened_at']}; {each['closes']} closed at {each['size']}"
        )
    for each in seen["recoveries"]:
        _show_recovery(each)
    for each in seen["forks"]:
        typer.echo(f"Fork {each['number']}: two histories of {each['origin']} at {each['size']}")


def _show_recovery(each: dict[str, Any]) -> None:
    stands = f"ended {each['ended_at']}" if each["ended_at"] else f"under way ({each['stage']})"
    typer.echo(
        f"Recovery ({each['cause']}) {stands}: {each['received']} of theirs and {each['sent']}"
        " of ours came back."
    )
    if each["sentence"]:
        typer.echo(f"  {each['sentence']} ({each['failure']})")
    for missing in each["missing"]:
        what, index = missing["what"], missing["index"]
        typer.echo(f"  not recovered: {missing.get('id', '')} {what}, {missing['origin']} {index}")
    for lost in each["unapplied"]:
        typer.echo(f"  taken up by no case: {lost['id']} {lost['type']} {lost['case']}")
