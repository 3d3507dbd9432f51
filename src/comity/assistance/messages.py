"""The message kinds of assistance, as `node` registers them with the exchange."""

from comity.assistance.schemas import (
    ACCEPTED_TYPE,
    ANSWER_TYPE,
    COMPLETED_TYPE,
    DELIVERY_TYPE,
    FEEDBACK_TYPE,
    INCOMPLETE_TYPE,
    OPENED_TYPE,
    PARTIAL_OPENED_TYPE,
    PARTIAL_TYPE,
    POSTPONED_TYPE,
    QUESTION_TYPE,
    REFUSED_TYPE,
    REQUEST_TYPE,
    SCHEMAS,
    TAKEN_BACK_TYPE,
)
from comity.assistance.schemas.access import ACCESS_CONSULTATION_TYPE, ACCESS_OPINION_TYPE
from comity.assistance.schemas.afterwords import (
    CONSENT_ASKED_TYPE,
    CONSENT_GIVEN_TYPE,
    CONSENT_REFUSED_TYPE,
    CONSENT_WITHDRAWN_TYPE,
    DISCLOSURE_NOTICE_TYPE,
    EVIDENCE_NOTICE_TYPE,
    RECALL_ANSWERED_TYPE,
    RECALL_ASKED_TYPE,
    RECTIFICATION_TYPE,
)
from comity.assistance.schemas.competence import TRANSFERRED_TYPE
from comity.assistance.schemas.consulting import CONSULTATION_TYPE, VIEW_TYPE
from comity.assistance.schemas.information import INFORMATION_TYPE
from comity.assistance.schemas.joining import (
    CONTINUATION_SETTLED_TYPE,
    CONTINUATION_TYPE,
    CONTINUED_TYPE,
)
from comity.assistance.schemas.standing import STANDING_TYPE, SUPPLY_TYPE
from comity.assistance.services.access_received import (
    take_access_consultation,
    take_access_opinion,
)
from comity.assistance.services.afterwords_received import (
    take_consent_asked,
    take_consent_given,
    take_consent_refused,
    take_consent_withdrawn,
    take_disclosure_notice,
    take_evidence_notice,
    take_recall_answered,
    take_recall_asked,
    take_rectification,
)
from comity.assistance.services.applied_again import APPLIED_AGAIN
from comity.assistance.services.competence_received import take_transfer
from comity.assistance.services.consulting_received import take_consultation, take_view
from comity.assistance.services.delivery_received import take_delivery_word
from comity.assistance.services.feedback import take_feedback
from comity.assistance.services.information_received import take_information
from comity.assistance.services.joining_received import (
    take_continuation,
    take_continuation_settled,
    take_continued,
)
from comity.assistance.services.learning import of_its_case
from comity.assistance.services.receiving import (
    take_acceptance,
    take_answer,
    take_opening,
    take_partial,
    take_refusal,
    take_request,
)
from comity.assistance.services.replies_received import take_partial_opening, take_question
from comity.assistance.services.standing_received import take_standing_word, take_supply
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
    PARTIAL_TYPE: take_partial,
    PARTIAL_OPENED_TYPE: take_partial_opening,
    QUESTION_TYPE: take_question,
    FEEDBACK_TYPE: take_feedback,
    INCOMPLETE_TYPE: take_return,
    COMPLETED_TYPE: take_completion,
    POSTPONED_TYPE: take_postponement,
    TAKEN_BACK_TYPE: take_withdrawal,
    CONSENT_ASKED_TYPE: take_consent_asked,
    CONSENT_GIVEN_TYPE: take_consent_given,
    CONSENT_REFUSED_TYPE: take_consent_refused,
    CONSENT_WITHDRAWN_TYPE: take_consent_withdrawn,
    RECALL_ASKED_TYPE: take_recall_asked,
    RECALL_ANSWERED_TYPE: take_recall_answered,
    RECTIFICATION_TYPE: take_rectification,
    ACCESS_CONSULTATION_TYPE: take_access_consultation,
    ACCESS_OPINION_TYPE: take_access_opinion,
    DISCLOSURE_NOTICE_TYPE: take_disclosure_notice,
    EVIDENCE_NOTICE_TYPE: take_evidence_notice,
    TRANSFERRED_TYPE: take_transfer,
    CONSULTATION_TYPE: take_consultation,
    VIEW_TYPE: take_view,
    DELIVERY_TYPE: take_delivery_word,
    STANDING_TYPE: take_standing_word,
    SUPPLY_TYPE: take_supply,
    INFORMATION_TYPE: take_information,
    CONTINUATION_TYPE: take_continuation,
    CONTINUED_TYPE: take_continued,
    CONTINUATION_SETTLED_TYPE: take_continuation_settled,
}

KINDS = tuple(
    MessageKind(name, 1, SCHEMAS[name], of_its_case(take), apply_again=APPLIED_AGAIN.get(name))
    for name, take in _TAKERS.items()
)
