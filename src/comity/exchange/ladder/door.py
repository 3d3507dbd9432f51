"""What a partner's door says: who it is, what time it is there, which protocol and keys it has.

The connection is the worker's own kind: it trusts what the descriptor pins and nothing else.
"""

import http.client
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from comity.exchange.connection import Answer, PinnedConnection, ask
from comity.exchange.descriptor import (
    DESCRIPTOR_LIMIT,
    PROTOCOL,
    Descriptor,
    Trust,
    read_descriptor,
)
from comity.exchange.ladder.rungs import Bounds, Rung, fault, good, watch
from comity.exchange.ladder.way import certificate_not_vouched
from comity.exchange.refusals import LinkFault, LinkRefusedError, TransportError
from comity.kernel.checks import Check, Side, Tone, instant_in_words
from comity.kernel.errors import Problem

_NOT_COMITY = frozenset({LinkFault.DESCRIPTOR_MALFORMED, LinkFault.DESCRIPTOR_SIGNATURE_WRONG})


class SilentDoorError(Exception):
    """The door gave no answer that could be read; carries what is told of it."""

    def __init__(self, found: Check) -> None:
        self.found = found
        super().__init__(found.code)


@dataclass(frozen=True, slots=True)
class Conversation:
    """One connection to the door of one partner.

    Attributes:
        connection: to the pinned door.
        descriptor: the pinned one.
        now: what time it is here.
        in_force: the pinned one with the keys that were introduced since in their place.
    """

    connection: PinnedConnection
    descriptor: Descriptor
    now: Callable[[], datetime]
    in_force: Descriptor | None = None

    def ask(self, method: str, path: str, body: bytes | None, limit: int, kind: str = "") -> Answer:
        """Make one request.

        Raises:
            SilentDoorError: there was no answer, or none in form.
        """
        headers = {"Content-Type": kind} if kind else {}
        partner = self.descriptor.code
        try:
            return ask(self.connection, method, path, body, headers, limit)
        except TransportError as error:
            not_pinned = fault(
                Rung.CERTIFICATE,
                "ladder_certificate_not_pinned",
                Side.PARTNER,
                partner=partner,
                host=self.connection.host,
            )
            raise SilentDoorError(not_pinned) from error
        except ssl.SSLCertVerificationError as error:
            found = certificate_not_vouched(self.descriptor, error.verify_message)
            raise SilentDoorError(found) from error
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            silent = fault(
                Rung.DOOR, "ladder_door_silent", Side.PARTNER, partner=partner, reason=reason
            )
            raise SilentDoorError(silent) from error


def climb_door(conversation: Conversation, *, bounds: Bounds) -> Iterator[Check]:
    """Yield what is found from the certificate to the keys, up to the first rung that is broken."""
    descriptor = conversation.descriptor
    try:
        answer = conversation.ask("GET", "/descriptor", None, DESCRIPTOR_LIMIT)
    except SilentDoorError as silent:
        yield silent.found
        return
    told = "ladder_certificate_pinned"
    if descriptor.trust is Trust.AUTHORITY:
        told = "ladder_certificate_vouched"
    yield good(Rung.CERTIFICATE, told, partner=descriptor.code)
    if answer.status != http.client.OK:
        yield _failing(descriptor, answer.status)
        return
    yield from _climb_descriptor(conversation, answer, bounds=bounds)


def _climb_descriptor(
    conversation: Conversation, answer: Answer, *, bounds: Bounds
) -> Iterator[Check]:
    pinned, clock = conversation.descriptor, _clock(conversation, answer, bounds=bounds)
    try:
        shown = read_descriptor(answer.body)
    except LinkRefusedError as refused:
        if refused.fault in _NOT_COMITY:
            cause = Problem(refused.code, facts=refused.facts)
            yield fault(
                Rung.DOOR, "ladder_door_not_comity", Side.PARTNER, cause, partner=pinned.code
            )
            return
        yield good(Rung.DOOR, "ladder_door_answers", partner=pinned.code)
        yield clock
        yield _of_protocol(pinned.code, dict(refused.facts).get("found", ""))
        return
    yield good(Rung.DOOR, "ladder_door_answers", partner=pinned.code)
    yield clock
    yield good(Rung.PROTOCOL, "ladder_protocol_shared", protocol=PROTOCOL)
    yield judge_keys(pinned, shown, in_force=conversation.in_force or pinned)


