"""The message kinds of assistance, as `node` registers them with the exchange."""

from comity.assistance.schemas import (
    ACCEPTED_SCHEMA,
    ACCEPTED_TYPE,
    ANSWER_SCHEMA,
    ANSWER_TYPE,
    OPENED_SCHEMA,
    OPENED_TYPE,
    REFUSED_SCHEMA,
    REFUSED_TYPE,
    REQUEST_SCHEMA,
    REQUEST_TYPE,
)
from comity.assistance.services.receiving import (
    take_acceptance,
    take_answer,
    take_opening,
    take_refusal,
    take_request,
)
from comity.exchange.terms import MessageKind

KINDS = (
    MessageKind(REQUEST_TYPE, 1, REQUEST_SCHEMA, take_request),
    MessageKind(ACCEPTED_TYPE, 1, ACCEPTED_SCHEMA, take_acceptance),
    MessageKind(REFUSED_TYPE, 1, REFUSED_SCHEMA, take_refusal),
    MessageKind(ANSWER_TYPE, 1, ANSWER_SCHEMA, take_answer),
    MessageKind(OPENED_TYPE, 1, OPENED_SCHEMA, take_opening),
)
