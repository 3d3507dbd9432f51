"""Own enquiries, noted while a request is written."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from comity.assistance import services
from comity.assistance.terms.enquiries import EnquiryDraft
from comity.interfaces.rest.doors import act_of
from comity.interfaces.rest.shown import request_shown
from comity.interfaces.rest.values import Reference, Strict, Text, Word

router = Router(tags=["requests"])
Json = dict[str, Any]


class EnquiryIn(Strict):
    """Where was looked, when, and what came of it, each by its code."""

    looked: Word = ""
    on: Word = ""
    outcome: Word = ""
    note: Text = ""


@router.post("/requests/{reference}/enquiries", response=Json)
def note_enquiry(request: HttpRequest, reference: Reference, enquiry: EnquiryIn) -> Json:
    """Note an own enquiry beside a draft; its line is added to the text of the own enquiries."""
    with act_of(request) as moment:
        services.note_enquiry(
            reference,
            enquiry=EnquiryDraft(**enquiry.model_dump()),
            translate=gettext,
            officer=moment.officer,
            at=moment.at,
            on=moment.on,
        )
    return request_shown(reference, seen_by=moment.officer, on=moment.on)
