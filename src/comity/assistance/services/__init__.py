"""Acts of assistance, each inside the caller's transaction: state, message and one entry."""

from comity.assistance.services.answering import (
    accept_request,
    draft_answer,
    refuse_request,
    release_answer,
    return_answer,
)
from comity.assistance.services.asking import (
    approve_request,
    return_to_drafter,
    submit_for_approval,
)
from comity.assistance.services.caseload import hand_over_caseload
from comity.assistance.services.drafting import (
    change_draft,
    draft_request,
    save_draft,
    withdraw_draft,
)
from comity.assistance.services.enclosing import (
    attach_exhibit,
    demand_attachable,
    demand_copyable,
    leave_out_exhibit,
    open_enclosure,
)
from comity.assistance.services.finding import note_opened
from comity.assistance.services.law import ruling_on_answer
from comity.assistance.services.posting import (
    dispatch_letter,
    keep_address,
    register_reply,
)
from comity.assistance.services.registering import register_request
from comity.assistance.services.sharing import end_sharing, share_case
from comity.assistance.services.turning import (
    ask_for_completion,
    postpone_request,
    take_back_request,
)
from comity.assistance.services.using import close_request, open_answer, use_answer

__all__ = [
    "accept_request",
    "approve_request",
    "ask_for_completion",
    "attach_exhibit",
    "change_draft",
    "close_request",
    "demand_attachable",
    "demand_copyable",
    "dispatch_letter",
    "draft_answer",
    "draft_request",
    "end_sharing",
    "hand_over_caseload",
    "keep_address",
    "leave_out_exhibit",
    "note_opened",
    "open_answer",
    "open_enclosure",
    "postpone_request",
    "refuse_request",
    "register_reply",
    "register_request",
    "release_answer",
    "return_answer",
    "return_to_drafter",
    "ruling_on_answer",
    "save_draft",
    "share_case",
    "submit_for_approval",
    "take_back_request",
    "use_answer",
    "withdraw_draft",
]
