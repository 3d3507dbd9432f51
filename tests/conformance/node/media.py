"""Media and the folder of a gateway, read and written by this node."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

from tests.conformance.node import laid  # isort: skip  starts Django, before models are read

from django.db import transaction

from comity.crypto.keys import NodeKeys
from comity.evidence.carrying import Took, sealed_files, take_sealed
from comity.exchange.carried import Became, exhibit_name, payload_digest_in
from comity.exchange.medium.writing import lay_ready
from comity.exchange.models import Link
from comity.exchange.services.by_folder import carry_by_folder
from comity.kernel.errors import ComityError
from comity.node.medium.carrying import Carrier
from comity.node.medium.folder import Folder
from comity.node.medium.gateway import Gateway
from comity.officers.terms import Viewer
from tests.conformance.node.checks import Told, base, text_of

__all__ = ["at_of", "bring", "bring_exhibits", "carry", "carry_exhibits", "laid", "look"]
IN_ORDER = {each.value for each in Became}


def bring(told: Told, *, keys: NodeKeys, code: str, at: datetime) -> Told:
    """Read files as from a medium, and say of each what became of it."""
    carrier, found = Carrier(code, keys, lambda: at), []
    with tempfile.TemporaryDirectory() as place:
        for each in told["files"]:
            (Path(place) / each["name"]).write_bytes(base(each["data"]))
        with Folder(Path(place)) as folder:
            for said in carrier.read(folder):
                code_of = "" if said.code in IN_ORDER else said.code
                found.append({"name": said.name, "code": code_of})
    return {"files": found}


def carry(*, keys: NodeKeys, at: datetime) -> Told:
    """Write what waits for the one partner there is."""
    ready = lay_ready(Link.objects.get().code, keys=keys, clock=lambda: at)
    files = [{"name": f.name, "data": text_of(b"".join(f.pieces()))} for f in ready.files]
    return {"files": files}


def look(told: Told, *, keys: NodeKeys, code: str, officer: Viewer, at: datetime) -> Told:
    """Go round the folders once."""
    link = Link.objects.get()
    if not link.by_folder:
        with transaction.atomic(durable=True):
            carry_by_folder(link.code, by_folder=True, officer=officer, at=at)
    Gateway(Path(told["root"]), code, keys, lambda: at).pass_once()
    return {}


def carry_exhibits(partner: str, *, at: datetime) -> Told:
    """Write the exhibits that a partner may have."""
    found = sealed_files(partner, since=at - timedelta(days=1))
    return {
        "files": [
            {"name": exhibit_name(e.payload_digest), "data": text_of(b"".join(e.pieces()))}
            for e in found
        ]
    }


def bring_exhibits(told: Told, *, keys: NodeKeys, clock: Callable[[], datetime]) -> Told:
    """Read sealed exhibits as from a medium."""
    found = []
    for each in told["files"]:
        raw = base(each["data"])
        try:
            digest = payload_digest_in(each["name"]) or ""
            took, _ = take_sealed(digest, BytesIO(raw), size=len(raw), keys=keys, clock=clock)
            code = "" if took in (Took.HELD, Took.HELD_ALREADY) else took.name
        except ComityError as refusal:
            code = refusal.code
        found.append({"name": each["name"], "code": code})
    return {"files": found}


def at_of(told: Told) -> datetime:
    return datetime.fromtimestamp(told["at"], tz=UTC)
