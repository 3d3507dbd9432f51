"""A proof of a day, checked with descriptors alone: no node, no database."""

from pathlib import Path
from typing import Any, NoReturn

import typer

from comity.exchange.day_proofs.checking import check_day_proof
from comity.exchange.day_proofs.proof import FORMAT, LIMIT, DayProofReport, Witness
from comity.exchange.descriptor import DESCRIPTOR_LIMIT, Descriptor, read_descriptor
from comity.interfaces.cli.answers import show_json
from comity.interfaces.cli.leaving import refuse
from comity.interfaces.sentences import sentence, sentence_of
from comity.kernel.errors import ComityError
from comity.ledger.exports.fields import object_in


def is_day_proof(file: Path) -> bool:
    """Tell whether a file says of itself that it is a proof of a day."""
    told = object_in(_read(file, limit=LIMIT))
    return told is not None and told.get("format") == FORMAT


def verify_day_proof(file: Path, *, partner: str, node: str, as_json: bool) -> NoReturn:
    """Check a proof of a day, say what was found, and leave with 0 when it holds.

    Args:
        file: the proof.
        partner: file with the descriptor of the administration that witnessed.
        node: file with the descriptor of the administration whose record it is; empty for none.
        as_json: tell it as data.
    """
    witness = Witness(_descriptor(partner), _descriptor(node) if node else None)
    report = check_day_proof(_read(file, limit=LIMIT), witness)
    if as_json:
        show_json(_as_json(report))
    else:
        typer.echo("\n".join(_in_words(report)))
    raise typer.Exit(0 if report.holds else 1)


def _in_words(report: DayProofReport) -> list[str]:
    if not report.holds:
        found = [sentence(code.value, facts) for code, facts in report.faults]
        return ["DOES NOT HOLD.", *(f"  {each}" for each in found)]
    assert report.witnessed_at is not None, "what holds was witnessed"
    lines = [
        f"HOLDS: entry {report.index} stood in {report.origin} by"
        f" {report.witnessed_at:%Y-%m-%d %H:%M:%S} UTC, when {report.partner} signed for the anchor"
        f" of {report.day}."
    ]
    if not report.vouched:
        lines.append("Whose record it is was not checked: give the node's descriptor with --node.")
    return lines + ([report.entry] if report.entry else ["The text of the entry was kept back."])


def _as_json(report: DayProofReport) -> dict[str, Any]:
    return {
        "holds": report.holds,
        "origin": report.origin,
        "index": report.index,
        "entry": report.entry,
        "partner": report.partner,
        "day": report.day,
        "witnessed_at": None if report.witnessed_at is None else report.witnessed_at.isoformat(),
        "vouched": report.vouched,
        "faults": [
            {"code": code.value, "facts": dict(facts), "sentence": sentence(code.value, facts)}
            for code, facts in report.faults
        ],
    }


def _descriptor(name: str) -> Descriptor:
    try:
        return read_descriptor(_read(Path(name), limit=DESCRIPTOR_LIMIT))
    except ComityError as error:
        refuse(f"{name}: {sentence_of(error)}")


def _read(file: Path, *, limit: int) -> bytes:
    """Return the beginning of a file: one byte more than any may have shows that it is longer."""
    try:
        with file.open("rb") as opened:
            return opened.read(limit + 1)
    except OSError as error:
        refuse(f"{file}: {error.strerror}")
