"""`comity init` and `comity backup-key`."""

import json as json_module
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.node.configuration import home_folder
from comity.node.home import Home
from comity.node.passphrase import CREDENTIALS, DESCRIPTOR, VARIABLE, keystore_passphrase
from comity.node.recovery import make_recovery_key
from comity.node.recovery_file import read_officers, recovery_place, seal_to_officers
from comity.node.set_up.answers import Answers, answered, answers_in
from comity.node.set_up.making import (
    Administrator,
    OtherAnswersError,
    answers_under_way,
    begin,
    finish,
    start_over,
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]


class _AtTerminal:
    """Asks whoever sits there; questions go to standard error, so that output stays output."""

    def ask(self, question: str) -> str:
        return str(typer.prompt(question, default="", show_default=False, err=True))

    def say(self, text: str) -> None:
        typer.echo(text, err=True)


def init(  # noqa: PLR0913  each is an option of the command line
    *,
    answers: Annotated[Path | None, typer.Option(help="All answers in one TOML file.")] = None,
    country: Annotated[str, typer.Option(help="Two letters, as KE.")] = "",
    administration: Annotated[str, typer.Option(help="Its name.")] = "",
    agency: Annotated[list[str] | None, typer.Option(help="CODE=Name; may be repeated.")] = None,
    officers_door: Annotated[str, typer.Option(help="DNS name of the officers' pages.")] = "",
    partners_door: Annotated[str, typer.Option(help="https://name:port partners call.")] = "",
    administrator: Annotated[
        list[str] | None, typer.Option(help="username=Full Name; at least two.")
    ] = None,
    database: Annotated[str, typer.Option(help="sqlite, or postgresql://…")] = "",
    officers_port: Annotated[str, typer.Option(help="Port the reverse proxy calls.")] = "",
    backup_recipient: Annotated[
        list[str] | None, typer.Option(help="age1pq1… that backups are sealed to.")
    ] = None,
    recovery_key: Annotated[
        Path | None, typer.Option(help="Make a recovery key in this new file, outside the home.")
    ] = None,
    recovery_officer: Annotated[
        list[str] | None,
        typer.Option(help="NAME=age1pq1…; any two of two to eight can recover the keys."),
    ] = None,
    discard: Annotated[
        bool, typer.Option("--start-over", help="Remove what an interrupted set-up left.")
    ] = False,
    json: Json = False,
) -> None:
    """Set up a production node in COMITY_HOME, asking what is missing at a terminal."""
    given: dict[str, Any] = {
        **{"country": country, "administration": administration, "agency": agency},
        **{"officers_door": officers_door, "partners_door": partners_door},
        **{"administrator": administrator, "database": database, "officers_port": officers_port},
        "backup_recipient": backup_recipient,
    }
    told = {name: _listed(value) for name, value in given.items() if value}
    home, at = Home(home_folder()), datetime.now(UTC)
    if discard:
        start_over(home)
    checked = _answers(home, told, answers, recovery_key)
    officers = read_officers(recovery_officer) if recovery_officer else ()
    passphrase = _passphrase(home)
    begin(home, checked, passphrase, at=at)
    if officers:
        seal_to_officers(home, officers, passphrase)
    passwords: list[Administrator] = []

    def tell(people: list[Administrator]) -> None:
        passwords.extend(people)
        if not json:
            typer.echo("For the first sign-in, told once and kept nowhere:")
            for person in people:
                typer.echo(f"  {person.username:20} {person.password}   {person.name}")

    finish(home, checked, at=at, tell=tell)
    _conclude(home, checked, passwords, as_json=json)


def make_backup_key(
    file: Annotated[Path, typer.Argument(help="A new file, on a medium that leaves this machine.")],
    json: Json = False,
) -> None:
    """Make a recovery key, and print the recipient that backups are then sealed to."""
    recipient = make_recovery_key(file, home=home_folder())
    if json:
        typer.echo(json_module.dumps({"recipient": recipient, "key": str(file)}))
        return
    typer.echo(f"{file}: the recovery key. Keep it away from this machine, and keep it safe.")
    typer.echo("In comity.toml, above the first [table]:")
    typer.echo(f'backup_recipients = ["{recipient}"]')


def _answers(
    home: Home, told: dict[str, tuple[str, ...]], file: Path | None, recovery_key: Path | None
) -> Answers:
    """Return the answers of an interrupted set-up, or new ones."""
    places: dict[str, str] = {}
    if file is not None:
        read, places = answers_in(file)
        told = {**{name: tuple(each) for name, each in read.items()}, **told}
    kept = answers_under_way(home)
    terminal = _AtTerminal() if sys.stdin.isatty() else None
    if kept is None:
        checked = answered(told, places, terminal=terminal)
        if recovery_key is None:
            return checked
        recipient = make_recovery_key(recovery_key, home=home.folder)
        held = (*checked.told["backup_recipient"], recipient)
        return Answers({**checked.told, "backup_recipient": held})
    # The recovery key was made before the interruption; its recipient is among the kept answers.
    if told and any(kept.told[name] != tuple(each) for name, each in told.items()):
        again = answered(told, places, terminal=None)
        if any(kept.told[name] != again.told[name] for name in told):
            raise OtherAnswersError(folder=home.folder)
    typer.echo(f"Going on with the set-up that was interrupted in {home.folder}.", err=True)
    return kept


def _passphrase(home: Home) -> str:
    """Return the passphrase; a new one that is typed is typed twice."""
    ways = (DESCRIPTOR, CREDENTIALS, VARIABLE)
    typed = sys.stdin.isatty() and not any(way in os.environ for way in ways)
    if typed and not home.settings.exists():
        asked = "New passphrase of the keystore"
        return str(typer.prompt(asked, hide_input=True, confirmation_prompt=True, err=True))
    return keystore_passphrase(home.folder)


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _conclude(
    home: Home, answers: Answers, passwords: list[Administrator], *, as_json: bool
) -> None:
    sealed = bool(answers.told["backup_recipient"])
    if as_json:
        told = {
            "home": str(home.folder),
            "descriptor": str(home.descriptor),
            "first_passwords": {person.username: person.password for person in passwords},
            "backups_sealed": sealed,
        }
        typer.echo(json_module.dumps(told, indent=2, ensure_ascii=False))
        return
    typer.echo(f"The node of {answers.one('administration')} stands in {home.folder}.")
    typer.echo(f"Next: COMITY_HOME={home.folder} comity node serve")
    typer.echo(f"Then both administrators sign in at https://{answers.one('officers_door')}/")
    if recovery_place(home).exists():
        typer.echo(f"Take {recovery_place(home)} away, and try it: comity keys rehearse-recovery")
    else:
        typer.echo("No recovery file yet: comity keys recovery-file names who can open it.")
    if not sealed:
        typer.echo("No backup can be made yet: comity backup-key FILE makes a recovery key.")
