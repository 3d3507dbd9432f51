"""Acts of the exchange: on links, on what is sent, on what is held."""

from comity.exchange.services.countersigning import (
    countersign_terms,
    decline_terms,
    propose_terms,
    show_difference,
    sign_terms,
    signatures_hold,
)
from comity.exchange.services.due import DueLink, descriptor_of, due_links
from comity.exchange.services.handling import Slice, handle_slice, retry_set_aside
from comity.exchange.services.holding import Keys, KnownHead, Recognised, hold, recognise
from comity.exchange.services.links import (
    add_link,
    confirm_link,
    own_descriptor,
    publish_descriptor,
    resume_link,
    revoke_link,
    suspend_link,
)
from comity.exchange.services.numbering import (
    LEASE,
    Numbered,
    lease,
    number_waiting,
    release,
    sign_head,
)
from comity.exchange.services.queueing import queue_link_message, queue_message, sealing_key_of
from comity.exchange.services.restoring import confirm_restored
from comity.exchange.services.sending import (
    Parcel,
    next_parcel,
    note_failure,
    state_question,
)
from comity.exchange.services.settling import expected_from, halt, settle_receipt

__all__ = [
    "LEASE",
    "DueLink",
    "Keys",
    "KnownHead",
    "Numbered",
    "Parcel",
    "Recognised",
    "Slice",
    "add_link",
    "confirm_link",
    "confirm_restored",
    "countersign_terms",
    "decline_terms",
    "descriptor_of",
    "due_links",
    "expected_from",
    "halt",
    "handle_slice",
    "hold",
    "lease",
    "next_parcel",
    "note_failure",
    "number_waiting",
    "own_descriptor",
    "propose_terms",
    "publish_descriptor",
    "queue_link_message",
    "queue_message",
    "recognise",
    "release",
    "resume_link",
    "retry_set_aside",
    "revoke_link",
    "sealing_key_of",
    "settle_receipt",
    "show_difference",
    "sign_head",
    "sign_terms",
    "signatures_hold",
    "state_question",
    "suspend_link",
]
