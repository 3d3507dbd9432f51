"""Translations that were noted beside a text."""

from comity.kernel.wording import N_
from comity.ledger.terms import EventKind

TRANSLATION_NOTED = EventKind(
    "translation.noted",
    ("partner", "languages"),
    N_("A translation was noted in the matter with {partner} ({languages})."),
)
EVENTS = (TRANSLATION_NOTED,)
