"""`comity link files` and its like: carry a link's parcels, receipts and exhibits as files."""

import os
from pathlib import Path
from typing import Annotated

import typer

from comity.interfaces.cli.answers import Json, show_json, told
from comity.interfaces.cli.client import at
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.session import signed_in

carried_app = typer.Typer()

Partner = Annotated[str, typer.Argument(help="The partner's country, such as UA.")]


@carried_app.command("files")
def show_files(partner: Partner, json: Json = False) -> None:
    """Tell what was last carried as files to a partner and from it."""
    client = signed_in()
    seen = told(lambda: client.get(at("links", partner.upper(), "files")))
    if json:
        show_json(seen)
        return
    typer.echo(f"Carried by {'a folder' if seen['by_folder'] else 'the line'}.")
    typer.echo(f"  last written  {seen['written_at']}, up to {seen['written_size']}")
    typer.echo(f"  last receipt  {seen['receipt_at']}, up to {seen['receipt_size']}")


@carried_app.command("take-files")
def take_files(
    partner: Partner,
    file: Annotated[Path, typer.Argument(help="Where the archive goes; it must not exist.")],
    json: Json = False,
) -> None:
    """Take a medium for a partner along, as one new archive; it is recorded."""
    client, path = signed_in(), at("links", partner.upper(), "files")
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        refuse(f"{file}: {error.strerror}")

    def copy() -> int:
        size = 0
        with os.fdopen(handle, "wb") as out:
            for piece in client.download_by_act(path, {}):
                size += out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        return size

    try:
        size = told(copy)
    except BaseException:
        file.unlink()
        raise
    if json:
        show_json({"partner": partner.upper(), "file": str(file), "size": size})
        return
    typer.echo(f"{file}: {size} bytes for {partner.upper()}.")


@carried_app.command("bring-files")
def bring_files(
    file: Annotated[Path, typer.Argument(help="The archive that was brought, or one file of it.")],
    json: Json = False,
) -> None:
    """Give this node a medium that a partner brought; leaves with 1 when a file was not taken."""
    client = signed_in()
    how = {"name": file.name, "media_type": "application/x-tar"}
    try:
        with file.open("rb") as content:
            seen = told(lambda: client.upload("/carried-files", content, **how))
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    if json:
        show_json(seen)
    else:
        for each in seen["items"]:
            typer.echo(f"{each['name']}\n  {each['sentence']} ({each['code']})")
    raise typer.Exit(0 if all(each["in_order"] for each in seen["items"]) else 1)


@carried_app.command("by-folder")
def by_folder(
    partner: Partner,
    by_line: Annotated[bool, typer.Option("--by-line", help="Let the line carry it.")] = False,
    json: Json = False,
) -> None:
    """Let a gateway's folder carry a link in place of the line, or the line again."""
    client, given = signed_in(), {"by_folder": not by_line}
    seen = told(lambda: client.post(at("links", partner.upper(), "by-folder"), given))
    if json:
        show_json(seen)
        return
    how = "a folder" if seen["by_folder"] else "the line"
    typer.echo(f"{seen['partner']} is carried by {how}.")
