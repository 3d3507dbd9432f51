"""Fill one node: cases that were acted out, multiplied, and notes, until there is enough of both.

    python -m comity.node.django_start bench.pages_filling <requests> <messages> [verify]

Requests are spread over five years. What requests do not need of the messages are notes, as a
message type of some other package would be: those that come make one entry of the record each.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from bench.note_kind import NOTED, PERMISSION
from bench.pages_cases import act_out, set_stage
from bench.pages_channels import Record, Road, entry_of
from bench.pages_copies import CHANCE, Made, Sent, Template, new_id
from bench.pages_sink import put, quicken, row_of, settle
from bench.pages_texts import fill_texts
from comity.assistance.models import (
    Answer,
    Deadline,
    ReferenceCounter,
    Request,
    SearchKey,
    SearchText,
)
from comity.crypto.canonical import canonical_json
from comity.crypto.hashing import salted_digest
from comity.crypto.keys import NodeKeys
from comity.crypto.merkle import leaf_hash
from comity.exchange.envelope import instant_text, write_envelope
from comity.exchange.models import Inbound, Link, Outbound
from comity.exchange.parcel import size_in_parcel
from comity.exchange.terms import Direction, Envelope, InboundState, Reliance
from comity.exchange.verification import verify_channels
from comity.ledger.services import sign_checkpoint
from comity.ledger.terms import NODE, Act
from comity.ledger.verification import verify_ledger
from comity.officers.models import Officer

BEGINS = datetime(2022, 1, 3, 8, tzinfo=UTC)
ENDS = datetime(2026, 11, 18, 8, tzinfo=UTC)
IN_BLOCK = 1000
# References that were given out by acting stay theirs.
FIRST_NUMBER = 200
CHEAP = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_TEXT = "Consignment 7 has left; its papers follow by the usual way. " * 4


class Notes:
    """Notes to the partner and from it, each with an id and a salt of its own."""

    def __init__(self) -> None:
        self._body = canonical_json({"text": _TEXT})
        self._link = Link.objects.get(code="UA").pk
        self._rows = {model: self._written(model) for model in (Outbound, Inbound)}

    def add(self, made: Made, number: int, *, since: datetime, span: timedelta) -> None:
        """Add so many notes, half of them from the partner, in a span of time."""
        for each in range(number):
            at = (since + CHANCE.random() * span).replace(microsecond=0)
            if each % 2:
                made.outbound.append(self._note(Outbound, at))
                continue
            note = self._note(Inbound, at)
            made.inbound.append(note)
            facts: dict[str, str | int] = {"partner": "UA", "size": len(_TEXT)}
            made.entries.append(entry_of(Act(NOTED, note.row[3], NODE, "", at, facts)))

    def _written(self, model: type[Outbound | Inbound]) -> tuple[bytes, str, str]:
        ours = model is Outbound
        digest, identity = "d" * 64, new_id()
        envelope = Envelope(
            id=identity,
            type="bench.note",
            version=1,
            sender="US" if ours else "UA",
            recipient="UA" if ours else "US",
            under=Reliance(PERMISSION.under, PERMISSION.article, PERMISSION.terms_digest),
            conditions=(),
            answers=None,
            case="",
            recorded_at=BEGINS,
            exhibits=(),
            body_digest=digest,
            body_size=len(self._body),
        )
        return write_envelope(envelope), digest, identity

    def _note(self, model: type[Outbound | Inbound], at: datetime) -> Sent:
        raw, digest, identity = self._rows[model]
        told, salt = new_id(), CHANCE.randbytes(16)
        now = salted_digest(salt, self._body).hex()
        raw = raw.replace(digest.encode(), now.encode()).replace(identity.encode(), told.encode())
        raw = raw.replace(instant_text(BEGINS).encode(), instant_text(at).encode())
        leaf = leaf_hash(raw)
        shared = {"message_id": told, "type": "bench.note", "envelope": raw, "salt": salt}
        shared |= {"body": self._body, "leaf_hash": leaf}
        if model is Outbound:
            size = size_in_parcel(raw, self._body)
            out = Outbound(link_id=self._link, recorded_at=at, size_in_parcel=size, **shared)
            return Sent(at, row_of(out), leaf)
        handled = InboundState.HANDLED.value
        held = Inbound(index=0, held_at=at, handled_at=at, state=handled, **shared)
        return Sent(at, row_of(held), leaf)


def blocks(requests: int) -> Iterator[tuple[int, int, datetime, timedelta]]:
    """Yield begin and end of each block of requests, and the span of time it takes."""
    span = (ENDS - BEGINS) / requests
    for start in range(0, requests, IN_BLOCK):
        ends = min(start + IN_BLOCK, requests)
        yield start, ends, BEGINS + start * span, (ends - start) * span


def fill(requests: int, messages: int, *, verify: bool) -> None:
    """Make the tables, act, multiply; with `verify`, recompute record and channels at the end."""
    call_command("migrate", interactive=False, verbosity=0)
    quicken()
    keys, partner_keys = NodeKeys.generate("US"), NodeKeys.generate("UA")
    with override_settings(PASSWORD_HASHERS=CHEAP):
        stage = set_stage(Path(settings.HOME) / "blobs", keys, partner_keys)
    templates = [Template(case) for case in act_out(stage)]
    out = Road(Direction.OUT, sender=keys.sender, holder=partner_keys.holder)
    in_ = Road(Direction.IN, sender=partner_keys.sender, holder=keys.holder)
    with transaction.atomic(durable=True):
        # What acting queued takes its place in the log with the copies.
        Outbound.objects.all().delete()
        record = Record()
        _write(_all(template.originals() for template in templates), out, in_, record)
    _multiply(templates, requests, messages, out, in_, record)
    with transaction.atomic(durable=True):
        fill_texts()
    sign_checkpoint(keys.ledger, at=stage.now)
    settle([Request, Answer, Deadline, Outbound, Inbound, SearchText])
    if verify:
        record_told = verify_ledger(keys.ledger.public())
        assert record_told.whole, record_told.faults[:3]
        assert all(each.whole for each in verify_channels())


def _multiply(
    templates: list[Template], requests: int, messages: int, out: Road, in_: Road, record: Record
) -> None:
    desks = dict(Officer.objects.values_list("username", "pk"))
    weights, notes, numbers = [t.case.weight for t in templates], Notes(), Counter[str]()
    per_request, first = messages / requests, Request.objects.count() + 1
    for start, ends, since, span in blocks(requests):
        made = Made([], [], [], [], [], [], [])
        for key, template in enumerate(
            CHANCE.choices(templates, weights, k=ends - start), first + start
        ):
            began = since + (key - first - start) / (ends - start) * span
            stem = f"{'US-UA' if template.ours else 'UA-US'}-{began.year}"
            numbers[stem] += 1
            reference = f"{stem}-{FIRST_NUMBER + numbers[stem]:05}"
            template.copy(made, key=key, reference=reference, began=began, desks=desks)
        more = round((ends - start) * per_request) - len(made.outbound) - len(made.inbound)
        notes.add(made, max(more, 0), since=since, span=span)
        with transaction.atomic(durable=True):
            _write(made, out, in_, record)
        print(f"{ends} requests", file=sys.stderr)
    for stem, given in numbers.items():
        if stem.startswith("US"):
            ReferenceCounter.objects.update_or_create(
                partner="UA", year=int(stem[-4:]), defaults={"last": FIRST_NUMBER + given}
            )


def _write(made: Made, out: Road, in_: Road, record: Record) -> None:
    put(Request, made.requests)
    put(SearchKey, made.keys, skipped=1)
    put(Answer, made.answers)
    put(Deadline, made.deadlines, skipped=1)
    record.take([*made.entries, *out.take(made.outbound), *in_.take(made.inbound)])


def _all(each: Iterator[Made]) -> Made:
    whole = Made([], [], [], [], [], [], [])
    for made in each:
        whole.outbound += made.outbound
        whole.inbound += made.inbound
    return whole


if __name__ == "__main__":
    fill(int(sys.argv[1]), int(sys.argv[2]), verify="verify" in sys.argv)
