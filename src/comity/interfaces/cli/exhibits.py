"""Exhibits at a node: attach, leave out, read the chain of custody, take a copy."""

import hashlib
import mimetypes
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.interfaces.cli.answers import Json, Reference, show_json, told
from comity.interfaces.cli.client import NodeClient, at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.session import signed_in

exhibit_app = typer.Typer(no_args_is_help=True, help="Exhibits and their custody, at a node.")
enclosure_app = typer.Typer()

ExhibitId = Annotated[str, typer.Argument(help="As `attach` and `request show --json` tell it.")]


@enclosure_app.command("attach")
def attach(
    reference: Reference,
    file: Path,
    source: Annotated[str, typer.Option(help="Where it was obtained.")],
    media_type: Annotated[str, typer.Option(help="Otherwise as the name says.")] = "",
    json: Json = False,
) -> None:
    """Attach an exhibit to what is being written."""
    client, path = signed_in(), at("requests", reference, "exhibits")
    kind = media_type or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    said = {"name": file.name, "media_type": kind, "source": source}
    try:
        with file.open("rb") as content:
            taken = told(lambda: client.upload(path, content, **said))
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    if json:
        show_json(taken)
        return
    typer.echo(f"{taken['id']}  {taken['digest']}")


@enclosure_app.command("leave-out")
def leave_out(reference: Reference, exhibit: ExhibitId, json: Json = False) -> None:
    """Leave an exhibit out of what is being written; it stays in this node's custody."""
    client = signed_in()
    told(lambda: client.delete(at("requests", reference, "exhibits", exhibit)))
    if json:
        show_json({"reference": reference, "left_out": exhibit})
        return
    typer.echo(f"{exhibit} does not go with {reference} any more; this node still keeps it.")


@exhibit_app.command("show")
def show(exhibit: ExhibitId, json: Json = False) -> None:
    """Show an exhibit and its chain of custody."""
    client = signed_in()
    seen = told(lambda: client.get(at("exhibits", exhibit)))
    if json:
        show_json(seen)
        return
    typer.echo(f"{seen['file_name']}  {seen['size']} bytes  {seen['reference']}, {seen['part']}")
    typer.echo(f"  SHA-256 {seen['digest']}")
    for mark in seen["marks"]:
        typer.echo(f"  {mark['sentence']}")
    typer.echo(f"  {seen['scan']['sentence']}")
    for event in seen["custody"]:
        who = " ".join(part for part in (event["by"], event["agency"], event["to"]) if part)
        typer.echo(f"  {event['at']}  {event['kind']}  {who}  {event['reason']}".rstrip())


@exhibit_app.command("take")
def take(
    exhibit: ExhibitId,
    file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not exist.")],
    reason: Annotated[str, typer.Option(help="Why you need it; it goes on record.")],
    knowing: Annotated[
        bool, typer.Option("--knowing", help="You know what the malware scan says of it.")
    ] = False,
    json: Json = False,
) -> None:
    """Take a copy of an exhibit into a new file; its digest is checked on arrival."""
    client = signed_in()
    seen = told(lambda: client.get(at("exhibits", exhibit)))
    try:
        # Only its owner may read evidence; and nothing that stands there is written over.
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    try:
        digest = _copy(client, exhibit, handle, reason=reason, knowing=knowing)
        if digest != seen["digest"]:
            refuse(f"What arrived has the digest {digest}, not {seen['digest']}; it was not kept.")
    except BaseException:
        file.unlink()
        raise
    _show_taken(seen, file, as_json=json)


def _copy(client: NodeClient, exhibit: str, handle: int, *, reason: str, knowing: bool) -> str:
    """Write the content as it arrives; return its digest."""
    digest = hashlib.sha256()
    asked = {"reason": reason, **({"knowing": "true"} if knowing else {})}

    def copy() -> None:
        with os.fdopen(handle, "wb") as out:
            for piece in client.download(at("exhibits", exhibit, "content"), **asked):
                digest.update(piece)
                out.write(piece)

    told(copy)
    return digest.hexdigest()


def _show_taken(seen: Mapping[str, Any], file: Path, *, as_json: bool) -> None:
    facts = {"id": seen["id"], "file": str(file), "size": seen["size"], "digest": seen["digest"]}
    if as_json:
        show_json(facts)
        return
    typer.echo(f"{file}: {seen['size']} bytes, SHA-256 {seen['digest']}, as the record has it.")
