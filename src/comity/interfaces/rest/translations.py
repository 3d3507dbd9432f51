"""Translations beside the texts of a matter."""

from typing import Any

from django.http import HttpRequest
from ninja import Router, Status

from comity.assistance.models import Translation
from comity.assistance.queries.translations import translations_seen
from comity.assistance.services.translating import note_translation
from comity.assistance.terms.translations import Authority, TranslationDraft
from comity.interfaces.rest.doors import act_of, moment_of
from comity.interfaces.rest.values import Reference, Strict, Text

router = Router(tags=["letters"])
Json = dict[str, Any]


class TranslationIn(Strict):
    """A translation; `of` is `request` or `answer`, `authority` `original` or `translation`."""

    of: Text = ""
    text: Text = ""
    from_language: Text = ""
    into_language: Text = ""
    translator: Text = ""
    translated_on: Text = ""
    certified_by: Text = ""
    authority: Text = Authority.ORIGINAL.value


@router.get("/requests/{reference}/translations", response=Json)
def list_translations(request: HttpRequest, reference: Reference) -> Json:
    """Every translation of the matter's texts, the first noted first."""
    seen = translations_seen(
        reference, seen_by=moment_of(request).officer, on=moment_of(request).on
    )
    return {"items": [_shown(each) for each in seen]}


@router.post("/requests/{reference}/translations", response={201: Json})
def note(request: HttpRequest, reference: Reference, told: TranslationIn) -> Status[Json]:
    """Note a translation beside a text; the original stays as it is."""
    with act_of(request) as moment:
        made = note_translation(
            reference,
            draft=TranslationDraft(**told.model_dump()),
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return Status(201, _shown(made))


def _shown(found: Translation) -> Json:
    return {
        "of": found.of.value,
        "text": found.text,
        "from_language": found.from_language,
        "into_language": found.into_language,
        "translator": found.translator,
        "translated_on": found.translated_on.isoformat(),
        "certified_by": found.certified_by,
        "authority": found.authority,
        "noted_by": found.noted_by,
        "noted_at": found.noted_at,
    }
