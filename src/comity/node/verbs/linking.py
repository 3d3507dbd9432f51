"""`comity node link`: at the machine, begin a link and confirm the number both sides compared."""

import json as json_module
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

link_app = typer.Typer(no_args_is_help=True, help="Begin a link to a partner's node.")

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
By = Annotated[
    str,
    typer.Option(
        help="In whose name, by name to sign in; the record tells the machine's user too."
    ),
]


@link_app.command("propose")
def propose(
    descriptor: Annotated[Path, typer.Argument(help="The partner's descriptor.", exists=True)],
    by: By,
    json: Json = False,
) -> None:
    """Propose a link from a partner's descriptor, and print the number to compare."""
    from comity.node.django_start import start_django

    start_django()
    from django.db import transaction

    from comity.exchange.services import add_link
    from comity.node.at_machine import officer_at_machine

    officer = officer_at_machine(by)
    with transaction.atomic(durable=True):
        link = add_link(descriptor.read_bytes(), officer=officer, at=datetime.now(UTC))
    _tell({"partner": link.code, "state": link.state, "number": link.number}, as_json=json)
    if not json:
        typer.echo("Two officers compare it with the partner by voice before they confirm.")


@link_app.command("confirm")
def confirm(
    partner: Annotated[str, typer.Argument(help="The partner's country, such as UA.")],
    number: Annotated[str, typer.Argument(help="The 60 digits as the partner read them.")],
    by: By,
    json: Json = False,
) -> None:
    """Confirm the number as the partner read it; the second officer's word opens the link."""
    from comity.node.django_start import start_django

    start_django()
    from django.db import transaction

    from comity.exchange.services import confirm_link
    from comity.node.at_machine import officer_at_machine

    officer, at = officer_at_machine(by), datetime.now(UTC)
    with transaction.atomic(durable=True):
        link = confirm_link(partner.upper(), number=number, officer=officer, at=at)
    _tell({"partner": link.code, "state": link.state, "number": link.number}, as_json=json)


def _tell(link: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        typer.echo(json_module.dumps(link))
        return
    typer.echo(f"The link to {link['partner']} is {link['state']}. Its number:")
    typer.echo(f"  {link['number']}")
