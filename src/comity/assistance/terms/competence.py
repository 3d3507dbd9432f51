"""Passing a request to the competent body of the own state, and who is competent for what."""

from dataclasses import dataclass

from comity.kernel.errors import ComityError


@dataclass(frozen=True, slots=True)
class TransferDraft:
    """That a partner's request is passed to a competent body, as typed.

    Attributes:
        body: its name.
        on: the civil day it was passed there, ISO.
        number: the reference there; empty while none is known.
        contact: who is asked there.
        basis: on what it is passed where the register has no article of the agreement for it.
    """

    body: str = ""
    on: str = ""
    number: str = ""
    contact: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class AuthorityDraft:
    """Who is competent in an area when customs is not, as typed.

    Attributes:
        area: a code of the list of areas.
        name: of the body.
        contact: whom the central unit writes to there.
        matters: for what it is competent; empty for the whole area.
    """

    area: str = ""
    name: str = ""
    contact: str = ""
    matters: str = ""


class TransferNotOpenError(ComityError):
    """The request does not stand where it could be passed to another body."""

    code = "transfer_not_open"


class AuthorityEndedError(ComityError):
    """It was struck off before."""

    code = "authority_ended"
