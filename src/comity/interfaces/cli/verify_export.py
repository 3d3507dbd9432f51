"""`comity verify-export`: checks what was taken out of a record: no node, no database."""

import re
from pathlib import Path
from typing import Annotated, Any

import typer

from comity.exchange.descriptor import DESCRIPTOR_LIMIT, read_descriptor
from comity.interfaces.cli.answers import Json, show_json
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.cli.verify_day_proof import is_day_proof, verify_day_proof
from comity.interfaces.sentences import sentence, sentence_of
from comity.kernel.errors import ComityError
from comity.ledger.exports.checking import check_export
from comity.ledger.exports.report import ExportReport, Pinned

_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def verify_export(
    file: Annotated[Path, typer.Argument(help="What was taken out of the record.")],
    key: Annotated[
        str,
        typer.Option(
            help="Fingerprint of the record's key, or a file: the node's descriptor; with a proof"
            " of a day, the descriptor of the partner that witnessed it."
        ),
    ],
    node: Annotated[
        str,
        typer.Option(help="With a proof of a day: the descriptor of the node it is of, if known."),
    ] = "",
    json: Json = False,
) -> None:
    """Check a part of a record offline, and say up to where it is whole and what was changed.

    A proof of a day is checked with the descriptor of the partner that witnessed it as `--key`.
    """
    if is_day_proof(file):
        verify_day_proof(file, partner=key, node=node, as_json=json)
    pinned = _pinned(key)
    try:
        with file.open("rb") as out:
            report = check_export(out, pinned)
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
    if json:
        show_json(_as_json(report))
    else:
        typer.echo("\n".join(_in_words(report)))
    raise typer.Exit(0 if report.whole else 1)


def _pinned(key: str) -> Pinned:
    """Return the key from elsewhere: a fingerprint, or the sender key of a descriptor."""
    typed = key.strip().lower()
    if _FINGERPRINT.fullmatch(typed):
        return Pinned(fingerprint=typed)
    try:
        with Path(key).open("rb") as descriptor:
            raw = descriptor.read(DESCRIPTOR_LIMIT + 1)
    except OSError as error:
        refuse(f"{key}: {error.strerror}")
    # A file that holds nothing but the fingerprint serves as well.
    noted = raw.strip().decode(errors="replace").lower()
    if _FINGERPRINT.fullmatch(noted):
        return Pinned(fingerprint=noted)
    try:
        return Pinned(sender=read_descriptor(raw).sender)
    except ComityError as error:
        refuse(f"{key}: {sentence_of(error)}")


def _in_words(report: ExportReport) -> list[str]:
    asked = "; ".join(f"{name}: {value}" for name, value in report.asked.items())
    chosen = asked or "the whole record"
    lines = [f"Taken out of {report.origin or '?'} by {report.made_by or '?'}: {chosen}"]
    if report.whole:
        lines.append(
            f"WHOLE: {report.entries} entries, up to entry {report.whole_upto}, stand in the record"
            f" as it was signed at {report.size} entries."
        )
        return lines
    upto = "not even its first entry" if report.whole_upto is None else f"{report.whole_upto}"
    lines.append(f"NOT WHOLE. Whole up to entry: {upto}. {report.entries} entries hold.")
    return lines + [f"  {sentence(fault.code, fault.facts)}" for fault in report.faults]


def _as_json(report: ExportReport) -> dict[str, Any]:
    return {
        "whole": report.whole,
        "origin": report.origin,
        "size": report.size,
        "entries": report.entries,
        "whole_up_to": report.whole_upto,
        "asked": dict(report.asked),
        "made_at": report.made_at,
        "made_by": report.made_by,
        "faults": [
            {
                "code": fault.code,
                "facts": dict(fault.facts),
                "sentence": sentence(fault.code, fault.facts),
            }
            for fault in report.faults
        ],
    }
