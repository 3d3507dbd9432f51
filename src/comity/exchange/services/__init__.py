"""Acts of the exchange: on links, on what is sent, on what is held."""

from comity.exchange.services.anchor_checking import check_anchors, note_anchors
from comity.exchange.services.anchoring import send_anchors
from comity.exchange.services.countersigning import (
    countersign_terms,
    decline_terms,
    propose_terms,
    show_difference,
    sign_terms,
    signatures_hold,
)
from comity.exchange.services.due import (
    DueLink,
    descriptor_of,
    due_links,
    live_link,
    suite_of,
)
from comity.exchange.services.epochs import confirm_epoch, propose_epoch
from comity.exchange.services.handling import Slice, handle_slice, retry_set_aside
from comity.exchange.services.holding import (
    Keys,
    KnownHead,
    Recognised,
    hold,
    keys_now,
    recognise,
)
from comity.exchange.services.keys_making import Keyring
from comity.exchange.services.keys_tending import tend_keys
from comity.exchange.services.keys_turning import (
    ask_turn,
    confirm_turn,
    tell_compromise,
    withdraw_turn,
)
from comity.exchange.services.linking_anew import (
    LONGEST_DESCRIPTOR,
    confirm_anew,
    propose_anew,
)
from comity.exchange.services.links import (
    add_link,
    confirm_link,
    own_descriptor,
    publish_descriptor,
    resume_link,
    revoke_link,
    suspend_link,
)
from comity.exchange.services.notices import announce, tell_ends
from comity.exchange.services.numbering import (
    LEASE,
    Numbered,
    lease,
    number_waiting,
    release,
    sign_head,
)
from comity.exchange.services.queueing import (
    queue_link_message,
    queue_message,
    queue_messages,
    sealing_key_of,
)
from comity.exchange.services.recovering import end_recovery, recover_link
from comity.exchange.services.refilled import recover_step
from comity.exchange.services.refilling import Pace, give_back
from comity.exchange.services.restoring import confirm_restored
from comity.exchange.services.retrying import retry_one_cause
from comity.exchange.services.sending import (
    Parcel,
    next_parcel,
    note_failure,
    state_question,
)
from comity.exchange.services.settling import expected_from, halt, settle_receipt
from comity.exchange.services.taking_up import look_again_after_start

__all__ = [
    "LEASE",
    "LONGEST_DESCRIPTOR",
    "DueLink",
    "Keyring",
    "Keys",
    "KnownHead",
    "Numbered",
    "Pace",
    "Parcel",
    "Recognised",
    "Slice",
    "add_link",
    "announce",
    "ask_turn",
    "check_anchors",
    "confirm_anew",
    "confirm_epoch",
    "confirm_link",
    "confirm_restored",
    "confirm_turn",
    "countersign_terms",
    "decline_terms",
    "descriptor_of",
    "due_links",
    "end_recovery",
    "expected_from",
    "give_back",
    "halt",
    "handle_slice",
    "hold",
    "keys_now",
    "lease",
    "live_link",
    "look_again_after_start",
    "next_parcel",
    "note_anchors",
    "note_failure",
    "number_waiting",
    "own_descriptor",
    "propose_anew",
    "propose_epoch",
    "propose_terms",
    "publish_descriptor",
    "queue_link_message",
    "queue_message",
    "queue_messages",
    "recognise",
    "recover_link",
    "recover_step",
    "release",
    "resume_link",
    "retry_one_cause",
    "retry_set_aside",
    "revoke_link",
    "sealing_key_of",
    "send_anchors",
    "settle_receipt",
    "show_difference",
    "sign_head",
    "sign_terms",
    "signatures_hold",
    "state_question",
    "suite_of",
    "suspend_link",
    "tell_compromise",
    "tell_ends",
    "tend_keys",
    "withdraw_turn",
]
