"""What is done with something that was supplied: used, passed on, shared, kept."""

from dataclasses import dataclass
from datetime import date

from comity.agreements.terms.acts.contents import UNREMARKABLE, Contents
from comity.agreements.terms.vocabulary import Proceedings, Purpose
from comity.kernel.codes import CountryCode


@dataclass(frozen=True, slots=True)
class Use:
    """Using something that was supplied.

    Attributes:
        purpose: what for.
        proceedings: the proceedings it would be put before; None outside proceedings.
        onward_to: whom it would be passed on to; "" when it stays where it is.
        consent: reference of the supplier's consent, if it was given for exactly this use.
    """

    purpose: Purpose
    proceedings: Proceedings | None = None
    onward_to: str = ""
    consent: str = ""


@dataclass(frozen=True, slots=True)
class PassOn:
    """Passing on to somebody else what another administration supplied.

    Attributes:
        by: who holds it, and would pass it on.
        to: whom it would go to, by name.
        purpose: what they would use it for.
        abroad: their country, where it is another than the holder's; None at home.
        consent: reference of the supplier's consent, if it was given for exactly this.
        contents: what is let out; the supplier counts among its suppliers in any case.
    """

    by: CountryCode
    to: str
    purpose: Purpose
    abroad: CountryCode | None = None
    consent: str = ""
    contents: Contents = UNREMARKABLE


@dataclass(frozen=True, slots=True)
class Share:
    """Sharing with another agency of the same country what another administration supplied.

    Attributes:
        by: the country whose agencies they are.
        to: the agency it would go to, as the register names it.
        purpose: what that agency would use it for.
        consent: reference of the supplier's consent, if it was given for exactly this.
        contents: what is let out.
    """

    by: CountryCode
    to: str
    purpose: Purpose
    consent: str = ""
    contents: Contents = UNREMARKABLE


@dataclass(frozen=True, slots=True)
class Keep:
    """Keeping something that was supplied.

    Attributes:
        by: who keeps it.
        received_on: the civil day it was supplied; None when it is not known.
        on_legal_hold: whether a court or an inquiry has ordered that it be kept.
    """

    by: CountryCode
    received_on: date | None = None
    on_legal_hold: bool = False
