"""Print the error catalogue of the exchange: `python -m tools.print_errors`.

Codes, statuses, sentences and facts come from the source; what the sender does next stands here,
and a test fails when a code has no such word, or when the printed page is stale.
"""

import os
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from http import HTTPStatus
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comity.node.settings")

from comity.agreements.terms.countersigning_errors import TermsFault
from comity.assistance.terms.errors import ExhibitsDifferError
from comity.crypto import errors as crypto
from comity.evidence.terms import DigestDiffersError, SizesDisagreeError, WrongSizeError
from comity.exchange.refusals import (
    EpochFault,
    HaltCause,
    JsonFault,
    KeyFault,
    LinkFault,
    MessageFault,
    ParcelFault,
)
from comity.interfaces.peer.answers import EPOCH_STATUS, STATUS
from comity.interfaces.sentences import SENTENCES
from comity.interfaces.storage import STATUS as STORAGE_STATUS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "protocol" / "errors.md"
_FACT = re.compile(r"\{(\w+)\}")

CONTINUE = "Sends the same log again, from the size in `expected`."
AGAIN = "Waits, longer each time up to a minute, and sends the same log again."
PERSON = "Waits and sends again, but a person must act first."
SETTLES = "Marks nothing delivered, and asks again."
SETTLES_PART = "Marks delivered what it covers, and posts the parcel again."

