"""A reply in numbered parts, each with an originator: whose it is, and whether it may go. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from comity.assistance.terms.drafts import LIMITS
from comity.assistance.terms.markings import NAME_LIMIT
from comity.kernel.errors import ComityError, NotAllowedError
from comity.kernel.rulings import Ground


class PartStanding(StrEnum):
    """Whether a part of a reply may go now."""

    PERMITTED = "permitted"
    WAITS = "waits"
    REFERRED = "referred"
    REFUSED = "refused"
    WITHHELD = "withheld"


class OriginatorSays(StrEnum):
    """What the originator of a part has said of its going."""

    NOT_ASKED_FOR = "own"
    NOTHING = "nothing"
    ASKED = "asked"
    CONSENTED = "consented"
    REFUSED = "refused"


# Why a part is withheld when its originator does not let it go; the others are those of a refusal.
ORIGINATOR_REFUSED = "originator_refused"
MOST_PARTS = 60

PART_LIMITS: Mapping[str, int] = {
    "part_text": 6000,
    "named": NAME_LIMIT,
    "leave": NAME_LIMIT,
    "reasons": LIMITS["reasons"],
}


@dataclass(frozen=True, slots=True)
class PartDraft:
    """One part of a reply as it is written.

    Attributes:
        text: the fact; empty where the part is an exhibit.
        exhibit: id of the exhibit enclosed with the reply; empty where the part is a text.
        originator: whose it is, an `Originator`.
        named: the name of the court, or of a body that is no agency of this node.
        agency: code of the agency of this node whose it is; empty for another body.
        supplier: code of the administration that supplied it, where a partner did.
        source: reference of our own request to which it was supplied.
        reply: number of the reply that brought it there; 0 for the last.
        categories: categories of data it contains, `DataCategory` codes.
        touches: exemptions the officer sees touched, `ProvisionKind` ids.
    """

    text: str = ""
    exhibit: str = ""
    originator: str = "own"
    named: str = ""
    agency: str = ""
    supplier: str = ""
    source: str = ""
    reply: int = 0
    categories: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartRuled:
    """What is ruled of one part.

    Attributes:
        standing: whether it may go now.
        says: what its originator has said.
        grounds: why, where it may not, each with what it cites.
    """

    standing: PartStanding
    says: OriginatorSays
    grounds: tuple[Ground, ...] = ()

    @property
    def stays(self) -> bool:
        """Whether it stays for a later reply."""
        return self.standing not in {PartStanding.PERMITTED, PartStanding.WITHHELD}


@dataclass(frozen=True, slots=True)
class PartTold:
    """One part as a reply tells of it.

    Attributes:
        number: within the matter.
        originator: an `Originator`.
        named: the name of the originator, where it is not the own service.
        text: the fact; empty for an exhibit, and for what is withheld.
        exhibit: id of the exhibit; empty for a text.
        supplier: code of the administration that supplied it.
        withheld: the ground on which it is withheld; empty where it goes.
        article: under which.
    """

    number: int
    originator: str
    named: str = ""
    text: str = ""
    exhibit: str = ""
    supplier: str = ""
    withheld: str = ""
    article: str = ""


class PartsStayError(ComityError):
    """Some parts may not go, and the reply is no partial one."""

    code = "parts_stay"


class PartNotOpenError(ComityError):
    """The part has gone, or no reply is being written that it could go with."""

    code = "part_not_open"


class PartNotTheirsError(NotAllowedError):
    """The consent to this part is not this officer's to give."""

    code = "part_not_theirs"


class PartByAfterwordError(ComityError):
    """The consent of a partner is asked in the case it supplied it to."""

    code = "part_by_afterword"


class TooManyPartsError(ComityError):
    """A reply has no more parts."""

    code = "too_many_parts"


class PartialNotTakenError(ComityError):
    """A partial reply before this one was refused by the partner's node."""

    code = "partial_not_taken"
