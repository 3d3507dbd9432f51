"""What every word about a controlled delivery has in common: it is kept, told, and recorded."""

from collections.abc import Mapping
from datetime import datetime

from comity.assistance.models import DeliveryEntry, Request
from comity.assistance.schemas import DELIVERY_TYPE
from comity.assistance.terms.delivery import DELIVERY_FIELDS, DeliveryWord
from comity.assistance.terms.events.delivery import DELIVERY_LET_GO, DELIVERY_TOLD
from comity.exchange.services import queue_message
from comity.exchange.terms import NewMessage
from comity.kernel.rulings import Permission
from comity.ledger.services import append
from comity.ledger.terms import EventKind, FieldValue


def tell_word(
    request: Request, entry: DeliveryEntry, *, under: Permission, by: str, at: datetime
) -> None:
    """Queue a word for the partner, keep it as told, and record that it was."""
    entry.message_id = queue_message(
        NewMessage(
            type=DELIVERY_TYPE,
            body={
                "reference": request.reference,
                "word": entry.word,
                "plan": entry.plan_number,
                "plan_by": entry.plan.proposer.value,
                "state": entry.state,
                "facts": dict(entry.facts),
            },
            case=request.reference,
            answers=request.message_id,
            urgent=True,
        ),
        to=request.partner,
        under=under,
        at=at,
    )
    entry.told_at = at
    entry.save()
    let_go = entry.word == DeliveryWord.GO.value
    law: dict[str, FieldValue] = (
        {"under": under.under, "article": under.article, "terms": under.terms_digest}
        if let_go
        else {"word": entry.word}
    )
    event = DELIVERY_LET_GO if let_go else DELIVERY_TOLD
    record_word(
        request, event, by=by, at=at, plan=entry.plan_number, message=entry.message_id, **law
    )


def kept_facts(word: DeliveryWord, facts: Mapping[str, str]) -> dict[str, str]:
    """Return what was filled in for the fields of a word, without the empty ones."""
    names = (field.name for field in DELIVERY_FIELDS[word])
    return {name: facts[name].strip() for name in names if facts.get(name, "").strip()}


def record_word(
    request: Request, event: EventKind, *, by: str, at: datetime, **fields: FieldValue
) -> None:
    """Append the one entry of an act of a delivery."""
    append(
        event,
        about=request.reference,
        by=by,
        agency=request.owner_on_record,
        at=at,
        partner=request.partner,
        **fields,
    )
