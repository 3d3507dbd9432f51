"""What is wrong with an own enquiry as typed, and where agreements want them made first. Pure."""

from collections.abc import Callable
from datetime import date

from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import Effect, Instrument, ProvisionKind
from comity.assistance.rules import problems_in_text
from comity.assistance.terms import RequestDraft
from comity.assistance.terms.enquiries import EnquiryDraft, Looked, Outcome
from comity.assistance.wording.enquiries import LINE, LOOKED_NAMES, OUTCOME_NAMES
from comity.kernel.errors import Problem
from comity.kernel.rulings import Citation
from comity.kernel.wording import fill


def own_means_first(instrument: Instrument, *, on: date) -> Citation | None:
    """Return the article that wants own means exhausted before a partner is asked.

    A term that a template alone supposes counts too: to look at home first harms nobody.

    Args:
        instrument: under which it is asked.
        on: the civil day.
    """
    provision = instrument.provision_on(ProvisionKind.EX_PRIOR_CONTROL, on=on)
    if provision is None or provision.effect is not Effect.GRANTED:
        return None
    return cite_provision(instrument, provision)


def problems_in_enquiry(enquiry: EnquiryDraft, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with an enquiry as it was typed.

    Args:
        enquiry: as typed.
        on: the civil day; nothing was looked up on a later one.
    """
    return (
        *_code(enquiry.looked, "looked", frozenset(Looked)),
        *_day(enquiry.on, on),
        *_code(enquiry.outcome, "outcome", frozenset(Outcome)),
        *(problems_in_text(enquiry.note, field="enquiry_note") if enquiry.note.strip() else ()),
    )


def line_of(enquiry: EnquiryDraft, *, translate: Callable[[str], str]) -> str:
    """Return the line that tells an enquiry among the own enquiries of a request.

    Args:
        enquiry: without problems.
        translate: into the language in which the request is written.
    """
    told = fill(
        translate(LINE),
        (
            ("day", enquiry.on),
            ("where", translate(LOOKED_NAMES[Looked(enquiry.looked)])),
            ("outcome", translate(OUTCOME_NAMES[Outcome(enquiry.outcome)])),
        ),
    )
    note = " ".join(enquiry.note.split())
    return f"{told} {note}".strip()


def _code(typed: str, field: str, known: frozenset[str]) -> tuple[Problem, ...]:
    return () if typed in known else (Problem("unknown_code" if typed else "missing", field),)


def _day(typed: str, on: date) -> tuple[Problem, ...]:
    day = RequestDraft(reply_wanted_on=typed).reply_day
    if day is None:
        return (Problem("not_a_day" if typed else "missing", "looked_on"),)
    ahead = Problem("day_ahead", "looked_on", (("day", day.isoformat()),))
    return (ahead,) if day > on else ()
