"""What pages call the states of a change, and the parts of a file."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.agreements.terms.editing import ProposalState

PROPOSAL_NAMES: Mapping[ProposalState, Promise] = {
    ProposalState.DRAFT: _("being written"),
    ProposalState.PROPOSED: _("waiting for a second person"),
    ProposalState.APPROVED: _("approved"),
    ProposalState.RETURNED: _("sent back"),
    ProposalState.WITHDRAWN: _("taken back"),
}
PROPOSAL_TONES: Mapping[ProposalState, str] = {
    ProposalState.DRAFT: "pill-calm",
    ProposalState.PROPOSED: "pill-wait",
    ProposalState.APPROVED: "pill-good",
    ProposalState.RETURNED: "pill-wait",
    ProposalState.WITHDRAWN: "",
}
ENTRIES_NAMES: Mapping[str, Promise] = {
    "parties": _("Parties"),
    "events": _("Events"),
    "provisions": _("Provisions"),
    "sources": _("Sources"),
}
