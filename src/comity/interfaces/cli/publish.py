"""`comity register publish`: the public part of the register as plain files."""

import json as json_module
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.legal_input import day, register_at
from comity.interfaces.maps import BoundariesFileError, boundaries_at
from comity.interfaces.sentences import sentence_of
from comity.kernel.languages import LANGUAGES


def publish(
    folder: Annotated[Path, typer.Argument(help="Missing, empty, or made by an earlier call.")],
    *,
    on: Annotated[str, typer.Option("--on", help="The day; today when not given.")] = "",
    base_url: Annotated[
        str, typer.Option("--base-url", help="Where it will be served, for feed and data.")
    ] = "",
    title: Annotated[
        str, typer.Option("--title", help="The name of the register.")
    ] = "Register of customs agreements",
    publisher: Annotated[
        str, typer.Option("--publisher", help="Who publishes it.")
    ] = "A customs administration",
    language: Annotated[
        str, typer.Option("--language", help="Of its pages, as `comity languages` lists them.")
    ] = "en",
    boundaries: Annotated[
        Path | None, typer.Option("--boundaries", help="Another boundary file for the maps.")
    ] = None,
    register: Annotated[
        Path | None, typer.Option("--register", help="Folder of register files.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON instead of words.")] = False,
) -> None:
    """Write what is marked public as pages, feed and data; nothing else ever leaves."""
    # Only here, so that the other verbs of the law answer without Django.
    from comity.interfaces.public import Edition, NotOurFolderError, publish

    if language not in LANGUAGES:
        refuse(f"--language: “{language}” is not one of: {', '.join(LANGUAGES)}")
    edition = Edition(
        title=_named(title, option="--title"),
        publisher=_named(publisher, option="--publisher"),
        on=day(on),
        language=language,
        base_url=_address(base_url),
    )
    held = register_at(register)
    try:
        number = publish(held, folder, edition=edition, boundaries=boundaries_at(boundaries))
    except (NotOurFolderError, BoundariesFileError) as error:
        refuse(sentence_of(error))
    except OSError as error:
        refuse(f"{folder}: {error.strerror or error}")
    if json:
        told = {"folder": str(folder), "instruments": number, "as_of": edition.on.isoformat()}
        typer.echo(json_module.dumps(told, indent=2, ensure_ascii=False))
        return
    kept_back = len(held.files) - number
    typer.echo(
        f"{folder}: {number} agreements, as of {edition.on.isoformat()}; "
        f"{kept_back} not marked public were left out"
    )


def _named(text: str, *, option: str) -> str:
    if not text.strip() or not text.isprintable():
        refuse(f"{option}: give a name in one line")
    return text.strip()


def _address(text: str) -> str:
    if not text:
        return ""
    address = urlsplit(text)
    if address.scheme not in {"http", "https"} or not address.netloc:
        refuse(f"--base-url: “{text}” is not an address; write it as https://example.org/register/")
    if address.query or address.fragment:
        refuse("--base-url: an address without “?” and “#” is needed")
    return text if text.endswith("/") else f"{text}/"