NEXT: Mapping[ParcelFault, str] = {
    ParcelFault.HEAD_TOO_LONG: PERSON,
    ParcelFault.HEAD_MALFORMED: PERSON,
    ParcelFault.SENDER_UNKNOWN: PERSON,
    ParcelFault.SIGNATURE_MISSING: PERSON,
    ParcelFault.SIGNATURE_WRONG: PERSON,
    ParcelFault.KEY_ENDED: PERSON,
    ParcelFault.OTHER_RECIPIENT: PERSON,
    ParcelFault.OTHER_LINK: PERSON,
    ParcelFault.LINK_SUSPENDED: AGAIN,
    ParcelFault.SUITE_RETIRED: PERSON,
    ParcelFault.EPOCH_CLOSED: PERSON,
    ParcelFault.EPOCH_UNKNOWN: PERSON,
    ParcelFault.EPOCH_NOT_OPENED: PERSON,
    ParcelFault.TOO_LARGE: PERSON,
    ParcelFault.TOO_SLOW: AGAIN,
    ParcelFault.GAVE_WAY: AGAIN,
    ParcelFault.TOO_OFTEN: AGAIN,
    ParcelFault.TRUNCATED: AGAIN,
    ParcelFault.SEALED_TO_ANOTHER: PERSON,
    ParcelFault.SEAL_BROKEN: AGAIN,
    ParcelFault.CONTENT_MALFORMED: PERSON,
    ParcelFault.TOO_MANY_MESSAGES: PERSON,
    ParcelFault.GAP: CONTINUE,
    ParcelFault.OVERLAP: CONTINUE,
    ParcelFault.ROOT_DIFFERS: AGAIN,
    ParcelFault.BODY_DIFFERS: AGAIN,
    ParcelFault.FORK: PERSON,
    ParcelFault.RECEIPT_MALFORMED: SETTLES,
    ParcelFault.RECEIPT_SIGNATURE_WRONG: SETTLES,
    ParcelFault.RECEIPT_KEY_ENDED: SETTLES,
    ParcelFault.RECEIPT_OTHER_CHANNEL: SETTLES,
    ParcelFault.RECEIPT_COVERS_LESS: SETTLES_PART,
}
# What the doors answer beside: code, status, what it says, its facts, and what the caller does.
DOORS: tuple[tuple[str, HTTPStatus, str, tuple[str, ...], str], ...] = (
    ("no_such_address", HTTPStatus.NOT_FOUND, "Nothing is here.", (), "Asks no more."),
    (
        "exhibit_not_offered",
        HTTPStatus.NOT_FOUND,
        "The capability is unknown, worn out or malformed; which of them is not told.",
        (),
        "Asks again later, longer each time.",
    ),
    (
        "range_not_satisfiable",
        HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
        "The exhibit has fewer bytes.",
        ("total",),
        "Asks again later, longer each time.",
    ),
    (
        "door_failed",
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The node could not take this now; nothing is held of it.",
        (),
        AGAIN,
    ),
    ("disk_full", STORAGE_STATUS["disk_full"], "The node cannot write now.", (), AGAIN),
    ("disk_read_only", STORAGE_STATUS["disk_read_only"], "The node cannot write now.", (), AGAIN),
)
REFILLS: Mapping[EpochFault, str] = {
    EpochFault.ASK_MALFORMED: "Asks no more, and a person must act.",
    EpochFault.ASK_OLD: "Sets its clock, and asks with the time of then.",
    EpochFault.TOO_OFTEN: "Waits, longer each time, and asks again.",
    EpochFault.ENDS: "Has all that is held of this log; asks on in the epoch that is told.",
}
# Codes of `message.refused` for the messages of the link, and of exhibits; and their sections.
OF_THE_LINK: tuple[tuple[str, Iterable[StrEnum | str]], ...] = (
    (
        "§11",
        (
            KeyFault.MALFORMED,
            KeyFault.NOT_POSSESSED,
            KeyFault.OTHER_STATEMENT,
            KeyFault.KNOWN,
            KeyFault.UNKNOWN,
            KeyFault.TOO_MANY,
            KeyFault.LAST,
            KeyFault.OUT_OF_RANGE,
            LinkFault.NOTICES_TOO_MANY,
        ),
    ),
    ("§10", (EpochFault.OPENING_MISPLACED,)),
    ("§9", tuple(TermsFault)),
    ("§8", (ExhibitsDifferError.code,)),
)
# What a node finds by itself, and says to its own people alone.
FOUND: tuple[tuple[str, Iterable[StrEnum | str]], ...] = (
    (
        "descriptor, link (§1, §2)",
        (
            LinkFault.DESCRIPTOR_MALFORMED,
            LinkFault.DESCRIPTOR_SIGNATURE_WRONG,
            LinkFault.DESCRIPTOR_PROTOCOL_UNKNOWN,
            LinkFault.SUITE_RETIRED,
        ),
    ),
    ("notice of one's own (§11)", (LinkFault.DAY_PASSED, LinkFault.DAY_TOO_FAR)),
    ("channel out (§7)", tuple(HaltCause)),
    (
        "answer of a refill (§10)",
        (EpochFault.ANSWER_MALFORMED, EpochFault.ANSWER_DIFFERS),
    ),
    (
        "exhibit (§8)",
        (
            SizesDisagreeError.code,
            WrongSizeError.code,
            crypto.SealHeaderMalformedError.code,
            crypto.NotForThisKeyError.code,
            crypto.SealHeaderAlteredError.code,
            crypto.PayloadAlteredError.code,
            crypto.PayloadTruncatedError.code,
            crypto.SealTooLargeError.code,
            DigestDiffersError.code,
        ),
    ),
)
OPENINGS = (
    EpochFault.OPENING_WRONG,
    EpochFault.CLOSES_UNKNOWN,
    EpochFault.RECEIPT_NOT_OURS,
    EpochFault.ROOT_NOT_HELD,
)
RECEIPTS = tuple(fault for fault in ParcelFault if fault.value.startswith("receipt_"))


def page() -> str:
    """Return the whole page."""
    return "\n".join((_BEGINNING, *_problems(), *_receipts(), *_messages(), *_found(), ""))


_BEGINNING = """# CX-1: errors

Printed from the source by `python -m tools.print_errors`; do not edit.

A door answers what it does not take as `application/problem+json` (RFC 9457). `type` is
`urn:comity:problem:<code>`, `title` the sentence with its facts, `status` the HTTP status, and two
members are our own: `code`, which is stable and never given another meaning, and `facts`, an object
of texts. A reader goes by `code` and passes over members it does not know; a code it does not know
it treats as one of the same status. No problem is signed, so nothing is settled, halted or given up
for one. `{fact}` stands for the fact of that name."""


