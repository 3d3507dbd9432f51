"""What pages say of consents, recalls and notices."""

from collections.abc import Mapping

from django.utils.translation import gettext

from comity.assistance.models import AfterwordItem
from comity.assistance.terms.afterwords import AfterwordKind
from comity.kernel.wording import N_

TITLES: Mapping[AfterwordKind, str] = {
    AfterwordKind.CONSENT: N_("Ask the supplier's consent"),
    AfterwordKind.RECALL: N_("Ask back what we supplied"),
    AfterwordKind.DISCLOSURE: N_("Give notice of a disclosure"),
    AfterwordKind.EVIDENCE: N_("Give notice of use as evidence"),
}
TOLD: Mapping[AfterwordKind, str] = {
    AfterwordKind.CONSENT: N_(
        "Consent makes exactly this use permitted, and nothing wider: this purpose, these"
        " proceedings, this receiver."
    ),
    AfterwordKind.RECALL: N_(
        "You ask; you cannot command. The other side answers for each item: deleted, kept under"
        " an article, or already disclosed. Where the law there keeps it, it stays."
    ),
    AfterwordKind.DISCLOSURE: N_(
        "Where a court or a law compels you to disclose, the supplier is told before it happens."
    ),
    AfterwordKind.EVIDENCE: N_(
        "Where the agreement wants the supplier told that its answer is used in proceedings."
    ),
}
DEEDS: Mapping[str, str] = {
    "send": N_("Send it to the partner"),
    "drop": N_("Drop it"),
    "decide": N_("Record the decision"),
    "withdraw": N_("Withdraw the consent"),
    "answer": N_("Do this and answer"),
}
DONE: Mapping[str, str] = {
    "send": N_("Released and recorded for delivery."),
    "drop": N_("Dropped; nothing was sent."),
    "decide": N_("The decision is recorded."),
    "withdraw": N_("The consent is withdrawn."),
    "answer": N_("Answered, and done as answered."),
}


def item_name(item: AfterwordItem) -> str:
    """Return what a reader calls an item of a recall."""
    if item.exhibit is not None:
        return item.exhibit.file_name
    texts = {"answer": gettext("The text of the answer"), "request": gettext("The request")}
    return texts.get(item.item, item.item)
