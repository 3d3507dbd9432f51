"""The names of what became of an answer."""

from collections.abc import Mapping

from comity.assistance.terms.feedback import FeedbackCode
from comity.kernel.wording import N_

FEEDBACK_NAMES: Mapping[FeedbackCode, str] = {
    FeedbackCode.SEIZURE: N_("used in a seizure"),
    FeedbackCode.DUTY: N_("duty assessed"),
    FeedbackCode.PENALTY: N_("a penalty imposed"),
    FeedbackCode.PROCEEDINGS: N_("proceedings opened"),
    FeedbackCode.BACKGROUND: N_("useful as background"),
    FeedbackCode.NOT_USEFUL: N_("not useful"),
    FeedbackCode.DUPLICATE: N_("known already"),
    FeedbackCode.NOT_YET_KNOWN: N_("not yet known"),
}
