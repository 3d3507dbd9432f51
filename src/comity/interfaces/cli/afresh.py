"""Signing in again for one act, as acts ask by which something leaves the house or a key goes."""

from typing import Annotated

import typer

from comity.interfaces.cli.answers import told
from comity.interfaces.cli.client import NodeClient
from comity.interfaces.cli.leaving import refuse

Afresh = Annotated[
    str, typer.Option(help="Your password; asked for after what would leave is shown.")
]


def sign_in_afresh(client: NodeClient, password: str) -> None:
    """Sign in again, as acts ask by which something leaves the house."""
    if client.by_code:
        # All the house's sentences stand behind it, which nearly no call needs.
        from comity.interfaces.sentences import sentence

        refuse(sentence("afresh_on_pages"))
    secret = password or typer.prompt("Password", hide_input=True, err=True)
    told(lambda: client.sign_in_afresh(password=secret))
