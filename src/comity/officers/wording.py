"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.kernel.rulings import Role
from comity.kernel.wording import N_
from comity.officers import absence, appointment, passwords
from comity.officers.terms import Factor

SENTENCES: Mapping[str, str] = {
    **absence.SENTENCES,
    **passwords.SENTENCES,
    **appointment.SENTENCES,
    "not_allowed": N_("Your role does not carry this act. It is for: {roles}."),
    "no_office": N_("You are signed in, but no office has been given to you on this node."),
    "not_found": N_("There is no such item, or none that you may see."),
    "invalid": N_("Something in what you entered needs correcting; nothing was lost."),
    "sign_in_needed": N_("Sign in to go on."),
    "sign_in_afresh": N_("Sign in afresh to confirm this act."),
    "second_factor_needed": N_(
        "Set up a second factor first: sign in on the pages and open Sign-in and security."
    ),
    "node_not_open": N_(
        "This node is not open yet. Its administrators are setting up how they sign in."
    ),
    "last_factor": N_("This is your last second factor. Add another first, then take it away."),
    "too_few_administrators": N_(
        "Too few node administrators could sign in: {have}, and this node needs {need}, each with"
        " a second factor."
    ),
    "subject_not_taken": N_(
        "This is empty, too long, or stands for an officer already. Nothing was changed."
    ),
    "card_not_enabled": N_("Smart cards are not taken at this node."),
    "card_not_from_proxy": N_("Only the proxy of this node speaks for smart cards."),
    "card_secret_wrong": N_("What speaks for smart cards did not prove that it is the proxy."),
    "machine_not_taken": N_(
        "A machine needs a name, and an office that the officer who answers for it holds."
    ),
    "not_oneself": N_("Another administrator has to do this for you."),
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

ROLE_DUTIES: Mapping[Role, str] = {
    Role.REQUEST_OFFICER: N_("Writes requests to partners, and answers theirs, for the agency."),
    Role.APPROVER: N_(
        "Approves what leaves the agency and releases its answers, never what they wrote."
    ),
    Role.CENTRAL_UNIT: N_(
        "Takes in what partners ask, gives it to an agency, and sees the requests of all agencies."
    ),
    Role.INVESTIGATOR: N_("Writes requests and answers for the agency's investigations."),
    Role.TREATY_DESK: N_(
        "Keeps the register of agreements and our own law, and decides what the law leaves open."
    ),
    Role.AEO_MANAGER: N_("Reads the agreements, and asks what they permit. Sees no request."),
    Role.AUDITOR: N_("Reads every request and the whole record, and changes nothing."),
    Role.DATA_PROTECTION_OFFICER: N_(
        "Sees whose data are kept, on what ground and until when, and judges breaches."
    ),
    Role.ATTACHE: N_("Reads the agreements, and asks what they permit. Sees no request."),
    Role.NODE_ADMINISTRATOR: N_(
        "Looks after the node, its links, its people and its machines. Sees no request."
    ),
}
"""What each office may do, in a sentence for whoever gives it; the tables of duties say it all."""

FACTOR_NAMES: Mapping[Factor, str] = {
    Factor.APP: N_("Authenticator app"),
    Factor.PASSKEY: N_("Passkey or security key"),
}
