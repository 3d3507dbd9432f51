"""The sentences of codes that only a door knows."""

from collections.abc import Mapping

from comity.interfaces import health_wording
from comity.interfaces.tables import wording as tables
from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    **health_wording.SENTENCES,
    **tables.SENTENCES,
    "node_unreachable": N_("Nothing answers at {address}. Is the node running?"),
    "node_refused": N_("The node answered {status}: {problem}"),
    "request_malformed": N_("The request is not in a form that can be read."),
    "method_not_allowed": N_("This address does not take that verb; see the API's description."),
    "body_not_json": N_("The body is not a JSON object that can be read."),
    "body_too_large": N_("The body is larger than this address takes; files have their own."),
    "value_not_in_form": N_("This value is not in the form agreed: {cause}."),
    "refused_for_unknown_cause": N_("It named a cause that this node does not know."),
    "code_not_typed": N_("The code was refused, or ran out. Sign in again for a new one."),
    "afresh_on_pages": N_(
        "What leaves the house is confirmed by signing in afresh, which this program cannot do"
        " here: do it on the pages of the node."
    ),
    "too_many_tries": N_("Too many tries. Try again in {seconds} seconds."),
    "csrf_failed": N_("The request did not come from one of our own pages; load the page again."),
    "public_folder_not_ours": N_(
        "The folder {folder} holds something else than a public register; nothing was touched."
        " Name an empty folder, or one that does not exist yet."
    ),
    "unforeseen": N_(
        "Something went wrong here that was not foreseen. Nothing was changed; the node's log"
        " tells the administrator more."
    ),
}
