"""Acts on the register: import a reviewed version, settle what it leaves open."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from comity.agreements.duties import SETTLE
from comity.agreements.models import RegisterImport, SettlementRecord
from comity.agreements.queries import current_register
from comity.agreements.register_files import read_folder, register_from_texts
from comity.agreements.rules import problems_in_settlement
from comity.agreements.rules.citations import subject_of
from comity.agreements.services.merging import Merge, forget_edits, merge
from comity.agreements.services.versions import hold_register, keep_version
from comity.agreements.terms import (
    REGISTER_IMPORTED,
    REGISTER_SETTLED,
    Register,
    Settlement,
    settlement_data,
)
from comity.agreements.terms.editing import REGISTER_MERGED
from comity.kernel.codes import CountryCode
from comity.kernel.errors import InvalidDraftError
from comity.ledger.services import append
from comity.ledger.terms import FieldValue
from comity.officers.terms import Viewer, demand_role


def import_register(
    folder: Path, *, by: str, at: datetime, replace_edits: bool = False
) -> Register:
    """Import the register files of a folder as the version this node rules from.

    All files are read and checked first: a version with one fault is not imported at all. A
    version that is already the current one is not imported again, and leaves no entry. Files that
    were changed here keep their changes, unless the folder moved on under them.

    Args:
        folder: the reviewed files.
        by: who imports.
        at: aware UTC instant.
        replace_edits: let the folder win over every change made here.

    Returns:
        The register as the files have it, without settlements.

    Raises:
        RegisterFileError: some files are refused; it names every fault.
        RegisterConflictError: the folder brings other texts for files that were changed here.
    """
    hold_register()
    current = RegisterImport.objects.order_by("-at", "-pk").first()
    here = dict(current.texts.values_list("path", "text")) if current is not None else {}
    merged = merge(read_folder(folder), here, replace_edits=replace_edits)
    register = register_from_texts(merged.texts)
    forget_edits(merged)
    if current is not None and current.digest == register.digest:
        return register
    keep_version(merged.texts, digest=register.digest, by=by, at=at)
    _record_import(merged, digest=register.digest, by=by, at=at)
    return register


def settle(settlement: Settlement, *, officer: Viewer, at: datetime) -> SettlementRecord:
    """Settle one thing the register leaves open; every ground resting on it will say so.

    Args:
        settlement: what is stated, with its source. Who and when are taken from the act itself.
        officer: an officer of the treaty desk.
        at: aware UTC instant.

    Returns:
        The stored settlement.

    Raises:
        NotAllowedError: the officer does not sit at the treaty desk.
        InvalidDraftError: something is missing or impossible; every problem is named.
        RegisterNotImportedError: this node has no register yet.
    """
    demand_role(officer, SETTLE.roles)
    settlement = replace(settlement, by=officer.name, on=at.date())
    if problems := problems_in_settlement(current_register(), settlement):
        raise InvalidDraftError(problems)
    record = SettlementRecord.objects.create(
        about=settlement.about,
        matter=settlement.matter,
        stated=settlement_data(settlement),
        by=settlement.by,
        on=settlement.on,
        at=at,
    )
    append(
        REGISTER_SETTLED,
        about=settlement.about,
        by=officer.name,
        agency=officer.agency,
        at=at,
        matter=settlement.matter.value,
        code=_code(settlement),
        subject=subject_of(settlement),
        agreement=_title(current_register(), settlement),
        states=settlement.states,
        source=settlement.source,
    )
    return record


def _record_import(merged: Merge, *, digest: str, by: str, at: datetime) -> None:
    told: dict[str, FieldValue] = {"digest": digest, "files": len(merged.texts)}
    event = REGISTER_IMPORTED
    if merged.touches_edits:
        event = REGISTER_MERGED
        told |= {"kept": list(merged.kept), "replaced": list(merged.replaced)}
    append(event, about="register", by=by, agency="", at=at, **told)


def _code(settlement: Settlement) -> str:
    named = settlement.provision or settlement.event or settlement.party or settlement.matter
    return str(named)


def _title(register: Register, settlement: Settlement) -> str:
    """Return the name of the agreement, or of the own law, that a settlement is about."""
    if register.has(settlement.about):
        return register.instrument(settlement.about).short_title
    country = CountryCode(settlement.about.removeprefix("domestic/").upper())
    law = register.own_law(country)
    return law.title if law is not None else f"Own law of {country.english_name}"
