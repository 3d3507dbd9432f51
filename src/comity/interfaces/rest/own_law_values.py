"""What callers may send of own law and sharing: shapes only; what is wrong the rules say."""

from typing import Annotated

from ninja import Path, Schema
from pydantic import Field

from comity.agreements.terms import AssuranceDraft, BreachDraft, InstructionDraft
from comity.interfaces.rest.values import Strict, Text, Word

Number = Annotated[int, Field(ge=1, le=2**62), Path()]
Words = Annotated[list[Word], Field(max_length=300)]


class PartnerAsked(Schema):
    """Which partner a list is asked for; empty for all."""

    partner: Word = ""


class InstructionIn(Strict):
    """A national instruction as typed; empty lists speak of all."""

    effect: Word = ""
    to: Word = ""
    partners: Words = []
    kinds: Words = []
    purposes: Words = []
    acts: Words = []
    from_on: Word = ""
    until_on: Word = ""
    office: Text = ""
    reference: Text = ""
    dated: Word = ""
    source: Text = ""
    text: Text = ""

    def as_draft(self) -> InstructionDraft:
        """Return the draft."""
        told = self.model_dump()
        lists = ("partners", "kinds", "purposes", "acts")
        return InstructionDraft(**{**told, **{name: tuple(told[name]) for name in lists}})


class AssuranceIn(Strict):
    """A partner's promise as typed."""

    partner: Word = ""
    unit: Text = ""
    assurance: Word = ""
    given_by: Text = ""
    document: Text = ""
    given_on: Word = ""
    from_on: Word = ""
    until_on: Word = ""

    def as_draft(self) -> AssuranceDraft:
        """Return the draft."""
        return AssuranceDraft(**self.model_dump())


class BreachIn(Strict):
    """A breach as reported."""

    breaker: Word = BreachDraft().breaker
    partner: Word = ""
    unit: Text = ""
    assurance: Word = ""
    item: Text = ""
    what: Text = ""
    happened_on: Word = ""
    known_on: Word = ""
    source: Text = ""

    def as_draft(self) -> BreachDraft:
        """Return the draft."""
        return BreachDraft(**self.model_dump())


class ShareIn(Strict):
    """With which agency, what of the case, and what for."""

    agency: Word = ""
    purpose: Word = ""
    exhibit: Word = ""
    categories: Annotated[list[Word], Field(max_length=20)] = []
    consent: Word = ""
