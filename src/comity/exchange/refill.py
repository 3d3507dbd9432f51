"""Asking a partner for what travelled between the two, and its answer, as bytes. Pure.

The question is a signed note, as a head is; nobody else can ask. The answer holds one stretch of
one log, up to a head that its sender signed, with the receipt of its holder: whoever asks verifies
both before anything of it is stored, and so trusts nothing that it did not once sign or receipt.
Protocol: CX-1, §10.
"""

import re
import struct
from dataclasses import dataclass
from datetime import UTC, datetime

from comity.crypto.age import seal_bytes
from comity.crypto.errors import SignatureRefusedError
from comity.crypto.hashing import SALT_SIZE
from comity.crypto.notes import parse
from comity.exchange.channel import Origin, read_origin
from comity.exchange.parcel import MOST_PARCEL, Content, Message, packed
from comity.exchange.receipt import RECEIPT_LIMIT
from comity.exchange.refusals import EpochFault, EpochRefusedError, ParcelRefusedError

ASK_LIMIT = 8 * 1024
MOST_ANSWER = MOST_PARCEL + RECEIPT_LIMIT
REFILL_TYPE = "application/vnd.comity.refill"
NO_SALT = bytes(SALT_SIZE)
"""In place of the salt of a message whose body was destroyed: its envelope alone comes back."""

_SIZE = struct.Struct(">I")
_TEXT = re.compile(
    r"comity/refill/1\n"
    r"from (?P<asker>[A-Z]{2}) to (?P<asked>[A-Z]{2})\n"
    r"log (?P<log>[!-~]{1,100})\n"
    r"start (?P<start>0|[1-9][0-9]{0,14})\n"
    r"run (?P<run>[0-9a-f]{32})\n"
    r"at (?P<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\n"
)


@dataclass(frozen=True, slots=True)
class Ask:
    """A question for what was lost.

    Attributes:
        asker: code of the administration that asks.
        asked: code of the one that is asked.
        log: the log that is asked for; either of the two wrote it.
        start: size from which it is wanted.
        run: of the recovery, so that the asked side records one and not each of its questions.
        at: when it was signed, to the second.
    """

    asker: str
    asked: str
    log: Origin
    start: int
    run: str
    at: datetime

    def text(self) -> bytes:
        """Return what is signed."""
        at = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        lines = (
            "comity/refill/1",
            f"from {self.asker} to {self.asked}",
            f"log {self.log.line()}",
            f"start {self.start}",
            f"run {self.run}",
            f"at {at}",
        )
        return "".join(f"{line}\n" for line in lines).encode()


@dataclass(frozen=True, slots=True)
class Stretch:
    """An answer before anything in it is verified.

    Attributes:
        head: the head of the log at its end.
        receipt: its holder's receipt for that head.
        sealed: the messages, sealed to whoever asked.
    """

    head: bytes
    receipt: bytes
    sealed: bytes


def claimed_ask(raw: bytes) -> Ask:
    """Return what a question says. Nothing is verified yet.

    Raises:
        EpochRefusedError: it is no question.
    """
    try:
        text = parse(raw, limit=ASK_LIMIT).text.decode()
    except (SignatureRefusedError, UnicodeDecodeError) as error:
        raise EpochRefusedError(EpochFault.ASK_MALFORMED, part="the note") from error
    found = _TEXT.fullmatch(text)
    if found is None:
        raise EpochRefusedError(EpochFault.ASK_MALFORMED, part="the text")
    try:
        log, at = read_origin(found["log"]), datetime.fromisoformat(found["at"])
    except (ParcelRefusedError, ValueError) as error:
        raise EpochRefusedError(EpochFault.ASK_MALFORMED, part="the log or the time") from error
    return Ask(found["asker"], found["asked"], log, int(found["start"]), found["run"], at)


def write_stretch(head: bytes, receipt: bytes, content: Content, *, recipient: bytes) -> bytes:
    """Return an answer.

    Args:
        head: the head of the log at the end of the stretch.
        receipt: its holder's receipt for that head.
        content: the messages; those whose body was destroyed have no salt and no body.
        recipient: the sealing key of whoever asked.
    """
    filled = tuple(
        message if message.salt else Message(message.envelope, NO_SALT, b"")
        for message in content.messages
    )
    sealed = seal_bytes(packed(Content(content.start, filled)), (recipient,))
    return _SIZE.pack(len(head)) + head + _SIZE.pack(len(receipt)) + receipt + sealed


def read_stretch(raw: bytes) -> Stretch:
    """Read an answer.

    Raises:
        EpochRefusedError: it is not in form.
    """
    head, rest = _part(raw)
    receipt, sealed = _part(rest)
    return Stretch(head, receipt, sealed)


def is_erased(message: Message) -> bool:
    """Tell whether a message came back as an envelope only."""
    return message.salt == NO_SALT and not message.body


def _part(raw: bytes) -> tuple[bytes, bytes]:
    if len(raw) < _SIZE.size:
        raise EpochRefusedError(EpochFault.ANSWER_MALFORMED, part="a size")
    size = _SIZE.unpack_from(raw)[0]
    if size > RECEIPT_LIMIT or _SIZE.size + size > len(raw):
        raise EpochRefusedError(EpochFault.ANSWER_MALFORMED, part="a note")
    return raw[_SIZE.size : _SIZE.size + size], raw[_SIZE.size + size :]
