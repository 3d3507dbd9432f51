"""The message kinds of assistance, as `node` registers them with the exchange."""

from comity.assistance.schemas import (
    ACCEPTED_TYPE,
    ANSWER_TYPE,
    COMPLETED_TYPE,
    INCOMPLETE_TYPE,
    OPENED_TYPE,
    POSTPONED_TYPE,
    REFUSED_TYPE,
    REQUEST_TYPE,
    SCHEMAS,
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

# Who takes in each; all of the first version.
_TAKERS = {
    REQUEST_TYPE: take_request,
    ACCEPTED_TYPE: take_acceptance,
    REFUSED_TYPE: take_refusal,
    ANSWER_TYPE: take_answer,
    OPENED_TYPE: take_opening,
    INCOMPLETE_TYPE: take_return,
    COMPLETED_TYPE: take_completion,
    POSTPONED_TYPE: take_postponement,
    TAKEN_BACK_TYPE: take_withdrawal,
}

KINDS = tuple(MessageKind(name, 1, SCHEMAS[name], take) for name, take in _TAKERS.items())
