"""Who sees a request, writes in it, lets it out, and takes out what came with it. Pure.

The moves of its life stand in `lifecycle`, with the offices named here.
"""

from typing import Final

from comity.assistance.terms import Party, RequestState
from comity.kernel.duties import EVERY_OFFICE, FOR_THE_NODE, Duty, Within
from comity.kernel.rulings import Role

OFFICERS: Final = (Role.REQUEST_OFFICER, Role.INVESTIGATOR)
APPROVERS: Final = (Role.APPROVER,)
CENTRAL: Final = (FOR_THE_NODE,)
CLOSERS: Final = (*OFFICERS, FOR_THE_NODE)
WITHDRAWERS: Final = (*APPROVERS, FOR_THE_NODE)

_REQUESTING, _REQUESTED = Party.REQUESTING, Party.REQUESTED
# A request of ours that was returned for completion is written on like a draft.
_OUR_DRAFT = ((_REQUESTING, RequestState.DRAFT), (_REQUESTING, RequestState.INCOMPLETE))
_BEING_WRITTEN = (
    *_OUR_DRAFT,
    (_REQUESTED, RequestState.ACCEPTED),
    (_REQUESTED, RequestState.ANSWER_DRAFTED),
    (_REQUESTED, RequestState.INFORMING),
)

