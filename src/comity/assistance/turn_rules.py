"""What is wrong with the day to which a request is postponed. Pure."""

from datetime import date

from comity.assistance.rules import LONGEST_WAIT
from comity.assistance.terms import RequestDraft
from comity.kernel.errors import Problem


def problems_in_until(typed: str, *, on: date) -> tuple[Problem, ...]:
    """Return what is wrong with the day on which a postponed request is looked at again.

    Args:
        typed: as year-month-day.
        on: the civil day; the one typed lies after it.
    """
    if not typed.strip():
        return (Problem("missing", "until"),)
    day = RequestDraft(reply_wanted_on=typed).reply_day
    if day is None:
        return (Problem("not_a_day", "until"),)
    facts = (("day", day.isoformat()),)
    if day <= on:
        return (Problem("day_passed", "until", facts),)
    return (Problem("day_too_far", "until", facts),) if day - on > LONGEST_WAIT else ()
