"""Rulings: what the law says of an act, always with every ground.

A ruling is a `Permission`, a `Refusal` or a `Referral`. Whatever sends or discloses takes a
`Permission`, so that an act nobody ruled on does not type-check.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self, assert_never


class Role(StrEnum):
    """The offices of a node; a referral names one of them."""

    REQUEST_OFFICER = "request_officer"
    APPROVER = "approver"
    CENTRAL_UNIT = "central_unit"
    INVESTIGATOR = "investigator"
    TREATY_DESK = "treaty_desk"
    AEO_MANAGER = "aeo_manager"
    AUDITOR = "auditor"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ATTACHE = "attache"
    NODE_ADMINISTRATOR = "node_administrator"


class Limb(StrEnum):
    """The two limbs of a ruling that lets something out: the instrument, and the node's own law."""

    INSTRUMENT = "instrument"
    OWN_LAW = "own_law"


@dataclass(frozen=True, slots=True)
class Citation:
    """What a part of a ruling rests on, so that it can be told in any language.

    Attributes:
        code: stable code; its phrase stands in the package's `wording`.
        facts: named values that the phrase speaks of.
        further: what else it rests on, such as the source of an event.
    """

    code: str
    facts: tuple[tuple[str, str], ...] = ()
    further: tuple["Citation", ...] = ()

    @classmethod
    def quoting(cls, words: str) -> Self:
        """Return a citation that is somebody's own words, which nobody here translates."""
        return cls(QUOTED, (("words", words),))


QUOTED = "cited_words"


@dataclass(frozen=True, slots=True)
class Ground:
    """One reason of a ruling.

    Attributes:
        code: stable code; its sentence stands in the package's `wording`.
        cites: an article, a recorded or missing event, or "nothing in the register on this day".
        limb: which limb of the ruling the ground belongs to.
        facts: named values that the sentence of the code speaks of.
    """

    code: str
    cites: Citation
    limb: Limb = Limb.INSTRUMENT
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What a permission asks in return, or what still binds after an item has arrived."""

    code: str
    cites: Citation
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another road that would carry the act, or what to change so that this one does."""

    code: str
    cites: Citation
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Permission:
    """The law carries the act.

    Attributes:
        under: reference of the instrument relied on.
        article: the article relied on, as the register cites it.
        terms_digest: SHA-256 (hex) of the instrument's encoding as it was read for this ruling.
        on: the civil day ruled on.
        grounds: what the permission rests on, each with what it cites.
        conditions: what follows from it.
    """

    under: str
    article: str
    terms_digest: str
    on: date
    grounds: tuple[Ground, ...]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """The law does not carry the act; every ground is named, not only the first."""

    on: date
    grounds: tuple[Ground, ...]
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Referral:
    """A person in a named role must decide; a machine neither refuses nor waives."""

    on: date
    grounds: tuple[Ground, ...]
    to: Role
    under: str | None = None
    alternatives: tuple[Alternative, ...] = ()


Ruling = Permission | Refusal | Referral


class Outcome(StrEnum):
    """The three words a ruling comes down to."""

    PERMITTED = "permitted"
    REFUSED = "refused"
    REFERRED = "referred"


def outcome_of(ruling: Ruling) -> Outcome:
    """Return the one word for a ruling."""
    match ruling:
        case Permission():
            return Outcome.PERMITTED
        case Refusal():
            return Outcome.REFUSED
        case Referral():
            return Outcome.REFERRED
        case _:
            assert_never(ruling)
