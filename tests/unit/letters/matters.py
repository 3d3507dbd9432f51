"""A matter to make letters of, and plain voices."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from comity.assistance.terms import RequestDraft
from comity.kernel.rulings import Citation, Condition
from comity.letters.attaching import attached_request
from comity.letters.composing import compose
from comity.letters.speaking import Voice, Voices
from comity.letters.terms import Enclosed, Languages, Letter, Matter, Side
from comity.letters.typesetting import typeset

AT = datetime(2026, 12, 1, 9, 30, 15, 4711, tzinfo=UTC)
DRAFT = RequestDraft(
    partner="UA",
    kind="origin-and-value",
    purpose="duty-assessment",
    subject="Ball bearings",
    facts="Like goods entered at four times the price.",
    asked="A copy of the invoice.",
    legal_elements="19 USC 1401a",
    proceedings_nature="administrative",
    enquiries_made="The invoice was inspected.",
    value_amount="12500.00",
    value_currency="USD",
    origin_country="UA",
    reply_wanted_on="2027-01-15",
)
MATTER = Matter(
    reference="US-UA-2026-00001",
    own=Side("US", "United States customs", "Border Protection"),
    partner=Side("UA", "State Customs Service of Ukraine"),
    draft=DRAFT,
    under="us-ua-2016",
    title="Agreement on mutual assistance",
    article="Art. 4",
    terms_digest="ab" * 32,
    conditions=(Condition("need_to_know", Citation.quoting("Art. 7")),),
    enclosed=(Enclosed("invoice.pdf", "application/pdf", 16, "cd" * 32),),
    message="7b0c3c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11",
    approved_on=date(2026, 11, 30),
    made_on=date(2026, 12, 1),
)


def voice(language: str) -> Voice:
    """Speaks English, and says which language it stands for."""
    return Voice(
        language=language,
        translate=lambda words: f"{language}: {words}",
        day=date.isoformat,
        country=lambda code: f"{language} {code}",
        condition=lambda each: f"{language}: {each.code}",
        language_name=lambda code: f"{language} ({code})",
    )


def voices(second: str = "uk") -> Voices:
    return voice("en"), voice(second)


def matter(**change: Any) -> Matter:
    return replace(MATTER, draft=replace(DRAFT, **change))


def composed(second: str = "uk", **change: Any) -> Letter:
    return compose(matter(**change), voices=voices(second))


def set_letter(second: str = "uk", **change: Any) -> bytes:
    attached = attached_request(matter(**change), languages=Languages("en", second))
    return typeset(composed(second, **change), attached=attached, at=AT)
