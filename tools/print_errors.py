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

from comity.exchange.refusals import JsonFault, LinkFault, MessageFault, ParcelFault
from comity.exchange.wording import SENTENCES
from comity.interfaces.peer.answers import STATUS
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
RECEIPTS = tuple(fault for fault in ParcelFault if fault.value.startswith("receipt_"))


def page() -> str:
    """Return the whole page."""
    return "\n".join((_BEGINNING, *_problems(), *_receipts(), *_messages(), ""))


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
    yield "\n## Causes within them\n"
    yield (
        "The fact `cause` of `message_envelope_malformed`, `message_body_malformed` and "
        "`descriptor_malformed`.\n"
    )
    yield from _table(
        ("Cause", "Meaning"), ((f"`{each.value}`", _told(each)[0]) for each in JsonFault)
    )


def _told(fault: StrEnum) -> tuple[str, str]:
    sentence = SENTENCES[fault.value]
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