def _problems() -> Iterable[str]:
    yield "\n## Problems of the doors\n"
    yield from _table(
        ("Code", "Status", "Meaning", "Facts", "What the sender does next"),
        (
            *(
                (f"`{each.value}`", _status(STATUS[each]), *_told(each), NEXT[each])
                for each in ParcelFault
                if each not in RECEIPTS
            ),
            *(
                (f"`{code}`", _status(status), meaning, _names(facts), then)
                for code, status, meaning, facts, then in DOORS
            ),
            *(
                (f"`{each.value}`", _status(EPOCH_STATUS[each]), *_told(each), then)
                for each, then in REFILLS.items()
            ),
            (
                f"`{LinkFault.OWN_DESCRIPTOR_MISSING.value}`",
                _status(HTTPStatus.NOT_FOUND),
                *_told(LinkFault.OWN_DESCRIPTOR_MISSING),
                "Asks again later.",
            ),
        ),
    )


def _receipts() -> Iterable[str]:
    yield "\n## Answers that are no receipt\n"
    yield (
        "What the sender finds in the answer of a door; it says so to its own officers, not to "
        "the partner.\n"
    )
    yield from _table(
        ("Code", "Meaning", "Facts", "What the sender does next"),
        ((f"`{each.value}`", *_told(each), NEXT[each]) for each in RECEIPTS),
    )


def _messages() -> Iterable[str]:
    yield "\n## Codes of `message.refused`\n"
    yield (
        "A message that is held and refused carries one of these back, or a code of the package "
        "that keeps its type ([all codes](../reference/codes.md)). The refused message stays in "
        "the log of both; its sender shows the refusal beside it and sends nothing again by "
        "itself.\n"
    )
    kept = {MessageFault.NOT_SET_ASIDE, MessageFault.HANDLER_FAILED, MessageFault.TOO_LARGE}
    yield from _table(
        ("Code", "Meaning", "Facts"),
        ((f"`{each.value}`", *_told(each)) for each in MessageFault if each not in kept),
    )
    yield "\nOf messages of the link, of keys, epochs and terms, and of what names exhibits:\n"
    yield from _table(("Code", "Section", "Meaning", "Facts"), _by_section(OF_THE_LINK))
    yield "\n## Causes within them\n"
    yield (
        "The fact `cause` of `message_envelope_malformed`, `message_body_malformed` and "
        "`descriptor_malformed`; the last has `note_malformed` where it is no signed note, and "
        "`note_too_long` where it is larger than that may be. `field` "
        "is the path of the field where one is at fault, else empty. What `message_body_invalid` "
        "finds by a schema it tells in `what`, in words that nothing rests on.\n"
    )
    yield from _table(
        ("Cause", "Meaning"), ((f"`{each.value}`", _told(each)[0]) for each in JsonFault)
    )
    yield (
        "\nThe fact `cause` of `parcel_epoch_not_opened`: one of these, or the `message_…` code of "
        "the check that the first message does not pass.\n"
    )
    yield from _table(
        ("Cause", "Meaning"), ((f"`{each.value}`", _told(each)[0]) for each in OPENINGS)
    )


def _found() -> Iterable[str]:
    yield "\n## What a node finds by itself\n"
    yield "Told to its own people; nothing of it travels.\n"
    yield from _table(("Code", "Of", "Meaning", "Facts"), _by_section(FOUND))


def _by_section(
    sections: Iterable[tuple[str, Iterable[StrEnum | str]]],
) -> Iterable[tuple[str, ...]]:
    for section, codes in sections:
        for code in codes:
            yield f"`{code!s}`", section, *_told(code)


def _told(code: StrEnum | str) -> tuple[str, str]:
    sentence = SENTENCES[str(code)]
    return sentence, _names(dict.fromkeys(_FACT.findall(sentence)))


def _names(facts: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in facts)


def _status(status: HTTPStatus) -> str:
    return str(status.value)


def _table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterable[str]:
    heads = list(heads)
    yield _row(heads)
    yield _row("---" for _ in heads)
    for cells in rows:
        yield _row(cell.replace("|", "\\|") for cell in cells)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page())
