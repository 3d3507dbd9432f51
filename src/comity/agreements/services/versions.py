"""Keeping a version of the register: its texts once, however many versions hold them."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from comity.agreements.models import InstrumentText, RegisterImport


def keep_version(texts: Mapping[str, str], *, digest: str, by: str, at: datetime) -> RegisterImport:
    """Store a version of the register as the one this node rules from.

    Args:
        texts: every file, by its path below the register folder.
        digest: SHA-256 (hex) over all files.
        by: who imported or approved it.
        at: aware UTC instant.
    """
    version = RegisterImport.objects.create(digest=digest, at=at, by=by)
    version.texts.set(_kept(texts))
    return version


def hold_register() -> None:
    """Let no other transaction make a version until this one has ended.

    A version consists of all texts: of two made at once, the later would undo the earlier.
    """
    RegisterImport.objects.select_for_update(no_key=True).order_by("pk").first()


def _kept(texts: Mapping[str, str]) -> list[InstrumentText]:
    """Return the rows of these texts, adding those that no earlier version held."""
    rows = [
        InstrumentText(path=path, digest=hashlib.sha256(text.encode()).hexdigest(), text=text)
        for path, text in texts.items()
    ]
    InstrumentText.objects.bulk_create(rows, ignore_conflicts=True)
    wanted = {(row.path, row.digest) for row in rows}
    stored = InstrumentText.objects.filter(digest__in=[row.digest for row in rows])
    return [row for row in stored if (row.path, row.digest) in wanted]
