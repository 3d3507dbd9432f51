"""Acts on the register and on what stands beside it."""

from comity.agreements.services.assurances import record_assurance, withdraw_assurance
from comity.agreements.services.breaches import move_breach, report_breach
from comity.agreements.services.countersigning import (
    countersign_terms,
    decline_terms,
    propose_terms,
)
from comity.agreements.services.editing import (
    approve_change,
    begin_change,
    propose_change,
    register_with,
    return_change,
    withdraw_change,
    write_change,
)
from comity.agreements.services.instructions import issue_instruction, move_instruction
from comity.agreements.services.register import import_register, settle
from comity.agreements.services.terms_differences import (
    SeenDifference,
    decide_difference,
    is_decided,
    note_difference,
)
from comity.agreements.services.terms_reasons import reasons_given
from comity.agreements.services.terms_received import (
    Carried,
    proposal_of_ours,
    proposal_refused,
    receive_countersignature,
    receive_decline,
    receive_proposal,
)
from comity.agreements.services.terms_steps import StepToSign, keep_signature, steps_to_sign

__all__ = [
    "Carried",
    "SeenDifference",
    "StepToSign",
    "approve_change",
    "begin_change",
    "countersign_terms",
    "decide_difference",
    "decline_terms",
    "import_register",
    "is_decided",
    "issue_instruction",
    "keep_signature",
    "move_breach",
    "move_instruction",
    "note_difference",
    "proposal_of_ours",
    "proposal_refused",
    "propose_change",
    "propose_terms",
    "reasons_given",
    "receive_countersignature",
    "receive_decline",
    "receive_proposal",
    "record_assurance",
    "register_with",
    "report_breach",
    "return_change",
    "settle",
    "steps_to_sign",
    "withdraw_assurance",
    "withdraw_change",
    "write_change",
]
