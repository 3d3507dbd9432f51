"""`comity keys`: what is done at the machine, beside what is done over the REST API."""

import json as json_module
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from comity.interfaces.cli.own_keys import keys_app
from comity.node.configuration import home_folder
from comity.node.home import Home

__all__ = ["keys_app"]

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
By = Annotated[str, typer.Option(help="In whose name, by name to sign in; an administrator.")]
KeyFile = Annotated[Path, typer.Argument(help="A recovery officer's key, AGE-SECRET-KEY-PQ-1….")]
File = Annotated[
    Path | None, typer.Option("--file", help="The recovery file; by default the one in the home.")
]


@keys_app.command("recovery-file")
def name_officers(
    officer: Annotated[list[str], typer.Argument(help="NAME=age1pq1…, two to eight of them.")],
    by: By,
    json: Json = False,
) -> None:
    """Name the recovery officers and write the recovery file, which any two of them can open."""
    from comity.node.django_start import start_django

    start_django()
    from django.db import transaction

    from comity.exchange.duties import TURN_KEYS
    from comity.exchange.services.keys_recovery import record_recovery_officers
    from comity.node.at_machine import officer_at_machine
    from comity.node.keyring import HomeKeyring, keys
    from comity.node.own_keys import TENDING
    from comity.node.recovery_file import (
        RecoveryFileRefusedError,
        read_officers,
        recovery_place,
    )
    from comity.node.turns import turn_at
    from comity.officers.terms import demand_role

    named, administrator = read_officers(officer), officer_at_machine(by)
    # Before the keystore is changed: what nobody may record is not done either.
    demand_role(administrator, TURN_KEYS.roles)
    with turn_at(TENDING) as mine:
        if not mine:
            raise RecoveryFileRefusedError(reason="the worker is at the keys; try again")
        HomeKeyring().keep(replace(keys(), recovery=named))
    names = [name for name, _ in named]
    with transaction.atomic(durable=True):
        record_recovery_officers(names, officer=administrator, at=datetime.now(UTC))
    place = str(recovery_place(Home(home_folder())))
    if json:
        typer.echo(json_module.dumps({"file": place, "officers": names}))
        return
    typer.echo(f"{place}: any two of {', '.join(names)} can open it.")
    typer.echo("Take a copy away from this machine, and rehearse: comity keys rehearse-recovery")


@keys_app.command("rehearse-recovery")
def rehearse(
    first: KeyFile, second: KeyFile, by: By, file: File = None, json: Json = False
) -> None:
    """Show with the keys of two recovery officers that the file holds this node's keys."""
    from comity.node.django_start import start_django

    start_django()
    from django.db import transaction

    from comity.exchange.services.keys_recovery import record_rehearsal
    from comity.node.at_machine import officer_at_machine
    from comity.node.keyring import keys
    from comity.node.recovery import read_recovery_key
    from comity.node.recovery_file import RecoveryFileRefusedError, open_recovery

    administrator = officer_at_machine(by)
    pair = read_recovery_key(first), read_recovery_key(second)
    found, *names = open_recovery(_read(file), *pair)
    if found != keys():
        reason = "it holds keys this node had before; take a new copy of it"
        raise RecoveryFileRefusedError(reason=reason)
    with transaction.atomic(durable=True):
        record_rehearsal(
            *names,
            fingerprint=found.fingerprint(),
            officer=administrator,
            at=datetime.now(UTC),
        )
    if json:
        typer.echo(json_module.dumps({"rehearsed": True, "officers": names}))
        return
    typer.echo(f"{' and '.join(names)} opened it: it holds the present keys of this node.")


@keys_app.command("recover")
def recover(first: KeyFile, second: KeyFile, file: File = None, json: Json = False) -> None:
    """Write a keystore from the recovery file, under a new passphrase; none may stand there."""
    from comity.crypto.keys import save_keystore
    from comity.node.passphrase import keystore_passphrase
    from comity.node.recovery import read_recovery_key
    from comity.node.recovery_file import RecoveryFileRefusedError, open_recovery
    from comity.node.set_up.making import SHORTEST_PASSPHRASE, PassphraseShortError

    home = Home(home_folder())
    if home.keystore.exists():
        reason = f"a keystore stands at {home.keystore}; move it away first"
        raise RecoveryFileRefusedError(reason=reason)
    pair = read_recovery_key(first), read_recovery_key(second)
    found, *names = open_recovery(_read(file), *pair)
    passphrase = keystore_passphrase(home.folder)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseShortError(least=SHORTEST_PASSPHRASE)
    home.keystore.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    save_keystore(home.keystore, found, passphrase)
    if json:
        typer.echo(json_module.dumps({"keystore": str(home.keystore), "officers": names}))
        return
    typer.echo(f"{home.keystore}: recovered with the keys of {' and '.join(names)}.")


def _read(file: Path | None) -> bytes:
    from comity.node.recovery_file import RecoveryFileRefusedError, recovery_place

    place = recovery_place(Home(home_folder())) if file is None else file
    try:
        return place.read_bytes()
    except OSError as error:
        reason = f"{place}: {error.strerror or 'it cannot be read'}"
        raise RecoveryFileRefusedError(reason=reason) from error
