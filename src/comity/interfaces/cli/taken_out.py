"""What a node hands out against a reason, written into a new file and told with its digest."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import show_json, told
from comity.interfaces.cli.client import NodeClient
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.session import signed_in

NewFile = Annotated[Path, typer.Argument(help="Where it goes; it must not exist.")]
Reason = Annotated[str, typer.Option(help="Why; it stays in the record for good.")]
Since = Annotated[str, typer.Option(help="First day, such as 2026-12-01.")]
Until = Annotated[str, typer.Option(help="Last day, included.")]


def take_out(path: str, body: Mapping[str, Any], file: Path, *, as_json: bool) -> None:
    """Do an act that hands out a file, and keep it; what there was before is not touched."""
    digest, size = _kept(lambda client: client.download_by_act(path, body), file)
    if as_json:
        show_json({"file": str(file), "size": size, "digest": digest})
        return
    typer.echo(f"{file}: {size} bytes, SHA-256 {digest}; the record has this digest.")


def take_copy(path: str, asked: Mapping[str, str], file: Path, *, as_json: bool) -> None:
    """Keep a file that may be read again; what there was before is not touched."""
    digest, size = _kept(lambda client: client.download(path, **asked), file)
    if as_json:
        show_json({"file": str(file), "size": size, "digest": digest})
        return
    typer.echo(f"{file}: {size} bytes, SHA-256 {digest}")


def _kept(pieces: Callable[[NodeClient], Iterator[bytes]], file: Path) -> tuple[str, int]:
    client = signed_in()
    try:
        # Only its owner may read it; and nothing that stands there is written over.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    try:
        taken: tuple[str, int] = told(lambda: _written(pieces(client), handle))
    except BaseException:
        file.unlink()
        raise
    return taken


def _written(pieces: Iterator[bytes], handle: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as out:
        for piece in pieces:
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    return digest.hexdigest(), size


def filled(asked: Mapping[str, str]) -> dict[str, str]:
    """Return what was given; a body says nothing about what was left empty."""
    return {name: value for name, value in asked.items() if value}
