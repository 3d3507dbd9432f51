"""Translations as a page shows them, and the card that stands on a request's page."""

from collections.abc import Iterable
from dataclasses import dataclass

from babel import Locale
from django.utils.translation import get_language, gettext, to_locale

from comity.assistance.models import Answer, Request, Translation
from comity.assistance.queries import RequestDetail
from comity.assistance.queries.translations import translatable, translations_of
from comity.assistance.wording.translations import TEXT_NAMES
from comity.interfaces.web.panel import Panel
from comity.interfaces.web.words import capital
from comity.kernel.languages import SOURCE
from comity.officers.terms import Viewer


@dataclass(frozen=True, slots=True)
class Beside:
    """One translation with the words of its languages."""

    translation: Translation
    of: str
    original: str
    into: str
    authoritative: str


@dataclass(frozen=True, slots=True)
class Translated:
    """What the card tells."""

    reference: str
    texts: tuple[Beside, ...]
    may_note: bool


def translations_panel(detail: RequestDetail, viewer: Viewer) -> Panel | None:
    """Return the card; none where nothing is translated and the viewer may note nothing."""
    may = bool(translatable(detail.request, detail.answer, officer=viewer))
    answers = () if detail.answer is None else (detail.answer,)
    texts = texts_beside(detail.request, answers)
    if not texts and not may:
        return None
    told = Translated(detail.request.reference, texts, may)
    return Panel("translations/card.html", told)


def texts_beside(request: Request, answers: Iterable[Answer]) -> tuple[Beside, ...]:
    """Return the translations that stand beside what may be read of a matter."""
    return tuple(_shown(each) for each in translations_of(request, answers=answers))


def _shown(found: Translation) -> Beside:
    return Beside(
        found,
        capital(gettext(TEXT_NAMES[found.of])),
        language_name(found.from_language),
        language_name(found.into_language),
        language_name(found.authoritative),
    )


def language_name(code: str) -> str:
    """Return the name of a language in the reader's; the code where it has none."""
    reader = Locale.parse(to_locale(get_language() or SOURCE))
    return capital(str(reader.languages.get(code, code)))