def judge_keys(pinned: Descriptor, shown: Descriptor, *, in_force: Descriptor) -> Check:
    """Return whether a door's descriptor names the keys that count.

    Args:
        pinned: the descriptor that was compared.
        shown: what the door shows.
        in_force: the pinned one, with keys introduced since in the place of those they replace.
    """
    if shown.code != pinned.code:
        return fault(
            Rung.KEYS, "ladder_door_of_another", Side.BOTH, partner=pinned.code, shown=shown.code
        )
    pairs = {
        "sender": (in_force.sender.digest(), shown.sender.digest()),
        "holder": (in_force.holder.digest(), shown.holder.digest()),
        "sealing": (in_force.sealing, shown.sealing),
    }
    others = [name for name, (ours, theirs) in pairs.items() if ours != theirs]
    if others:
        return fault(
            Rung.KEYS,
            "ladder_keys_differ",
            Side.BOTH,
            partner=pinned.code,
            keys=", ".join(others),
        )
    if shown.text != pinned.text and not _only_keys_turned(pinned, shown, in_force):
        return watch(Rung.KEYS, "ladder_descriptor_newer", Side.BOTH, partner=pinned.code)
    return good(Rung.KEYS, "ladder_keys_pinned", partner=pinned.code)


def _only_keys_turned(pinned: Descriptor, shown: Descriptor, in_force: Descriptor) -> bool:
    """Tell whether a newer descriptor says nothing new but the keys that were introduced."""
    if in_force == pinned:
        return False
    kept = (pinned.address, pinned.certificate, pinned.trust, pinned.name, pinned.agencies)
    return kept == (shown.address, shown.certificate, shown.trust, shown.name, shown.agencies)


def _failing(descriptor: Descriptor, status: int) -> Check:
    code = _FAILING.get(status, "ladder_door_not_comity")
    return fault(Rung.DOOR, code, Side.PARTNER, partner=descriptor.code, status=status)


_FAILING = {
    http.HTTPStatus.INSUFFICIENT_STORAGE.value: "ladder_disk_full_there",
    http.HTTPStatus.SERVICE_UNAVAILABLE.value: "ladder_door_failing",
}


def _clock(conversation: Conversation, answer: Answer, *, bounds: Bounds) -> Check:
    here, partner = conversation.now(), conversation.descriptor.code
    try:
        there = parsedate_to_datetime(answer.date)
    except (TypeError, ValueError):
        return Check(Rung.CLOCK.value, Tone.UNTRIED, "ladder_clock_not_told")
    there = there.replace(tzinfo=UTC) if there.tzinfo is None else there
    apart = abs(there - here)
    facts = {
        "partner": partner,
        "there": instant_in_words(there),
        "here": instant_in_words(here),
        "minutes": str(int(apart.total_seconds() // 60)),
    }
    if apart > bounds.clock_skew:
        return fault(Rung.CLOCK, "ladder_clock_skewed", Side.BOTH, None, **facts)
    return good(Rung.CLOCK, "ladder_clock_agrees", **facts)


def _of_protocol(partner: str, found: str) -> Check:
    """Say which of the two nodes is too old, as far as the versions told can be compared."""
    theirs = [_version(each) for each in found.split(", ")]
    newer = max(theirs, default=0) > _version(PROTOCOL)
    return fault(
        Rung.PROTOCOL,
        "ladder_own_protocol_too_old" if newer else "ladder_partner_too_old",
        Side.HERE if newer else Side.PARTNER,
        partner=partner,
        found=found,
        expected=PROTOCOL,
    )


def _version(protocol: str) -> int:
    family, _, number = protocol.partition("/")
    known = family == PROTOCOL.partition("/")[0] and number.isdecimal() and len(number) < 6
    return int(number) if known else 0
