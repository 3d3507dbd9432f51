"""Who keeps the register, the terms signed with partners, and the law of the node. Pure."""

from typing import Final

from comity.agreements.terms.editing import ProposalState
from comity.kernel.duties import EVERY_OFFICE, Duty
from comity.kernel.rulings import Role

_DESK: Final = (Role.TREATY_DESK,)
_INSTRUCTORS: Final = (Role.TREATY_DESK, Role.CENTRAL_UNIT)
REPORTERS: Final = (Role.CENTRAL_UNIT, Role.TREATY_DESK, Role.DATA_PROTECTION_OFFICER)
JUDGES: Final = (Role.TREATY_DESK, Role.DATA_PROTECTION_OFFICER)
_WRITABLE: Final = tuple(state for state in ProposalState if state.is_writable)
_OPEN: Final = tuple(state for state in ProposalState if state.is_open)

READ_LAW: Final = Duty("agreement", "read, compare, and ask what it permits", EVERY_OFFICE)
SETTLE: Final = Duty("agreement", "settle what the register leaves open", _DESK)

SEE_PROPOSALS: Final = Duty(
    "change of the register",
    "see, once it was proposed; one's own before",
    (Role.TREATY_DESK, Role.AUDITOR),
)
BEGIN_CHANGE: Final = Duty("change of the register", "begin", _DESK)
WRITE_CHANGE: Final = Duty(
    "change of the register", "write on at one's own", _DESK, states=_WRITABLE
)
PROPOSE_CHANGE: Final = Duty("change of the register", "propose one's own", _DESK, states=_WRITABLE)
WITHDRAW_CHANGE: Final = Duty("change of the register", "withdraw one's own", _DESK, states=_OPEN)
JUDGE_CHANGE: Final = Duty(
    "change of the register",
    "approve or return another's",
    _DESK,
    states=(ProposalState.PROPOSED,),
)

SEE_TERMS: Final = Duty("countersigned terms", "see", EVERY_OFFICE)
PROPOSE_TERMS: Final = Duty("countersigned terms", "propose", _DESK)
ANSWER_TERMS: Final = Duty("countersigned terms", "countersign or decline", _DESK)
TAKE_TERMS_OVER: Final = Duty("countersigned terms", "take the partner's encoding over", _DESK)
DECIDE_DIFFERENCE: Final = Duty("difference of terms", "decide", _DESK)

# Everybody else meets only the effect of it.
SEE_OWN_LAW: Final = Duty(
    "own law",
    "see instructions, assurances and breaches",
    (Role.TREATY_DESK, Role.CENTRAL_UNIT, Role.AUDITOR, Role.DATA_PROTECTION_OFFICER),
)
ISSUE_INSTRUCTION: Final = Duty("instruction", "enter", _INSTRUCTORS)
MOVE_INSTRUCTION: Final = Duty("instruction", "do what its life has next", _INSTRUCTORS)
RECORD_ASSURANCE: Final = Duty("assurance", "record", _INSTRUCTORS)
WITHDRAW_ASSURANCE: Final = Duty("assurance", "record that it counts no longer", _INSTRUCTORS)
REPORT_BREACH: Final = Duty("breach", "report", REPORTERS)
DUTIES: Final = (
    READ_LAW,
    SETTLE,
    SEE_PROPOSALS,
    BEGIN_CHANGE,
    WRITE_CHANGE,
    PROPOSE_CHANGE,
    WITHDRAW_CHANGE,
    JUDGE_CHANGE,
    SEE_TERMS,
    PROPOSE_TERMS,
    ANSWER_TERMS,
    TAKE_TERMS_OVER,
    DECIDE_DIFFERENCE,
    SEE_OWN_LAW,
    ISSUE_INSTRUCTION,
    MOVE_INSTRUCTION,
    RECORD_ASSURANCE,
    WITHDRAW_ASSURANCE,
    REPORT_BREACH,
)
