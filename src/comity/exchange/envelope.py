"""Envelopes as bytes: what is hashed and signed is what was written, never what was re-read.

An envelope is written once, in canonical form because that is the simplest form to write; readers
take any strict JSON, keep the raw bytes, and pass over fields they do not know.
"""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import cast

from comity.agreements.wording.citations import citation_from, cited_in_english
from comity.crypto.canonical import canonical_json
from comity.exchange.raw_json import Fields, Limits, read_object
from comity.exchange.refusals import JsonRefusedError, MessageFault, MessageRefusedError
from comity.exchange.terms import Envelope, ExhibitLine, Reliance
from comity.kernel.rulings import Condition
from comity.kernel.texts import one_clean_line

FORMAT = "message/1"
ENVELOPE_LIMITS = Limits(size=64 * 1024, depth=8)
BODY_LIMITS = Limits(size=1024 * 1024, depth=32)
MOST_EXHIBITS = 64
MOST_CONDITIONS = 64
LARGEST_EXHIBIT = 2**53 - 1

_FORMAT = re.compile(r"message/1")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_TYPE = re.compile(r"[a-z][a-z_]{0,39}(?:\.[a-z][a-z_]{0,39}){1,3}")
_CODE = re.compile(r"[A-Z]{2}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_WORD = re.compile(r"[a-z][a-z0-9_]{0,63}")
_LINE = one_clean_line(300)
_CASE = re.compile(r"[!-~]{0,64}")
_EXHIBIT = re.compile(r"[A-Za-z0-9_-]{1,64}")
# The same law comes message after message; a partner that makes up new ones fills no memory.
_LAWS_KEPT, _LONGEST_LAW_KEPT = 256, 4096
_laws: dict[str, tuple[Reliance | None, tuple[Condition, ...]]] = {}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z")


def write_envelope(envelope: Envelope) -> bytes:
    """Return the bytes of an envelope made here.

    Raises:
        MessageRefusedError: it could not be read back as the same envelope.
    """
    under = envelope.under
    values: dict[str, object] = {
        "comity": FORMAT,
        "id": envelope.id,
        "type": envelope.type,
        "version": envelope.version,
        "from": envelope.sender,
        "to": envelope.recipient,
        "under": None if under is None else _reliance_fields(under),
        "conditions": _conditions_fields(envelope.conditions),
        "answers": envelope.answers,
        "case": envelope.case,
        "recorded_at": instant_text(envelope.recorded_at),
        "exhibits": [_exhibit_fields(line) for line in envelope.exhibits],
        "body": {"digest": envelope.body_digest, "size": envelope.body_size},
    }
    raw = canonical_json(values)
    # Reading it here finds a wrong value while its writer is still there to mend it.
    _demand_readable(envelope, values, raw)
    return raw


def read_envelope(raw: bytes) -> Envelope:
    """Read an envelope; fields it does not know are left alone.

    Args:
        raw: the bytes that were hashed into the log.

    Raises:
        MessageRefusedError: it is not an envelope of this format; the cause and field are named.
    """
    try:
        return _read(Fields(read_object(raw, limits=ENVELOPE_LIMITS)))
    except JsonRefusedError as error:
        raise _malformed(error) from error


def _demand_readable(envelope: Envelope, values: Mapping[str, object], raw: bytes) -> None:
    """Raise when an envelope of ours could not be read back.

    Its values are looked at as a reader would after parsing: canonical JSON parses to what was
    written, so only what a reader asks of the text as a whole is left to ask. What it rests on and
    its conditions were looked at when their fields were made.
    """
    try:
        if len(raw) > ENVELOPE_LIMITS.size or b"\\u" in raw:
            read_object(raw, limits=ENVELOPE_LIMITS)
        _read(Fields(values), written=envelope)
    except JsonRefusedError as error:
        raise _malformed(error) from error


def _malformed(error: JsonRefusedError) -> MessageRefusedError:
    field = dict(error.facts).get("field", "")
    return MessageRefusedError(MessageFault.ENVELOPE_MALFORMED, cause=error.code, field=field)


def read_body(raw: bytes) -> Mapping[str, object]:
    """Read a body as strict JSON; its type's schema is checked by whoever knows the type.

    Raises:
        MessageRefusedError: it is not a JSON object, or too large or deep.
    """
    try:
        return read_object(raw, limits=BODY_LIMITS)
    except JsonRefusedError as error:
        raise MessageRefusedError(MessageFault.BODY_MALFORMED, cause=error.code) from error


def read_body_of(envelope: Envelope, raw: bytes) -> Mapping[str, object]:
    """Read the body that an envelope names, as `read_body` does.

    Raises:
        MessageRefusedError: it has another size than the envelope says, which stands in the leaf
            for ever, so that no other parcel could put it right; or as `read_body`.
    """
    if len(raw) != envelope.body_size:
        raise MessageRefusedError(MessageFault.BODY_INVALID, what="the size")
    return read_body(raw)


def instant_text(at: datetime) -> str:
    """Return an aware instant as the envelope writes it: UTC with a Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def _read(fields: Fields, *, written: Envelope | None = None) -> Envelope:
    """Return what an envelope's fields say; what was `written` here brings its law along."""
    fields.text("comity", _FORMAT)
    body = fields.inner("body")
    under, conditions = _law(fields) if written is None else (written.under, written.conditions)
    return Envelope(
        id=fields.text("id", _UUID),
        type=fields.text("type", _TYPE),
        version=fields.whole("version", least=1, most=999),
        sender=fields.text("from", _CODE),
        recipient=fields.text("to", _CODE),
        under=under,
        conditions=conditions,
        answers=fields.optional_text("answers", _UUID),
        case=fields.text("case", _CASE),
        recorded_at=_instant(fields, "recorded_at"),
        exhibits=tuple(_exhibit(e) for e in fields.each("exhibits", most=MOST_EXHIBITS)),
        body_digest=body.text("digest", _DIGEST),
        body_size=body.whole("size", least=0, most=BODY_LIMITS.size),
    )


def _law(fields: Fields) -> tuple[Reliance | None, tuple[Condition, ...]]:
    """Return what a message rests on and its conditions, read once for all that carry the same."""
    # As it is written: what differs in kind, as 1 and true do, differs there. An empty tuple is no
    # JSON, so that it stands for what is absent.
    told = repr([fields.values.get(name, ()) for name in ("under", "conditions")])
    known = _laws.get(told)
    if known is None:
        known = _under(fields), _conditions(fields)
        if len(told) <= _LONGEST_LAW_KEPT:
            if len(_laws) >= _LAWS_KEPT:
                _laws.clear()
            _laws[told] = known
    return known


def _instant(fields: Fields, name: str) -> datetime:
    try:
        return datetime.fromisoformat(fields.text(name, _INSTANT))
    except ValueError:
        raise fields.wrong(name) from None


def _under(fields: Fields) -> Reliance | None:
    under = fields.optional_inner("under")
    return None if under is None else _reliance(under)


def _conditions(fields: Fields) -> tuple[Condition, ...]:
    return tuple(_condition(each) for each in fields.each("conditions", most=MOST_CONDITIONS))


def _reliance(fields: Fields) -> Reliance:
    return Reliance(
        instrument=fields.text("instrument", _LINE),
        article=fields.text("article", _LINE),
        terms_digest=fields.text("terms", _DIGEST),
    )


# The same law carries message after message: its fields are made, and read back, once.
@lru_cache(maxsize=256)
def _reliance_fields(under: Reliance) -> dict[str, object]:
    fields: dict[str, object] = {
        "instrument": under.instrument,
        "article": under.article,
        "terms": under.terms_digest,
    }
    try:
        _under(Fields({"under": fields}))
    except JsonRefusedError as error:
        raise _malformed(error) from error
    return fields


@lru_cache(maxsize=256)
def _conditions_fields(conditions: tuple[Condition, ...]) -> list[dict[str, object]]:
    fields = [_condition_fields(condition) for condition in conditions]
    try:
        _conditions(Fields({"conditions": fields}))
    except JsonRefusedError as error:
        raise _malformed(error) from error
    return fields


def _condition(fields: Fields) -> Condition:
    facts = fields.optional_inner("facts")
    named = {} if facts is None else facts.values
    if len(named) > 32 or not all(isinstance(value, str) for value in named.values()):
        raise fields.wrong("facts")
    return Condition(
        code=fields.text("code", _WORD),
        cites=citation_from(fields.text("cites", _LINE)),
        facts=tuple(cast(Mapping[str, str], named).items()),
    )


def _condition_fields(condition: Condition) -> dict[str, object]:
    # As text: what a condition rests on is told in the sender's words.
    cites = cited_in_english(condition.cites)
    return {"code": condition.code, "cites": cites, "facts": dict(condition.facts)}


def _exhibit(fields: Fields) -> ExhibitLine:
    return ExhibitLine(
        id=fields.text("id", _EXHIBIT),
        payload_digest=fields.text("payload_digest", _DIGEST),
        size=fields.whole("size", least=0, most=LARGEST_EXHIBIT),
    )


def _exhibit_fields(line: ExhibitLine) -> dict[str, object]:
    return {"id": line.id, "payload_digest": line.payload_digest, "size": line.size}
