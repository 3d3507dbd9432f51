"""Handing an officer's open matters to another: the words. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from comity.assistance.terms.moves import Party, RequestState
from comity.kernel.errors import ComityError


class Staying(StrEnum):
    """Why a matter stays where it is; the values are codes of sentences."""

    OTHER_AGENCY = "caseload_other_agency"
    NOT_SEEN = "caseload_not_seen"
    NO_OFFICE = "caseload_no_office"


@dataclass(frozen=True, slots=True)
class Matter:
    """One open request on somebody's desk.

    Attributes:
        reference: of the request.
        title: its subject.
        partner: code of the other administration.
        side: which side this node is on.
        state: where it stands.
        agency: code of the agency it belongs to.
        stays: why it would not go to the receiver; None when it goes.
    """

    reference: str
    title: str
    partner: str
    side: Party
    state: RequestState
    agency: str
    stays: Staying | None


@dataclass(frozen=True, slots=True)
class Caseload:
    """The open matters on one officer's desk, as they would be handed over.

    Attributes:
        officer: name of the officer.
        receiver: name of whoever would take them; empty while nobody is chosen.
        going: how many would go.
        staying: how many would stay.
        matters: each of them; empty for a node administrator, who reads no case.
    """

    officer: str
    receiver: str
    going: int
    staying: int
    matters: tuple[Matter, ...]

    @property
    def goes(self) -> tuple[Matter, ...]:
        """What would go."""
        return tuple(each for each in self.matters if each.stays is None)

    @property
    def stays(self) -> tuple[Matter, ...]:
        """What would stay."""
        return tuple(each for each in self.matters if each.stays is not None)


class CaseloadChangedError(ComityError):
    """More, or fewer, would go than whoever hands over has read."""

    code = "caseload_changed"
