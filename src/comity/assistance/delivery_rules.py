"""What is wrong with a word about a controlled delivery, and what act its "go" is. Pure."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from comity.agreements.terms import DeliverUnderControl
from comity.assistance.rules import LONGEST_WAIT
from comity.assistance.terms.delivery import (
    DELIVERY_FIELDS,
    MOST_STATES,
    DeliveryWord,
    Said,
    is_needed,
    plan_that_stands,
    route_in,
)
from comity.assistance.terms.kind_fields import Entry, KindField
from comity.kernel.codes import CountryCode, is_country
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters


def problems_in_word(
    word: DeliveryWord, facts: Mapping[str, str], *, own: str, partner: str, on: date
) -> tuple[Problem, ...]:
    """Return what is wrong with what was filled in.

    Args:
        word: what is said.
        facts: as typed, by the names of the fields.
        own: code of the administration that says it.
        partner: code of the other.
        on: the civil day; the goods move after it.
    """
    found = [
        problem
        for each in DELIVERY_FIELDS[word]
        for problem in _in_field(each, facts.get(each.name, ""), on)
    ]
    if word is DeliveryWord.PLAN:
        found += _in_route(facts.get("route", ""), {own, partner})
        found += _in_period(facts)
    return tuple(found)


def _in_field(asked: KindField, text: str, on: date) -> Iterator[Problem]:
    if not text.strip():
        if is_needed(asked.name):
            yield Problem("missing", asked.name)
        return
    if len(text) > asked.limit:
        facts = (("limit", str(asked.limit)), ("length", str(len(text))))
        yield Problem("too_long", asked.name, facts)
    if has_hidden_characters(text, lines=asked.entry is Entry.TEXT):
        yield Problem("control_characters", asked.name)
    if asked.entry is Entry.CODE and text not in asked.codes:
        yield Problem("unknown_code", asked.name)
    if asked.entry is Entry.DAY:
        yield from _in_day(asked, text, on)


def _in_day(asked: KindField, text: str, on: date) -> Iterator[Problem]:
    day = day_in(text)
    if day is None:
        yield Problem("not_a_day", asked.name)
        return
    facts = (("day", day.isoformat()),)
    if asked.ahead and day < on:
        yield Problem("day_passed", asked.name, facts)
    if not asked.ahead and day > on:
        yield Problem("day_ahead", asked.name, facts)
    if abs(day - on) > LONGEST_WAIT:
        yield Problem("day_too_far", asked.name, facts)


def _in_route(text: str, both: Collection[str]) -> Iterator[Problem]:
    states = route_in(text)
    if not text.strip():
        return
    if any(not is_country(code) for code in states):
        yield Problem("unknown_country", "route")
    elif not 2 <= len(states) <= MOST_STATES or len(set(states)) < len(states):
        yield Problem("route_malformed", "route")
    elif not set(both) <= set(states):
        yield Problem("route_passes_by", "route")


def _in_period(facts: Mapping[str, str]) -> Iterator[Problem]:
    first, last = day_in(facts.get("starts_on", "")), day_in(facts.get("ends_on", ""))
    if first is not None and last is not None and last < first:
        yield Problem("period_turned", "ends_on")


def day_in(text: str) -> date | None:
    """Return the day a text names as year-month-day; None when it names none."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-12-01") else None
    except ValueError:
        return None


def delivery_in(said: Collection[Said], *, own: str) -> DeliverUnderControl:
    """Return the act that letting the goods move is, with the decisions made so far.

    Args:
        said: with a plan.
        own: the administration that rules.
    """
    plan = plan_that_stands(said)
    assert plan is not None, "nothing moves without a plan"
    decided = tuple(
        (CountryCode(each.state), each.facts["decision"])
        for each in said
        if each.word is DeliveryWord.DECISION and each.plan == plan.plan
    )
    return DeliverUnderControl(
        by=CountryCode(own),
        route=tuple(CountryCode(code) for code in route_in(plan.facts["route"])),
        goods=plan.facts["goods"],
        decided=decided,
    )
