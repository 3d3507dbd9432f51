"""What people, rules and proofs read of the register. It has no viewer: the law is for all."""

import gc
import json
from datetime import date, datetime
from functools import lru_cache

from comity.agreements.models import InstrumentText, RegisterImport, SettlementRecord
from comity.agreements.queries.living_law import living_law
from comity.agreements.register_files import register_from_texts
from comity.agreements.terms import LivingLaw, Register, Settlement, settlement_from
from comity.database.composed import Question
from comity.kernel.errors import NotFoundError

# Asked by every act and every page that rules on one.
_NEWEST_IMPORT = Question(lambda: RegisterImport.objects.order_by("-at", "-pk")[:1])
_NEWEST_IMPORT_BY = Question(
    lambda at: RegisterImport.objects.filter(at__lte=at).order_by("-at", "-pk")[:1], datetime
)
_SETTLED = Question(lambda: SettlementRecord.objects.order_by("pk"))
_SETTLED_BY = Question(
    lambda at: SettlementRecord.objects.filter(at__lte=at).order_by("pk"), datetime
)


class RegisterNotImportedError(NotFoundError):
    """This node has no register yet."""

    code = "register_not_imported"


def current_register(at: datetime | None = None) -> Register:
    """Return the register with everything settled, as it stands or as it stood.

    What this node was ordered, was promised and found broken is part of it.

    Args:
        at: the instant asked about; None for now. What was imported or settled later is left out.

    Raises:
        RegisterNotImportedError: nothing had been imported by then.
    """
    versions = _NEWEST_IMPORT.all() if at is None else _NEWEST_IMPORT_BY.all(at)
    if not versions:
        raise RegisterNotImportedError
    settled = _SETTLED.all() if at is None else _SETTLED_BY.all(at)
    keys = tuple(_key(each) for each in settled)
    return _register(versions[0].digest, keys, living_law(at))


def register_mark() -> str:
    """Return what changes whenever the register, or anything settled, does; "" before both."""
    version = RegisterImport.objects.order_by("-at", "-pk").values_list("digest", flat=True).first()
    settled = SettlementRecord.objects.order_by("-pk").values_list("pk", flat=True).first()
    return f"{version or ''}.{settled or 0}"


def settlements_about(reference: str) -> list[Settlement]:
    """Return what was settled about an instrument, or own law, oldest first."""
    return [
        _settlement(record)
        for record in SettlementRecord.objects.filter(about=reference).order_by("pk")
    ]


def text_of(reference: str) -> str:
    """Return the register file of an instrument, as it was imported last; "" when there is none."""
    name = f"{reference.rpartition('/')[2]}.toml"
    version = RegisterImport.objects.order_by("-at", "-pk").first()
    if version is None:
        return ""
    found = version.texts.filter(path__endswith=f"/{name}").first()
    return found.text if found is not None else ""


_Key = tuple[str, str, date, str]


def _key(record: SettlementRecord) -> _Key:
    return record.about, record.by, record.on, json.dumps(record.stated, sort_keys=True)


@lru_cache(maxsize=4)
def _register(digest: str, settled: tuple[_Key, ...], living: LivingLaw | None) -> Register:
    """Build a register once per version, settlements and living law; all three are the key.

    A second process has its own copy and misses nothing: the key comes from the database.
    """
    settlements = (
        settlement_from(json.loads(stated), about=about, by=by, on=on)
        for about, by, on, stated in settled
    )
    register = _files(digest).with_settlements(settlements)
    return register if living is None else register.with_living_law(living)


@lru_cache(maxsize=2)
def _files(digest: str) -> Register:
    version = RegisterImport.objects.filter(digest=digest).order_by("-pk")[0]
    texts = InstrumentText.objects.filter(imports=version).values_list("path", "text")
    register = register_from_texts(dict(texts))
    # It stays for as long as this process. A collector that walks over thousands of agreements
    # finds nothing there, and holds up whoever's page it falls into for a tenth of a second.
    gc.freeze()
    return register


def _settlement(record: SettlementRecord) -> Settlement:
    return settlement_from(record.stated, about=record.about, by=record.by, on=record.on)
