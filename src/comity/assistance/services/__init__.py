"""Acts of assistance, each inside the caller's transaction: state, message and one entry."""

from comity.assistance.services.afterwords import (
    drop_afterword,
    send_afterword,
    take_afterword_down,
    write_afterword,
)
from comity.assistance.services.alerts import add_partners, mark_of, tell_alert, weigh_alert
from comity.assistance.services.answering import (
    draft_answer,
    release_answer,
    return_answer,
)
from comity.assistance.services.asking import (
    approve_request,
    return_to_drafter,
    submit_for_approval,
)
from comity.assistance.services.caseload import hand_over_caseload
from comity.assistance.services.clock_acts import (
    let_clocks_go_on,
    meet_day,
    set_day,
    stop_clocks,
)
from comity.assistance.services.competence import (
    end_authority,
    keep_authority,
    transfer_request,
)
from comity.assistance.services.consenting import decide_consent, withdraw_consent
from comity.assistance.services.consulting import (
    send_consultation,
    send_view,
    write_consultation,
    write_view,
)
from comity.assistance.services.deciding import accept_request, refuse_request
from comity.assistance.services.delivering import (
    say_of_delivery,
    send_delivery_plan,
    write_delivery_plan,
)
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
from comity.assistance.services.enquiries import note_enquiry
from comity.assistance.services.feedback import give_feedback, register_feedback
from comity.assistance.services.finding import note_opened
from comity.assistance.services.information import return_information, tell_information
from comity.assistance.services.information_paper import register_information
from comity.assistance.services.information_received import allocate_information
from comity.assistance.services.information_writing import draft_information, write_information
from comity.assistance.services.joining import propose_continuation, put_acceptance_back
from comity.assistance.services.joining_matching import decline_continuation, match_continuation
from comity.assistance.services.joining_taking import take_continuation_in
from comity.assistance.services.law import ruling_on_answer
from comity.assistance.services.parts import leave_part_out, reply_in_part, write_part
from comity.assistance.services.parts_consent import ask_originator, decide_part, note_part_consent
from comity.assistance.services.parts_withheld import take_part_up, withhold_part
from comity.assistance.services.posting import (
    dispatch_letter,
    keep_address,
    register_reply,
)
from comity.assistance.services.questions import (
    drop_question,
    put_question,
    return_question,
    write_question,
)
from comity.assistance.services.recalling import answer_recall
from comity.assistance.services.registering import register_request
from comity.assistance.services.replies import open_partial
from comity.assistance.services.same_matter import note_matter, settle_hit
from comity.assistance.services.sharing import end_sharing, share_case
from comity.assistance.services.tasks import finish_task, give_task, withdraw_task
from comity.assistance.services.turning import (
    ask_for_completion,
    postpone_request,
    take_back_request,
)
from comity.assistance.services.using import close_request, open_answer, use_answer

__all__ = [
    "accept_request",
    "add_partners",
    "allocate_information",
    "answer_recall",
    "approve_request",
    "ask_for_completion",
    "ask_originator",
    "attach_exhibit",
    "change_draft",
    "close_request",
    "decide_consent",
    "decide_part",
    "decline_continuation",
    "demand_attachable",
    "demand_copyable",
    "dispatch_letter",
    "draft_answer",
    "draft_information",
    "draft_request",
    "drop_afterword",
    "drop_question",
    "end_authority",
    "end_sharing",
    "finish_task",
    "give_feedback",
    "give_task",
    "hand_over_caseload",
    "keep_address",
    "keep_authority",
    "leave_out_exhibit",
    "leave_part_out",
    "let_clocks_go_on",
    "mark_of",
    "match_continuation",
    "meet_day",
    "note_enquiry",
    "note_matter",
    "note_opened",
    "note_part_consent",
    "open_answer",
    "open_enclosure",
    "open_partial",
    "postpone_request",
    "propose_continuation",
    "put_acceptance_back",
    "put_question",
    "refuse_request",
    "register_feedback",
    "register_information",
    "register_reply",
    "register_request",
    "release_answer",
    "reply_in_part",
    "return_answer",
    "return_information",
    "return_question",
    "return_to_drafter",
    "ruling_on_answer",
    "save_draft",
    "say_of_delivery",
    "send_afterword",
    "send_consultation",
    "send_delivery_plan",
    "send_view",
    "set_day",
    "settle_hit",
    "share_case",
    "stop_clocks",
    "submit_for_approval",
    "take_afterword_down",
    "take_back_request",
    "take_continuation_in",
    "take_part_up",
    "tell_alert",
    "tell_information",
    "transfer_request",
    "use_answer",
    "weigh_alert",
    "withdraw_consent",
    "withdraw_draft",
    "withdraw_task",
    "withhold_part",
    "write_afterword",
    "write_consultation",
    "write_delivery_plan",
    "write_information",
    "write_part",
    "write_question",
    "write_view",
]
