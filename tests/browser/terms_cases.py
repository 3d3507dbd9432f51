"""Terms that the partner proposes, and tells that it rules by: an article more than ours."""

from collections.abc import Callable
from datetime import datetime

from comity.agreements.queries import (
    current_register,
    own_text,
    terms_differences,
    terms_proposals,
)
from comity.agreements.register_files import instrument_from_text
from comity.agreements.terms.countersigning import Statement
from comity.officers.terms import Viewer
from tests.nodes.partner_simulator import PartnerSimulator

AGREEMENT = "us-ua-2016"
MORE = """
[[provisions]]
kind = "exe.deadline"
article = "Article 9"
parameters.days = 30
verified = { by = "O. Koval", on = 2026-01-05, against = "the text of record" }
"""


def fill_terms(
    hear: Callable[..., None], *, partner: PartnerSimulator, seen_by: Viewer, at: datetime
) -> dict[str, str]:
    """Let the partner propose its encoding and tell of the difference; return what is where."""
    register, text = current_register(), own_text(AGREEMENT) + MORE
    digest = instrument_from_text(text, among=register).digest
    statement = Statement(AGREEMENT, digest, "UA", "US", 1, "", at.replace(microsecond=0))
    proposed = {
        "agreement": AGREEMENT,
        "digest": digest,
        "number": 1,
        "replaces": "",
        "made_at": statement.made_at_text,
        "encoding": text,
        "note": partner.keys.sender.sign_note(statement.text()).decode(),
    }
    hear("terms.proposed", proposed, under=None)
    relied_on = register.instrument(AGREEMENT).digest
    told = {"agreement": AGREEMENT, "relied_on": relied_on, "own": digest}
    hear("terms.differ", told, under=None)
    (proposal,), (difference,) = (
        terms_proposals(seen_by=seen_by),
        terms_differences(seen_by=seen_by),
    )
    return {"terms": str(proposal.id), "terms_difference": str(difference.id)}
