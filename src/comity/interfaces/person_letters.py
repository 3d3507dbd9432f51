"""The sealed letter that answers a person about their data: made, recorded, handed out."""

import hashlib
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from comity.assistance.services.access_hearing import demand_person_letter
from comity.assistance.terms.access import Exemption, SubjectRight
from comity.assistance.wording import FIELD_LABELS
from comity.assistance.wording.access import PLACE_NAMES
from comity.crypto.canonical import canonical_json
from comity.interfaces.access_replies import GivenItem, SubjectReply, reply_of, reply_told
from comity.interfaces.letters import seal_made, voice_of
from comity.interfaces.taking_out import Handed
from comity.kernel.languages import LANGUAGES
from comity.letters.attaching import digest_of
from comity.letters.person_replying import compose_person_reply
from comity.letters.person_terms import PersonGiven, PersonMatter
from comity.letters.services import record_person_letter
from comity.letters.terms import ATTACHED_REPLY, PERSON_FORMAT, LanguageNotTakenError, Side
from comity.letters.typesetting import typeset
from comity.officers.queries import own_administration
from comity.officers.terms import Viewer


def hand_out_person_letter(
    reference: str, *, language: str, officer: Viewer, at: datetime, on: date
) -> Handed:
    """Make the sealed letter of an approved reply, record that it was made, and hand it out.

    It says what the page says, with the same as JSON attached: what is given, and on which grounds
    something is not. What was found and is not given stands in neither.

    Args:
        reference: of the person's request.
        language: of the letter, one of those spoken here.
        officer: a data protection officer.
        at: aware UTC instant.
        on: the civil day it bears.

    Raises:
        LanguageNotTakenError: the language is not spoken here.
        SubjectMoveError, ConsultationOwedError, OpinionBindsError: the reply does not leave.
        NotFoundError, NotAllowedError: as for every act on a person's request.
        TypesettingFailedError: it could not be set.
    """
    if language not in LANGUAGES:
        raise LanguageNotTakenError(offered=", ".join(LANGUAGES))
    demand_person_letter(reference, officer=officer, on=on)
    reply = reply_of(reference, seen_by=officer)
    attached = _attached(reply, language=language, on=on)
    letter = compose_person_reply(_matter(reply, on=on), voice=voice_of(language))
    made = typeset(letter, attached=attached, at=at, name=ATTACHED_REPLY)
    sealed = seal_made(made, reference)
    with transaction.atomic(durable=True):
        record_person_letter(
            reference,
            language=language,
            digest=hashlib.sha256(sealed).hexdigest(),
            attached=digest_of(attached),
            officer=officer,
            at=at,
            on=on,
        )
    return Handed(f"{reference}-{language}.pdf", len(sealed), iter((sealed,)))


def _attached(reply: SubjectReply, *, language: str, on: date) -> bytes:
    own = own_administration()
    return canonical_json(
        {
            "format": PERSON_FORMAT,
            "from": {"code": own.code, "name": own.name},
            "made_on": on.isoformat(),
            "language": language,
            **reply_told(reply),
        }
    )


def _matter(reply: SubjectReply, *, on: date) -> PersonMatter:
    own, subject = own_administration(), reply.subject
    assert subject.approved_at is not None, "only what was approved has a letter"
    lines = tuple(line.strip() for line in subject.contact.splitlines() if line.strip())
    return PersonMatter(
        reference=subject.reference,
        own=Side(own.code, own.name),
        person=Side("", subject.person, lines=lines),
        right=SubjectRight(subject.right),
        received_on=subject.received_on,
        approved_on=timezone.localdate(subject.approved_at),
        made_on=on,
        given=tuple(map(_given, reply.given)),
        withheld=tuple((Exemption(each.ground), each.cites) for each in reply.withheld),
    )


def _given(item: GivenItem) -> PersonGiven:
    return PersonGiven(
        place=item.place,
        since=item.since,
        partner=item.partner,
        article=item.article,
        texts=tuple((_label(name, item), text) for name, text in item.texts),
        file=item.file,
        places=item.places,
        place_count=item.place_count,
    )


def _label(name: str, item: GivenItem) -> str:
    return FIELD_LABELS.get(name) or PLACE_NAMES[item.place]