SEE_EVERY_REQUEST: Final = Duty(
    "request",
    "see",
    (Role.CENTRAL_UNIT, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
    Within.NODE,
)
SEE_AGENCYS_REQUESTS: Final = Duty(
    "request",
    "see, and what another agency shared with it",
    (Role.REQUEST_OFFICER, Role.APPROVER, Role.INVESTIGATOR),
    Within.AGENCY,
)
# An administrator runs the machine and reads no case; the others have rooms of their own.
SEE_REFERRED: Final = Duty("request", "see", (Role.TREATY_DESK,), Within.REFERRED)
DRAFT_REQUEST: Final = Duty("request", "begin a draft", OFFICERS, Within.AGENCY)
SAVE_DRAFT: Final = Duty("request", "write on at a draft", OFFICERS, Within.AGENCY, _OUR_DRAFT)
GIVE_INFORMATION: Final = Duty(
    "information", "begin what nobody asked for, and add partners to it", OFFICERS, Within.AGENCY
)
RELEASE_ALERT: Final = Duty(
    "information", "release an alert to its partners", APPROVERS, Within.AGENCY
)
REGISTER_INFORMATION: Final = Duty(
    "letter", "register information that a partner gives without a request", CENTRAL
)
ATTACH: Final = Duty(
    "request", "attach an exhibit, or leave it out", OFFICERS, Within.AGENCY, _BEING_WRITTEN
)
GIVE_FEEDBACK: Final = Duty("request", "state what became of its answer", CLOSERS, Within.AGENCY)
REGISTER_FEEDBACK: Final = Duty(
    "letter", "register what a partner says became of our answer", CENTRAL
)
WRITE_QUESTION: Final = Duty(
    "request", "write a supplementary question, or give it up", OFFICERS, Within.AGENCY
)
PUT_QUESTION: Final = Duty(
    "request", "put a supplementary question, or return it", APPROVERS, Within.AGENCY
)
OPEN_PARTIAL: Final = Duty("request", "open a partial reply", OFFICERS, Within.AGENCY)
USE_ANSWER: Final = Duty(
    "request", "have a use of its opened answer ruled on", OFFICERS, Within.AGENCY
)
WRITE_AFTERWORD: Final = Duty(
    "request",
    "write a consent, a recall or a notice",
    (*OFFICERS, FOR_THE_NODE),
    Within.AGENCY,
)
SEND_AFTERWORD: Final = Duty(
    "request", "let a consent, a recall or a notice leave that another wrote", CENTRAL
)
JUDGE_AFTERWORD: Final = Duty("request", "decide on a partner's consent or recall", CENTRAL)
TELL_DELIVERY: Final = Duty(
    "request", "plan its controlled delivery, and tell what happens", OFFICERS, Within.AGENCY
)
BIND_DELIVERY: Final = Duty(
    "request",
    "let the plan of its controlled delivery out, agree to theirs, say go",
    APPROVERS,
    Within.AGENCY,
)
STOP_DELIVERY: Final = Duty(
    "request", "say no go to its controlled delivery", (*OFFICERS, *APPROVERS), Within.AGENCY
)
TELL_STANDING: Final = Duty(
    "request",
    "write what is said on its standing exchange, ask for files, hand them in",
    OFFICERS,
    Within.AGENCY,
)
BIND_STANDING: Final = Duty(
    "request",
    "let out what another wrote on its standing exchange, and files another handed in",
    APPROVERS,
    Within.AGENCY,
)
STOP_STANDING: Final = Duty(
    "request", "suspend its standing exchange at once", (*OFFICERS, *APPROVERS), Within.AGENCY
)
SHARE: Final = Duty(
    "request",
    "show what a partner supplied to another agency, and end that",
    (*APPROVERS, FOR_THE_NODE),
    Within.AGENCY,
)
# Auditors see that an exhibit is there and what happened to it, not what is in it.
OPEN_EXHIBIT: Final = Duty(
    "exhibit",
    "take a copy out",
    (Role.REQUEST_OFFICER, Role.INVESTIGATOR, Role.APPROVER, Role.CENTRAL_UNIT),
    Within.SEEN,
)
# Whoever works on requests may know where letters go; the central unit writes it down.
SEE_ADDRESSES: Final = Duty(
    "postal address", "see", (*OFFICERS, *APPROVERS, *CENTRAL, Role.TREATY_DESK, Role.AUDITOR)
)
KEEP_ADDRESS: Final = Duty("postal address", "write down", CENTRAL)
REGISTER_LETTER: Final = Duty("letter", "register a partner's request that came by letter", CENTRAL)
ATTACH_SCAN: Final = Duty(
    "letter",
    "take the scan of a letter in",
    CENTRAL,
    Within.NODE,
    (
        *(
            (_REQUESTING, state)
            for state in (
                RequestState.APPROVED,
                RequestState.POSTED,
                RequestState.ACCEPTED,
                RequestState.REFUSED,
                RequestState.ANSWERED,
                RequestState.INFORMED,
                RequestState.ALLOCATED,
            )
        ),
        *(
            (_REQUESTED, state)
            for state in (
                RequestState.RECEIVED,
                RequestState.ACCEPTED,
                RequestState.REFUSED,
                RequestState.APPROVED,
                RequestState.ANSWERED,
            )
        ),
    ),
)
IMPORT_CASELOAD: Final = Duty("caseload", "import from the former files", CENTRAL)
NOTE_TRANSLATION: Final = Duty(
    "request", "note a translation beside its texts", (*OFFICERS, *CENTRAL), Within.AGENCY
)
SEE_JOINING: Final = Duty(
    "matter by letter",
    "see what goes on by node with a partner that joined",
    (*CENTRAL, Role.AUDITOR),
)
CARRY_OVER: Final = Duty(
    "matter by letter", "carry over to the node of a partner that joined", CENTRAL
)
SEE_IMPORTS: Final = Duty("caseload", "see what was imported", (*CENTRAL, Role.AUDITOR))
_BEING_HANDLED = (
    (_REQUESTED, RequestState.RECEIVED),
    (_REQUESTED, RequestState.POSTPONED),
    (_REQUESTED, RequestState.ACCEPTED),
    (_REQUESTED, RequestState.ANSWER_DRAFTED),
)
TRANSFER: Final = Duty(
    "request", "pass to the competent body of the own state", CENTRAL, Within.NODE, _BEING_HANDLED
)
CONSULT: Final = Duty(
    "consultation",
    "write the summary of a draft for the partner's informal view",
    (*OFFICERS, FOR_THE_NODE),
    Within.AGENCY,
    ((_REQUESTING, RequestState.DRAFT), (_REQUESTING, RequestState.SUBMITTED)),
)
SEE_CONSULTATIONS: Final = Duty(
    "consultation",
    "see",
    (*OFFICERS, *APPROVERS, *CENTRAL, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
    Within.SEEN,
)
WRITE_VIEW: Final = Duty("consultation", "write our view of a partner's draft", CENTRAL)
RELEASE_CONSULTATION: Final = Duty(
    "consultation", "let a summary or a view go to the partner, as a second person", CENTRAL
)
GIVE_TASK: Final = Duty(
    "task",
    "give out, and withdraw",
    (*OFFICERS, *APPROVERS, FOR_THE_NODE),
    Within.AGENCY,
    ((_REQUESTED, RequestState.ACCEPTED), (_REQUESTED, RequestState.ANSWER_DRAFTED)),
)
DO_TASK: Final = Duty("task", "do, and say what came of it", OFFICERS, Within.AGENCY)
SEE_AUTHORITIES: Final = Duty(
    "competent body", "see", (*OFFICERS, *APPROVERS, *CENTRAL, Role.TREATY_DESK, Role.AUDITOR)
)
KEEP_AUTHORITIES: Final = Duty(
    "competent body", "write down, and strike off", (*CENTRAL, Role.TREATY_DESK)
)
HAND_OVER: Final = Duty(
    "caseload",
    "hand an officer's open matters to another",
    (*APPROVERS, FOR_THE_NODE),
    Within.AGENCY,
)
HAND_OVER_UNREAD: Final = Duty(
    "caseload",
    "hand an officer's open matters to another, and read none of them",
    (Role.NODE_ADMINISTRATOR,),
)
MAY_HAND_OVER: Final = (*HAND_OVER.roles, *HAND_OVER_UNREAD.roles)
# Who sees every matter tells agencies of each other; nobody else learns that there is one.
DECONFLICT: Final = Duty(
    "matters that may be the same", "list, and record what was done about them", CENTRAL
)
SEE_RETENTION: Final = Duty(
    "closed matter",
    "see until when it is kept",
    (Role.DATA_PROTECTION_OFFICER, *CENTRAL),
)
HOLD: Final = Duty(
    "closed matter",
    "order that it is kept, and lift the order",
    (Role.DATA_PROTECTION_OFFICER, *CENTRAL),
)
PROPOSE_ERASURE: Final = Duty("closed matter", "propose to erase its content", CENTRAL)
ERASE: Final = Duty("closed matter", "erase its content", (Role.DATA_PROTECTION_OFFICER,))
# The office whose word personal data may need before it leaves.
DATA_OFFICE: Final = Role.DATA_PROTECTION_OFFICER
PROTECT_DATA: Final = Duty("personal data", "list, search and take out", (DATA_OFFICE,))
# What persons ask about their data is no business of who works on a case; the central unit, which
# sees every case, is the second person.
_HEARING: Final = (DATA_OFFICE, FOR_THE_NODE)
SEE_SUBJECTS: Final = Duty("person's request about their data", "see once it is proposed", _HEARING)
KEEP_SUBJECTS: Final = Duty(
    "person's request about their data",
    "register, search for, decide on and answer",
    (DATA_OFFICE,),
)
APPROVE_SUBJECT: Final = Duty(
    "person's request about their data",
    "approve or return its reply, as a second person",
    _HEARING,
)
GIVE_OPINION: Final = Duty(
    "consultation on a person's data", "write our opinion, or take a partner's down", _HEARING
)
RELEASE_ACCESS: Final = Duty(
    "consultation on a person's data",
    "let a question or an opinion go, as a second person",
    _HEARING,
)
SET_TRANSFER_RULES: Final = Duty(
    "rule of our own law",
    "say which transfers wait for the data protection officer",
    (DATA_OFFICE,),
)
# Figures of the whole node, and of no case; whoever approves is the head of a unit.
SEE_STATISTICS: Final = Duty(
    "statistics", "see before they are released", (Role.CENTRAL_UNIT, Role.AUDITOR, *APPROVERS)
)
RELEASE_STATISTICS: Final = Duty("statistics", "release", APPROVERS)
SEE_RELEASED: Final = Duty("statistics", "see once they are released", EVERY_OFFICE)
SET_CLOCKS: Final = Duty(
    "clock",
    "set a day, say that it is met, stop the clocks and let them go on",
    CLOSERS,
    Within.AGENCY,
)
# What was asked by word of mouth; the unit that decides says what confirms it.
PUT_ORALLY: Final = Duty(
    "request", "record that it was put to a partner by word of mouth", OFFICERS, Within.AGENCY
)
TAKE_ORALLY: Final = Duty(
    "request", "record that a partner put it by word of mouth", (*OFFICERS, FOR_THE_NODE)
)
REMIND_ORAL: Final = Duty(
    "request",
    "record that the partner was reminded to confirm what it said",
    (*OFFICERS, FOR_THE_NODE),
    Within.AGENCY,
)
CONFIRM_ORAL: Final = Duty(
    "request", "join what was said to what confirms it, or close it without", CENTRAL
)
# The one exception from four eyes: only where a national instruction names office and act.
RELEASE_ALONE: Final = Duty(
    "request",
    "release alone what is urgent, where a national instruction lets this office",
    APPROVERS,
    Within.AGENCY,
)
REVIEW_ALONE: Final = Duty(
    "request",
    "review what another released alone",
    (*APPROVERS, FOR_THE_NODE),
    Within.AGENCY,
)
SEE_ALONE: Final = Duty(
    "request",
    "list what was released alone",
    (*APPROVERS, *CENTRAL, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
    Within.SEEN,
)
# The third party's say: of another agency of this node, of a court, of a body elsewhere.
DECIDE_PART: Final = Duty(
    "part of a reply",
    "consent to its release, for the agency whose it is",
    APPROVERS,
    Within.AGENCY,
)
NOTE_PART_CONSENT: Final = Duty(
    "part of a reply",
    "note what a court or a body elsewhere decided on its release",
    (*OFFICERS, FOR_THE_NODE),
    Within.AGENCY,
    (
        (_REQUESTED, RequestState.ACCEPTED),
        (_REQUESTED, RequestState.ANSWER_DRAFTED),
    ),
)
DUTIES: Final = (
    DECIDE_PART,
    NOTE_PART_CONSENT,
    PUT_ORALLY,
    TAKE_ORALLY,
    REMIND_ORAL,
    CONFIRM_ORAL,
    RELEASE_ALONE,
    REVIEW_ALONE,
    SEE_ALONE,
    TELL_DELIVERY,
    BIND_DELIVERY,
    STOP_DELIVERY,
    TELL_STANDING,
    BIND_STANDING,
    STOP_STANDING,
    SEE_EVERY_REQUEST,
    SEE_AGENCYS_REQUESTS,
    SEE_REFERRED,
    DRAFT_REQUEST,
    SAVE_DRAFT,
    GIVE_INFORMATION,
    RELEASE_ALERT,
    REGISTER_INFORMATION,
    ATTACH,
    GIVE_FEEDBACK,
    REGISTER_FEEDBACK,
    WRITE_QUESTION,
    PUT_QUESTION,
    OPEN_PARTIAL,
    USE_ANSWER,
    WRITE_AFTERWORD,
    SEND_AFTERWORD,
    JUDGE_AFTERWORD,
    SHARE,
    OPEN_EXHIBIT,
    SEE_ADDRESSES,
    KEEP_ADDRESS,
    REGISTER_LETTER,
    ATTACH_SCAN,
    IMPORT_CASELOAD,
    SEE_IMPORTS,
    SEE_JOINING,
    CARRY_OVER,
    NOTE_TRANSLATION,
    TRANSFER,
    CONSULT,
    SEE_CONSULTATIONS,
    WRITE_VIEW,
    RELEASE_CONSULTATION,
    GIVE_TASK,
    DO_TASK,
    SEE_AUTHORITIES,
    KEEP_AUTHORITIES,
    HAND_OVER,
    HAND_OVER_UNREAD,
    DECONFLICT,
    SET_CLOCKS,
    SEE_RETENTION,
    HOLD,
    PROPOSE_ERASURE,
    ERASE,
    PROTECT_DATA,
    SEE_SUBJECTS,
    KEEP_SUBJECTS,
    APPROVE_SUBJECT,
    GIVE_OPINION,
    RELEASE_ACCESS,
    SET_TRANSFER_RULES,
    SEE_STATISTICS,
    RELEASE_STATISTICS,
    SEE_RELEASED,
)
