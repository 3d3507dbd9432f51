"""`comity backup`, `comity restore` and `comity node confirm-restore`."""

import json as json_module
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home
from comity.node.passphrase import keystore_passphrase
from comity.node.recovery import read_recovery_key

Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, nothing but errors.")]


def backup(
    file: Annotated[Path | None, typer.Argument(help="A new file; named after the day.")] = None,
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Write everything this node is into one sealed file, while it runs."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.backups.making import make_backup

    at = datetime.now(UTC)
    path = file or Path(f"comity-{NodeSettings().country}-{at:%Y%m%dT%H%M%SZ}.age")
    with _progress("Backing up", shown=not (quiet or json)) as progress:
        made = make_backup(Home(home_folder()), path.absolute(), at=at, progress=progress)
    if json:
        told = {
            **{"file": str(made.path), "bytes": made.size, "sha256": made.digest},
            **{"items": made.items, "made_at": made.made_at.isoformat()},
        }
        typer.echo(json_module.dumps(told, indent=2))
    elif not quiet:
        typer.echo(f"{made.path}: {made.items} items, {made.size} bytes, SHA-256 {made.digest}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `comity backup` wrote.")],
    *,
    into: Annotated[Path, typer.Option("--into", help="The new home; missing or empty.")],
    key: Annotated[Path, typer.Option("--key", help="File of the recovery key.")],
    database: Annotated[str, typer.Option(help="sqlite, or postgresql://… and empty.")] = "sqlite",
    quiet: Quiet = False,
    json: Json = False,
) -> None:
    """Restore a node from a backup, verify it, and mark it as set back."""
    from comity.node.backups.restoring import restore

    with _progress("Restoring", shown=not (quiet or json)) as progress:
        done = restore(
            file,
            read_recovery_key(key),
            into.absolute(),
            database=database,
            passphrase=keystore_passphrase,
            at=datetime.now(UTC),
            progress=progress,
        )
    if json:
        told: dict[str, Any] = {
            "home": str(done.home.folder),
            "country": done.about.country,
            "administration": done.about.administration,
            "backup_made_at": done.about.made_at.isoformat(),
            "verified": done.verified,
        }
        typer.echo(json_module.dumps(told, indent=2, ensure_ascii=False))
    else:
        _tell(done.home.folder, done.about.administration, done.about.made_at, done.verified)
    raise typer.Exit(0 if done.whole else 1)


def confirm_restore(
    administrator: Annotated[str, typer.Argument(help="Who confirms, by name to sign in.")],
    json: Json = False,
) -> None:
    """Let a restored node speak to its partners again; the record says who did."""
    from comity.node.django_start import start_django

    start_django()
    from comity.node.set_back import confirm

    told = confirm(Home(home_folder()), administrator, at=datetime.now(UTC))
    if json:
        typer.echo(json_module.dumps(told, indent=2))
        return
    typer.echo(f"Confirmed by {told['confirmed_by']}. Start the node: both doors open again.")


def _tell(home: Path, administration: str, made_at: datetime, verified: dict[str, Any]) -> None:
    from comity.node.verification import in_words

    typer.echo(f"{administration}, as it stood at {made_at.isoformat()}, is in {home}.")
    if "record" in verified:
        typer.echo("\n".join(in_words(verified)))
    else:
        typer.echo("It could not be verified; run `comity verify` there.")
    typer.echo("It is set back: it speaks to no partner until an administrator confirms with")
    typer.echo(f"  COMITY_HOME={home} comity node confirm-restore USERNAME")


@contextmanager
def _progress(what: str, *, shown: bool) -> Iterator[Callable[[int, int], object]]:
    """Show a bar at a terminal, on standard error; elsewhere nothing."""
    console = Console(stderr=True)
    columns = (TextColumn(what), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not (shown and console.is_terminal)) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
