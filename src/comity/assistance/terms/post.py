"""Letters on paper: what goes to a partner that has no node, and what comes from it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from comity.assistance.terms.deciding import WHOLE, Acceptance
from comity.assistance.terms.drafts import AnswerDraft, RequestDraft
from comity.kernel.errors import ComityError


class Channel(StrEnum):
    """How a matter travels between the two administrations."""

    NODE = "node"
    LETTER = "letter"


class Carrier(StrEnum):
    """Who carries a letter."""

    POST = "post"
    ATTACHE = "attache"
    COURIER = "courier"


class LetterKind(StrEnum):
    """What a letter says, whoever wrote it."""

    REQUEST = "request"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    ASKS_MORE = "asks_more"
    PARTIAL = "partial"
    ANSWER = "answer"
    INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class AddressDraft:
    """Where letters to a partner go, as typed.

    Attributes:
        name: of the administration.
        unit: its central unit, or whoever is addressed there.
        lines: the postal address, line by line.
    """

    name: str = ""
    unit: str = ""
    lines: str = ""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """How a letter of ours left the house, as typed.

    Attributes:
        number: under which the registry sent it.
        on: the civil day, ISO.
        carrier: a `Carrier`.
        carried_by: the attaché's name; empty for the post.
        signed_by: who signed the print by hand; empty when nobody did.
    """

    number: str = ""
    on: str = ""
    carrier: str = ""
    carried_by: str = ""
    signed_by: str = ""


@dataclass(frozen=True, slots=True)
class Came:
    """How a letter came in, as typed.

    Attributes:
        written_on: the day the letter bears, ISO.
        received_on: the day it was received, ISO.
        number: the partner's own reference on it.
        unit: who wrote it there.
    """

    written_on: str = ""
    received_on: str = ""
    number: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """A partner's letter about a request of ours, as typed.

    Attributes:
        kind: a `LetterKind` other than a request.
        came: how it came.
        ground: of a refusal, a `RefusalGround`.
        reasons: of a refusal, or what more the partner asks for.
        answer: what it answers, with the conditions it sets.
        acceptance: of an acceptance, how much is done and on which conditions.
    """

    kind: str = ""
    came: Came = field(default_factory=Came)
    ground: str = ""
    reasons: str = ""
    answer: AnswerDraft = field(default_factory=AnswerDraft)
    acceptance: Acceptance = WHOLE


@dataclass(frozen=True, slots=True)
class RequestByLetter:
    """A partner's request that came on paper, as typed.

    Attributes:
        draft: its fields; `partner` is who asks, `under` the agreement it names.
        came: how it came.
        article: the article it names; empty when it names none.
        reference: of the partner's node, where the letter was made by one; else empty.
        code_versions: of the lists that its codes are of, by name, as far as the letter says.
    """

    draft: RequestDraft
    came: Came
    article: str = ""
    reference: str = ""
    code_versions: Mapping[str, str] = field(default_factory=dict, hash=False)


class ComesByNodeError(ComityError):
    """A letter bears the reference of a request that the partner's own node sends."""

    code = "comes_by_node"


class AddressMissingError(ComityError):
    """Nothing can be carried to the partner, and no postal address of it is kept."""

    code = "postal_address_missing"
