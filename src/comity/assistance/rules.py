"""What is wrong with a draft, said once for form, API and act; and what act a draft means. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta

from comity.agreements.terms import (
    Answer,
    Ask,
    AssistanceKind,
    Assurance,
    DataCategory,
    ProvisionKind,
    Purpose,
)
from comity.assistance.particulars import problems_in_particulars
from comity.assistance.terms import (
    CODES,
    LIMITS,
    LINES,
    LISTED_CODE,
    REQUIRED,
    AnswerDraft,
    RequestDraft,
)
from comity.assistance.terms.kind_fields import FIELDS
from comity.assistance.terms.kinds import kind_of
from comity.kernel.codes import CountryCode, HsCode
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters

# Nobody waits longer for an answer; a later day is a slip of the pen.
LONGEST_WAIT = timedelta(days=366 * 3)
LONGEST_RETENTION_DAYS = 36500
_AMOUNT = re.compile(r"\d{1,15}(\.\d{1,2})?")
_CURRENCY = re.compile(r"[A-Z]{3}")

# With these a draft is not even kept; everything else only keeps it from going out.
_UNSTORABLE = frozenset({"too_long", "control_characters", "retention_out_of_range", "unknown_key"})
# Codes by which something else is made or looked up: references, conditions, limits of use.
_UNSTORABLE_IN = frozenset(
    {
        ("unknown_country", "partner"),
        ("missing", "onward"),
        *(
            ("unknown_code", name)
            for name in ("purposes", "proceedings", "onward", "handling", "categories", "touches")
        ),
    }
)


def problems_in(draft: RequestDraft, *, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with a request as it stands; empty when it may go on.

    Args:
        draft: as typed or as it came.
        on: the civil day; what is wished for must lie after it.
    """
    draft = draft.tidied()
    return (
        *_missing(draft),
        *_malformed(draft),
        *_unknown_codes(draft, ("kind", "purpose", "proceedings_nature")),
        *_malformed_codes(draft),
        *_unknown_countries(draft),
        *_wrong_goods(draft),
        *_wrong_value(draft),
        *_wrong_reply_day(draft, on),
        *problems_in_particulars(draft.kind, draft.particulars, on=on),
    )


def completed(draft: RequestDraft) -> RequestDraft:
    """Return a draft with what its kind settles where nothing is stated: purpose, proceedings."""
    kind = kind_of(draft.kind)
    if kind is None:
        return draft
    stated = kind.proceedings.value if kind.proceedings is not None else ""
    return replace(
        draft,
        purpose=draft.purpose or kind.kind.purpose.value,
        proceedings_nature=draft.proceedings_nature or stated,
    )


def problems_in_answer(answer: AnswerDraft) -> tuple[Problem, ...]:
    """Return everything that is wrong with an answer as it stands; empty when it may go on."""
    return (
        *(() if answer.text.strip() else (Problem("missing", "text"),)),
        *(() if answer.purposes else (Problem("missing", "purposes"),)),
        *(() if answer.onward else (Problem("missing", "onward"),)),
        *_wrong_part(answer),
        *_malformed(answer),
        *_unknown_codes(answer, ("purposes", "proceedings", "onward", "categories", "touches")),
        *(_unknown_codes(answer, ("handling",)) if answer.handling else ()),
        *_wrong_retention(answer),
    )


def problems_in_text(text: str, *, field: str) -> tuple[Problem, ...]:
    """Return what is wrong with a single text that is owed, such as a reason."""
    if not text.strip():
        return (Problem("missing", field),)
    return tuple(_malformed_text(field, text))


