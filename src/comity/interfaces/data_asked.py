"""What is asked of the register of personal data at a door."""

from collections.abc import Mapping

from comity.assistance.terms.personal_data import DataAsked, Held
from comity.interfaces.record_asked import MOST_TYPED, day_of
from comity.kernel.countries import COUNTRIES


def data_asked(sent: Mapping[str, str]) -> DataAsked:
    """Return what was typed; what cannot be meant is left out."""
    partner, held = sent.get("partner", ""), sent.get("held", "")
    case = sent.get("case", "").replace("\x00", "").strip()[:MOST_TYPED]
    return DataAsked(
        partner=partner if partner in COUNTRIES else "",
        case=case,
        held=held if held in set(Held) else "",
        since=day_of(sent.get("since", "")),
        until=day_of(sent.get("until", "")),
        overdue=bool(sent.get("overdue")),
    )
