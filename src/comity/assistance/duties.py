"""Who sees a request, writes in it, lets it out, and takes out what came with it. Pure.

The moves of its life stand in `lifecycle`, with the offices named here.
"""

from typing import Final

from comity.assistance.terms import Party, RequestState
from comity.kernel.duties import FOR_THE_NODE, Duty, Within
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
ATTACH: Final = Duty(
    "request", "attach an exhibit, or leave it out", OFFICERS, Within.AGENCY, _BEING_WRITTEN
)
USE_ANSWER: Final = Duty(
    "request", "have a use of its opened answer ruled on", OFFICERS, Within.AGENCY
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
PROTECT_DATA: Final = Duty(
    "personal data", "list, search and take out", (Role.DATA_PROTECTION_OFFICER,)
)
DUTIES: Final = (
    SEE_EVERY_REQUEST,
    SEE_AGENCYS_REQUESTS,
    SEE_REFERRED,
    DRAFT_REQUEST,
    SAVE_DRAFT,
    ATTACH,
    USE_ANSWER,
    SHARE,
    OPEN_EXHIBIT,
    SEE_ADDRESSES,
    KEEP_ADDRESS,
    REGISTER_LETTER,
    ATTACH_SCAN,
    HAND_OVER,
    HAND_OVER_UNREAD,
    PROTECT_DATA,
)
