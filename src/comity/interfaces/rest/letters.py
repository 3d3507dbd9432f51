"""The letter of a request: made, sealed, recorded and handed out."""

from django.http import HttpRequest, HttpResponseBase
from ninja import Router

from comity.interfaces.letters import MEDIA_TYPE, hand_out_letter
from comity.interfaces.rest.doors import moment_of
from comity.interfaces.rest.records import file_of
from comity.interfaces.rest.values import Reference, Strict, Word
from comity.kernel.languages import SOURCE
from comity.letters.terms import Languages

router = Router(tags=["letters"])


class LetterIn(Strict):
    """The two languages of a letter, such as `en` and `uk`."""

    first: Word = SOURCE
    second: Word


@router.post("/requests/{reference}/letters")
def make_letter(request: HttpRequest, reference: Reference, asked: LetterIn) -> HttpResponseBase:
    """Make the sealed letter of an approved request as PDF; that it was made is recorded."""
    moment = moment_of(request)
    handed = hand_out_letter(
        reference,
        languages=Languages(asked.first, asked.second),
        officer=moment.officer,
        at=moment.at,
        on=moment.on,
    )
    return file_of(handed, media_type=MEDIA_TYPE)
