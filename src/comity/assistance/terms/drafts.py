"""What an officer writes: a request before it is sent, an answer before it is released.

A draft keeps what was typed as it was typed, figures and days included, so that nothing is lost
when part of it is wrong; `rules` says what is wrong, and the properties here read what is right.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from comity.agreements.terms import (
    AssistanceKind,
    DataCategory,
    Leave,
    Proceedings,
    ProvisionKind,
    Purpose,
)

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Plain, no-break, thin and narrow: those with which people part thousands. A comma or a point is no
# such sign here, because it parts thousands in one country and cents in the next.
_SPACES = " \u00a0\u2009\u202f"
_GROUPED = re.compile(rf"-?[0-9]{{1,3}}([{_SPACES}][0-9]{{3}})+(\.[0-9]*)?")


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """A request for assistance as it is being written.

    Source: the union of what agreements want a request to contain, [wco-mba-2004], [us-ua-2016].

    Attributes:
        partner: two-letter code of the administration asked.
        kind: what is asked for, an `AssistanceKind`.
        purpose: what for, a `Purpose`.
        subject: one line that names the matter.
        facts: the matter, and why it is believed.
        asked: exactly which documents or facts are needed.
        legal_elements: the laws and provisions involved.
        proceedings_nature: what proceedings it serves, a `Proceedings`.
        enquiries_made: what was done at home first.
        goods_description: the goods concerned.
        hs_code: their code in the Harmonized System.
        value_amount: declared or suspected value, digits with a point before cents.
        value_currency: three letters.
        origin_country: two-letter code of the stated origin.
        consignment_reference: number of the declaration or consignment.
        parties: names and addresses of the persons concerned.
        intended_use: what will be done with the answer, courts included.
        area: the area of the offence, a code of the list `areas`.
        offence: a code of the list `offences`.
        particulars: what was typed into the fields that only some kinds have, by their names.
        under: reference of the instrument chosen; empty leaves it to the ruling.
        reply_wanted_on: ISO day; empty when none is wished.
        reciprocity: this administration could do the same in return.
        urgent: handled before others.
        assures_confidentiality: we promise to protect the answer as our own secrets.
        assures_law_enforcement_use: we promise to use it for enforcing customs law only.
    """

    partner: str = ""
    kind: str = ""
    purpose: str = ""
    subject: str = ""
    facts: str = ""
    asked: str = ""
    legal_elements: str = ""
    proceedings_nature: str = ""
    enquiries_made: str = ""
    goods_description: str = ""
    hs_code: str = ""
    value_amount: str = ""
    value_currency: str = ""
    origin_country: str = ""
    consignment_reference: str = ""
    parties: str = ""
    intended_use: str = ""
    area: str = ""
    offence: str = ""
    particulars: Mapping[str, str] = field(default_factory=dict, hash=False)
    under: str = ""
    reply_wanted_on: str = ""
    reciprocity: bool = True
    urgent: bool = False
    assures_confidentiality: bool = False
    assures_law_enforcement_use: bool = False

    def tidied(self) -> "RequestDraft":
        """Return the draft with the value as it is kept: no spaces in the amount, `USD` for `usd`.

        Only what can be meant in one way is changed; everything else stays as typed.
        """
        typed = self.value_amount.strip(_SPACES)
        amount = re.sub(r"[^0-9.-]", "", typed) if _GROUPED.fullmatch(typed) else typed
        currency = self.value_currency.strip(_SPACES)
        # Of ASCII letters only: upper case of others can be more letters than were typed.
        currency = currency.upper() if currency.isascii() else currency
        return replace(self, value_amount=amount, value_currency=currency)

    @property
    def reply_day(self) -> date | None:
        """The day a reply is wished by, when what was typed is one."""
        # Only the one ISO form that people type; the library would read week dates as well.
        if _DAY.fullmatch(self.reply_wanted_on) is None:
            return None
        try:
            return date.fromisoformat(self.reply_wanted_on)
        except ValueError:
            return None

    @property
    def amount(self) -> Decimal | None:
        """The value, when what was typed is one."""
        try:
            amount = Decimal(self.value_amount)
        except InvalidOperation:
            return None
        return amount if amount.is_finite() else None


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """An answer as it is being written, with the conditions that will travel with it.

    The conditions only ever narrow what the instrument allows.

    Attributes:
        text: the information, with what is needed to read it.
        purposes: what it may be used for, `Purpose` codes.
        proceedings: the proceedings it may be used in without asking, `Proceedings` codes; for
            the others our consent is needed.
        onward: whether it may be passed on, a `Leave`.
        retention_days: kept no longer than this after its release; None sets no limit.
        handling: a code of the Europol scheme, or empty. Source: [europol-handling].
        categories: categories of data it contains, `DataCategory` codes.
        touches: exemptions the officer sees touched, `ProvisionKind` ids; a person decides.
        partial: it is no final reply; the matter goes on.
        still_to_come: of a partial reply, what is to follow.
    """

    text: str = ""
    purposes: tuple[str, ...] = ()
    proceedings: tuple[str, ...] = ()
    onward: str = Leave.CONSENT.value
    retention_days: int | None = None
    handling: str = ""
    categories: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()
    partial: bool = False
    still_to_come: str = ""


@dataclass(frozen=True, slots=True)
class SharingDraft:
    """What somebody wants to show another agency of this node.

    Attributes:
        agency: code of the agency that would see it.
        purpose: what that agency would use it for, a `Purpose`.
        exhibit: id of the one exhibit that is shown; empty for the whole case.
        categories: categories of data it contains, `DataCategory` codes.
        consent: reference of the supplier's consent; empty when there is none.
    """

    agency: str = ""
    purpose: str = ""
    exhibit: str = ""
    categories: tuple[str, ...] = ()
    consent: str = ""


HANDLING_CODES = ("H0", "H1", "H2", "H3")

# Longest text of each field, in characters; pages, API, messages and tables use the same.
LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "partner": 2,
        "kind": 40,
        "purpose": 40,
        "subject": 150,
        "facts": 8000,
        "asked": 8000,
        "legal_elements": 4000,
        "proceedings_nature": 40,
        "enquiries_made": 4000,
        "goods_description": 1000,
        "hs_code": 14,
        "value_amount": 20,
        "value_currency": 3,
        "origin_country": 2,
        "consignment_reference": 60,
        "parties": 4000,
        "intended_use": 1000,
        "area": 40,
        "offence": 40,
        "under": 80,
        "reply_wanted_on": 10,
        "reason": 2000,
        "reasons": 4000,
        "not_done": 4000,
        "conditions": 4000,
        "consultation": 2000,
        "enquiry_note": 1000,
        "summary": 4000,
        "view": 4000,
        "task_office": 200,
        "task_what": 4000,
        "task_result": 4000,
        "competent_body": 200,
        "number": 80,
        "contact": 1000,
        "basis": 2000,
        "matters": 1000,
        "text": 20000,
        "still_to_come": 2000,
        "question": 4000,
        "onward": 10,
        "handling": 4,
    }
)

# The form of a code of a list that a node can replace.
LISTED_CODE = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}"

# The fields in which line breaks are meant.
LINES = frozenset(
    {
        "facts",
        "asked",
        "legal_elements",
        "enquiries_made",
        "goods_description",
        "parties",
        "intended_use",
        "reason",
        "reasons",
        "not_done",
        "conditions",
        "consultation",
        "enquiry_note",
        "summary",
        "view",
        "task_what",
        "task_result",
        "contact",
        "basis",
        "matters",
        "text",
        "still_to_come",
        "question",
    }
)

# What no request goes out without.
REQUIRED = (
    "partner",
    "kind",
    "purpose",
    "subject",
    "facts",
    "asked",
    "legal_elements",
    "proceedings_nature",
    "enquiries_made",
)

# The fields whose values are codes, with the codes known.
CODES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "kind": frozenset(AssistanceKind),
        "purpose": frozenset(Purpose),
        "proceedings_nature": frozenset(Proceedings),
        "purposes": frozenset(Purpose),
        "proceedings": frozenset(Proceedings),
        "onward": frozenset(Leave),
        "handling": frozenset(HANDLING_CODES),
        "categories": frozenset(DataCategory),
        "touches": frozenset(kind.value for kind in ProvisionKind if kind.is_exemption),
    }
)