def unstorable(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems with which a draft cannot even be kept."""
    return tuple(
        problem
        for problem in problems
        if problem.code in _UNSTORABLE or (problem.code, problem.field) in _UNSTORABLE_IN
    )


def ask_in(draft: RequestDraft, *, requesting: str) -> Ask | None:
    """Return the act of asking that a draft means.

    Args:
        draft: may be incomplete.
        requesting: code of the administration that asks.

    Returns:
        None while partner or kind are not chosen yet, or are not known.
    """
    if draft.kind not in CODES["kind"] or not _names_a_country(draft.partner):
        return None
    return Ask(
        requesting=CountryCode(requesting),
        requested=CountryCode(draft.partner),
        kind=AssistanceKind(draft.kind),
        purpose=Purpose(draft.purpose) if draft.purpose in CODES["purpose"] else None,
        reciprocal=draft.reciprocity,
    )


def answer_in(
    answer: AnswerDraft, *, ask: Ask, request: RequestDraft, received_on: date | None = None
) -> Answer:
    """Return the act of answering that a draft without problems means.

    Args:
        answer: what would be let out.
        ask: the request that is answered, as an act.
        request: the request as it came, with what it promises.
        received_on: the civil day it came, from which a day to reply by is counted.
    """
    promised = {
        Assurance.CONFIDENTIALITY: request.assures_confidentiality,
        Assurance.LAW_ENFORCEMENT_USE: request.assures_law_enforcement_use,
    }
    return Answer(
        ask=ask,
        categories=frozenset(DataCategory(code) for code in answer.categories),
        assurances=frozenset(assurance for assurance, given in promised.items() if given),
        touches=frozenset(ProvisionKind(code) for code in answer.touches),
        received_on=received_on,
    )


def _missing(draft: RequestDraft) -> Iterator[Problem]:
    kind = kind_of(draft.kind)
    needed = REQUIRED if kind is None else kind.minimum
    common = (name for name in needed if name not in FIELDS)
    return (Problem("missing", name) for name in common if not getattr(draft, name).strip())


def _malformed(draft: RequestDraft | AnswerDraft) -> Iterator[Problem]:
    for field in fields(draft):
        value = getattr(draft, field.name)
        if isinstance(value, str):
            yield from _malformed_text(field.name, value)


def _malformed_text(field: str, text: str) -> Iterator[Problem]:
    limit = LIMITS.get(field, 80)
    if len(text) > limit:
        facts = (("limit", str(limit)), ("length", str(len(text))))
        yield Problem("too_long", field, facts)
    if has_hidden_characters(text, lines=field in LINES):
        yield Problem("control_characters", field)


def _unknown_codes(draft: RequestDraft | AnswerDraft, names: Iterable[str]) -> Iterator[Problem]:
    for name in names:
        value = getattr(draft, name)
        told = value if isinstance(value, tuple) else (value,) if value else ()
        if any(code not in CODES[name] for code in told):
            yield Problem("unknown_code", name)


def _malformed_codes(draft: RequestDraft) -> Iterator[Problem]:
    for name in ("area", "offence"):
        code = getattr(draft, name)
        if code and not re.fullmatch(LISTED_CODE, code):
            yield Problem("unknown_code", name)


def _unknown_countries(draft: RequestDraft) -> Iterator[Problem]:
    for name in ("partner", "origin_country"):
        code = getattr(draft, name)
        if code and not _names_a_country(code):
            yield Problem("unknown_country", name)


def _names_a_country(code: str) -> bool:
    return _reads(CountryCode, code)


def _reads(kind: Callable[[str], object], text: str) -> bool:
    try:
        kind(text)
    except ValueError:
        return False
    return True


def _wrong_goods(draft: RequestDraft) -> Iterator[Problem]:
    if draft.hs_code and not _reads(HsCode, draft.hs_code):
        yield Problem("hs_code_malformed", "hs_code")


def _wrong_value(draft: RequestDraft) -> Iterator[Problem]:
    amount, currency = draft.value_amount, draft.value_currency
    if amount.startswith("-") and _AMOUNT.fullmatch(amount[1:]):
        yield Problem("negative_value", "value_amount")
    elif amount and not (amount.isascii() and _AMOUNT.fullmatch(amount)):
        yield Problem("not_an_amount", "value_amount")
    if amount and not currency:
        yield Problem("currency_missing", "value_currency")
    if currency and not _CURRENCY.fullmatch(currency):
        yield Problem("currency_malformed", "value_currency")


def _wrong_reply_day(draft: RequestDraft, on: date) -> Iterator[Problem]:
    if not draft.reply_wanted_on:
        return
    day = draft.reply_day
    if day is None:
        yield Problem("not_a_day", "reply_wanted_on")
    elif day < on:
        yield Problem("day_passed", "reply_wanted_on", (("day", day.isoformat()),))
    elif day - on > LONGEST_WAIT:
        yield Problem("day_too_far", "reply_wanted_on", (("day", day.isoformat()),))


def _wrong_part(answer: AnswerDraft) -> Iterator[Problem]:
    said = bool(answer.still_to_come.strip())
    if answer.partial and not said:
        yield Problem("missing", "still_to_come")
    elif said and not answer.partial:
        yield Problem("final_has_nothing_to_come", "still_to_come")


def _wrong_retention(answer: AnswerDraft) -> Iterator[Problem]:
    days = answer.retention_days
    if days is not None and not 1 <= days <= LONGEST_RETENTION_DAYS:
        facts = (("longest", str(LONGEST_RETENTION_DAYS)),)
        yield Problem("retention_out_of_range", "retention_days", facts)
