"""What an agreement says of requests by word of mouth, and what may confirm one. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import Effect, Instrument, ProvisionKind
from comity.assistance.rules import problems_in_text
from comity.assistance.terms import CODES
from comity.assistance.terms.oral import (
    Likeness,
    Means,
    OralDraft,
    OralLeave,
    OralTerms,
    WhyUrgent,
)
from comity.kernel.codes import CountryCode
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters

OLDEST = timedelta(days=60)
NAME_LIMIT = 200
WITHIN_LIMIT = 300
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}", re.ASCII)
# Words that say which matter it is; shorter ones stand in every subject.
_LEAST_LETTERS = 4


@dataclass(frozen=True, slots=True)
class Matter:
    """What of a request tells whether it is the one that was spoken of.

    Attributes:
        kind: of assistance.
        subject: what it is about.
        hs_code: of the goods.
        consignment: number of the declaration or consignment.
        persons: whom it names.
        says: when it says that it was put by word of mouth; None where it says nothing.
    """

    kind: str
    subject: str = ""
    hs_code: str = ""
    consignment: str = ""
    persons: str = ""
    says: datetime | None = field(default=None, compare=False)


def terms_of_oral(instrument: Instrument | None, *, on_day: datetime, custom: int) -> OralTerms:
    """Return what an agreement says of requests by word of mouth, and by when one is confirmed.

    What the register only assumes from a model text binds nobody: its days are told as custom.

    Args:
        instrument: what it would rest on; None where nothing carries it.
        on_day: the moment it was put.
        custom: working days in which it is confirmed where no article counts them.
    """
    found = instrument and instrument.provision_on(ProvisionKind.REQ_FORM, on=on_day.date())
    if instrument is None or not found or found.effect is not Effect.GRANTED:
        return OralTerms(OralLeave.SILENT, custom, by_article=False)
    cites = cite_provision(instrument, found)
    told = found.flag("oral_when_urgent")
    within = (found.text("confirm_within") or "")[:WITHIN_LIMIT]
    if not told:
        silent = told is None and not found.flag("written")
        leave = OralLeave.SILENT if silent else OralLeave.NOT_ALLOWED
        return OralTerms(leave, custom, by_article=False, cites=cites)
    days = found.number("confirm_days")
    if days is None or found.is_assumed:
        return OralTerms(OralLeave.ALLOWED, custom, by_article=False, cites=cites, within=within)
    return OralTerms(OralLeave.ALLOWED, days, by_article=True, cites=cites, within=within)


def moment_typed(text: str) -> datetime | None:
    """Return the day and time that were typed, without a zone; None when they are none."""
    if not _MOMENT.fullmatch(text.strip()):
        return None
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def problems_in_oral(draft: OralDraft, *, now: datetime) -> tuple[Problem, ...]:
    """Return everything that is wrong with a note of what was said.

    Args:
        draft: as typed.
        now: in this node's own time, without a zone; nothing was said after it.
    """
    return (
        *_country(draft.partner),
        *_code(draft.kind, "kind", frozenset(CODES["kind"])),
        *problems_in_text(draft.subject, field="subject"),
        *problems_in_text(draft.asked, field="asked"),
        *_moment(draft.put_at, now),
        *_name(draft.spoken_with),
        *_code(draft.means, "means", frozenset(Means)),
        *_code(draft.why, "why_urgent", frozenset(WhyUrgent)),
        *(problems_in_text(draft.under, field="under") if draft.under.strip() else ()),
    )


def likenesses(said: Matter, written: Matter, *, put_at: datetime) -> tuple[Likeness, ...]:
    """Return why a written request may be the confirmation of what was said; empty for no reason.

    It is only shown: a person joins the two, because two calls of one night may be alike.

    Args:
        said: the request that was put by word of mouth.
        written: one that came in writing.
        put_at: when it was said; aware.
    """
    spoken, told = _words(said.subject), _words(written.subject)
    names = _words(said.persons) & _words(written.persons)
    found = (
        (written.says is not None and _near(written.says, put_at), Likeness.SAYS_SO),
        (said.kind == written.kind, Likeness.SAME_KIND),
        (bool(spoken & told), Likeness.SAME_SUBJECT),
        (bool(said.hs_code) and said.hs_code == written.hs_code, Likeness.SAME_GOODS),
        (_same(said.consignment, written.consignment), Likeness.SAME_CONSIGNMENT),
        (bool(names), Likeness.SAME_PERSONS),
    )
    return tuple(likeness for holds, likeness in found if holds)


def _near(told: datetime, put_at: datetime) -> bool:
    """Two clocks and two memories of one call differ; two calls lie further apart."""
    return abs(told - put_at) <= timedelta(hours=3)


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()


def _words(text: str) -> frozenset[str]:
    found = re.findall(r"\w+", text.casefold())
    return frozenset(word for word in found if len(word) >= _LEAST_LETTERS)


def _country(code: str) -> Iterator[Problem]:
    try:
        CountryCode(code)
    except ValueError:
        yield Problem("unknown_country" if code else "missing", "partner")


def _code(code: str, name: str, known: frozenset[str]) -> Iterator[Problem]:
    if code not in known:
        yield Problem("unknown_code" if code else "missing", name)


def _moment(text: str, now: datetime) -> Iterator[Problem]:
    moment = moment_typed(text)
    if moment is None:
        yield Problem("not_a_moment" if text.strip() else "missing", "put_at")
    elif moment > now:
        yield Problem("moment_ahead", "put_at")
    elif now - moment > OLDEST:
        yield Problem("moment_too_old", "put_at")


def _name(text: str) -> Iterator[Problem]:
    if not text.strip():
        yield Problem("missing", "spoken_with")
    if len(text) > NAME_LIMIT:
        facts = (("limit", str(NAME_LIMIT)), ("length", str(len(text))))
        yield Problem("too_long", "spoken_with", facts)
    if has_hidden_characters(text):
        yield Problem("control_characters", "spoken_with")
