"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.kernel.rulings import Role
from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "not_allowed": N_("Your role does not carry this act. It is for: {roles}."),
    "not_found": N_("There is no such item, or none that you may see."),
    "invalid": N_("Something in what you entered needs correcting; nothing was lost."),
    "sign_in_needed": N_("Sign in to go on."),
    "sign_in_afresh": N_("Sign in afresh to confirm this act."),
}

ROLE_NAMES: Mapping[Role, str] = {
    Role.REQUEST_OFFICER: N_("Request officer"),
    Role.APPROVER: N_("Approver"),
    Role.CENTRAL_UNIT: N_("Central unit"),
    Role.INVESTIGATOR: N_("Investigator"),
    Role.TREATY_DESK: N_("Treaty desk"),
    Role.AEO_MANAGER: N_("AEO manager"),
    Role.AUDITOR: N_("Auditor"),
    Role.DATA_PROTECTION_OFFICER: N_("Data protection officer"),
    Role.ATTACHE: N_("Attaché"),
    Role.NODE_ADMINISTRATOR: N_("Node administrator"),
}
