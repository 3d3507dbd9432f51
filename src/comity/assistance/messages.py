"""The message kinds of assistance, as `node` registers them with the exchange."""

from comity.assistance.schemas import (
    ACCEPTED_SCHEMA,
    ACCEPTED_TYPE,
    ANSWER_SCHEMA,
    ANSWER_TYPE,
    COMPLETED_SCHEMA,
    COMPLETED_TYPE,
    INCOMPLETE_SCHEMA,
    INCOMPLETE_TYPE,
    OPENED_SCHEMA,
    OPENED_TYPE,
    POSTPONED_SCHEMA,
    POSTPONED_TYPE,
    REFUSED_SCHEMA,
    REFUSED_TYPE,
    REQUEST_SCHEMA,
    REQUEST_TYPE,
    TAKEN_BACK_SCHEMA,
    TAKEN_BACK_TYPE,
)
from comity.assistance.services.receiving import (
    take_acceptance,
    take_answer,
    take_opening,
    take_refusal,
    take_request,
)
from comity.assistance.services.turns_received import (
    take_completion,
    take_postponement,
    take_return,
    take_withdrawal,
)
from comity.exchange.terms import MessageKind

KINDS = (
    MessageKind(REQUEST_TYPE, 1, REQUEST_SCHEMA, take_request),
    MessageKind(ACCEPTED_TYPE, 1, ACCEPTED_SCHEMA, take_acceptance),
    MessageKind(REFUSED_TYPE, 1, REFUSED_SCHEMA, take_refusal),
    MessageKind(ANSWER_TYPE, 1, ANSWER_SCHEMA, take_answer),
    MessageKind(OPENED_TYPE, 1, OPENED_SCHEMA, take_opening),
    MessageKind(INCOMPLETE_TYPE, 1, INCOMPLETE_SCHEMA, take_return),
    MessageKind(COMPLETED_TYPE, 1, COMPLETED_SCHEMA, take_completion),
    MessageKind(POSTPONED_TYPE, 1, POSTPONED_SCHEMA, take_postponement),
    MessageKind(TAKEN_BACK_TYPE, 1, TAKEN_BACK_SCHEMA, take_withdrawal),
)
