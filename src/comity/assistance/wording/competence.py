"""What stands in the way of passing a request on, and what its fields are called."""

from collections.abc import Mapping

from comity.kernel.wording import N_

LABELS: Mapping[str, str] = {
    "competent_body": N_("Competent body"),
    "transferred_on": N_("Day it was passed there"),
    "number": N_("Reference there"),
    "contact": N_("Contact there"),
    "basis": N_("Basis"),
    "matters": N_("Competent for"),
}

SENTENCES: Mapping[str, str] = {
    "transfer_not_open": N_(
        "{reference} does not stand where it could be passed to a competent body."
    ),
    "authority_ended": N_("“{body}” was struck off before."),
    "transfer_excluded": N_("The agreement shuts out that a request is passed to another body."),
}
