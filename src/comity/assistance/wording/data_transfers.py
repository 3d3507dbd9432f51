"""What left for another administration, in words."""

from collections.abc import Mapping

from comity.assistance.terms.data_transfers import TransferKind, TransferVerdict
from comity.kernel.wording import N_

TRANSFER_NAMES: Mapping[TransferKind, str] = {
    TransferKind.REQUEST: N_("Request"),
    TransferKind.COMPLETION: N_("Completed request"),
    TransferKind.ANSWER: N_("Answer"),
    TransferKind.PARTIAL: N_("Partial answer"),
    TransferKind.CORRECTION: N_("Correction"),
    TransferKind.QUESTION: N_("Supplementary question"),
    TransferKind.CONSULTATION: N_("Summary of a draft"),
    TransferKind.DELIVERY: N_("Word of a controlled delivery"),
    TransferKind.INFORMATION: N_("Information without a request"),
    TransferKind.SUPPLY: N_("File of a standing exchange"),
}
VERDICT_NAMES: Mapping[TransferVerdict, str] = {
    TransferVerdict.APPROVED: N_("Approved"),
    TransferVerdict.OPPOSED: N_("Opposed"),
}
SENTENCES: Mapping[str, str] = {
    "data_officer_approval_needed": N_(
        "The data protection officer must approve what stands there now before it leaves."
    ),
    "transfer_rules_too_many": N_("No more than {limit} rules may stand at once."),
    "no_transfer_approval_asked": N_(
        "Nothing here waits for the data protection officer's approval."
    ),
}
