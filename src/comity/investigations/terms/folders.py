"""A joint case folder: its states, its members, its items. Pure."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FolderState(StrEnum):
    """Where a folder stands in this record."""

    INVITED = "invited"
    OPEN = "open"
    DECLINED = "declined"
    LEFT = "left"
    CLOSED = "closed"


class MemberState(StrEnum):
    """Where an administration stands that was asked into a folder."""

    INVITED = "invited"
    JOINED = "joined"
    DECLINED = "declined"
    LEFT = "left"


class ItemKind(StrEnum):
    """What an item of a folder is."""

    REQUEST = "request"
    EXHIBIT = "exhibit"
    ANSWER = "answer"
    NOTE = "note"
    TASK = "task"
    DECISION = "decision"


class ItemState(StrEnum):
    """Where an item stands in this record; of one withheld only its existence was told."""

    WRITTEN = "written"
    RELEASED = "released"
    RECEIVED = "received"
    WITHHELD = "withheld"


LIMITS: Final = {"title": 200, "mandate": 4000, "text": 20000, "consent": 200, "reason": 1000}
MOST_MEMBERS: Final = 20
LONGEST_ARTICLE: Final = 300


@dataclass(frozen=True, slots=True)
class FolderDraft:
    """A folder as typed.

    Attributes:
        title: one line.
        mandate: what is investigated together, and to what end.
    """

    title: str = ""
    mandate: str = ""


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """An item as typed.

    Attributes:
        kind: an `ItemKind`.
        title: one line.
        text: what is told.
        request: reference of the request that is linked.
        exhibit: id of an exhibit here; its bytes stay where they are.
        handling_scheme: a scheme of handling codes.
        handling: a code of that scheme.
        categories: categories of data it contains.
        suppliers: administrations that supplied some of it.
        consented: those of them that consented to its being passed on so.
        consent: reference and day of that consent.
        tell_existence: whether members from whom it is hidden are told that it is there, and why.
        keep_from: members that its originator keeps it from.
        for_member: the administration that a task is for.
        for_agency: the agency here that a task is for.
        due_on: the day by which a task is to be done.
    """

    kind: str = ItemKind.NOTE.value
    title: str = ""
    text: str = ""
    request: str = ""
    exhibit: str = ""
    handling_scheme: str = ""
    handling: str = ""
    categories: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    consented: tuple[str, ...] = ()
    consent: str = ""
    tell_existence: bool = True
    keep_from: tuple[str, ...] = ()
    for_member: str = ""
    for_agency: str = ""
    due_on: str = ""
