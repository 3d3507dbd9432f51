"""What is wrong with a draft as it stands, by the rules and by the code lists of this node."""

from datetime import date

from comity.assistance.coding import Coded, coded_in, problems_in_codes
from comity.assistance.information_rules import problems_in_information
from comity.assistance.models import Request
from comity.assistance.queries.enquiries import article_of_own_means
from comity.assistance.rules import problems_in
from comity.assistance.terms import RequestDraft
from comity.assistance.terms.information import InformationDraft
from comity.assistance.terms.kinds import kind_of
from comity.kernel.errors import Problem
from comity.subjects.queries import readable_code_lists


def problems_of_draft(draft: RequestDraft, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with a request as it stands; empty when it may go on.

    Args:
        draft: as typed.
        on: the civil day.
    """
    held = readable_code_lists()
    return (
        *problems_in(draft, on=on),
        *problems_in_codes(draft, held, on=on),
        *_own_means(draft, on=on),
    )


def problems_of_information(draft: InformationDraft, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with information as it stands; empty when it may leave.

    Args:
        draft: as typed.
        on: the civil day.
    """
    coded = problems_in_codes(draft.matter(), readable_code_lists(), on=on)
    return (*problems_in_information(draft, on=on), *coded)


def _own_means(draft: RequestDraft, *, on: date) -> tuple[Problem, ...]:
    """Ask for own enquiries where the agreement wants them first and nothing else asks for them."""
    kind = kind_of(draft.kind)
    owed_anyway = kind is None or "enquiries_made" in kind.minimum
    if draft.enquiries_made.strip() or owed_anyway:
        return ()
    article = article_of_own_means(draft.under, on=on)
    if article is None:
        return ()
    facts = (("article", dict(article.facts).get("article", "")),)
    return (Problem("own_means_first", "enquiries_made", facts),)


def codes_of(request: Request, *, on: date) -> tuple[Coded, ...]:
    """Return area and offence of a request, each in the version of its list it is of.

    Args:
        request: ours or a partner's.
        on: the civil day, for what was kept without a version.
    """
    versions = {str(name): str(told) for name, told in request.code_versions.items()}
    return coded_in(request.as_draft(), versions, readable_code_lists(), on=on)
