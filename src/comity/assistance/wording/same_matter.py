"""What two matters have in common, and what was done about it, in words."""

from collections.abc import Mapping

from comity.assistance.terms.same_matter import HitOutcome, Mark
from comity.kernel.wording import N_

MARK_NAMES: Mapping[Mark, str] = {
    Mark.DECLARATION: N_("same declaration"),
    Mark.CONTAINER: N_("same container"),
    Mark.CONSIGNMENT: N_("same consignment"),
    Mark.VESSEL: N_("same ship"),
    Mark.VEHICLE: N_("same vehicle"),
    Mark.ACCOUNT: N_("same account"),
    Mark.COMPANY: N_("same company"),
    Mark.NUMBER: N_("same number"),
    Mark.GOODS: N_("same goods at the same value"),
    Mark.NAME: N_("same name"),
}

HIT_OUTCOME_NAMES: Mapping[HitOutcome, str] = {
    HitOutcome.TOLD: N_("An agency was told"),
    HitOutcome.NO_LINK: N_("No link"),
}

SENTENCES: Mapping[str, str] = {
    "hit_settled": N_("Somebody has settled this already. Look at it again."),
    "nobody_told": N_("Name an agency only when one was told."),
}
