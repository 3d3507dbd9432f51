"""What is wrong with an afterword, and what a consent covers. Pure."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from comity.assistance.rules import LONGEST_WAIT
from comity.assistance.terms import CODES
from comity.assistance.terms.afterwords import (
    AFTERWORD_LIMITS,
    DONE,
    DONE_WITH_FIELD,
    MOST_ITEMS,
    AfterwordDraft,
    AfterwordKind,
    AfterwordState,
    ConsentReply,
    CorrectionGround,
    Fate,
    ItemReply,
    LetterMark,
    Wish,
    day_in,
)
from comity.assistance.terms.kind_fields import FIELDS
from comity.kernel.errors import Problem
from comity.kernel.texts import has_hidden_characters

_LINES = frozenset({"why", "corrected", "old", "conditions", "reasons"})
# What may be corrected by name: the fields a request is written in, and the text of a reply.
CORRECTABLE = (
    *("text", "parties", "subject", "facts", "asked", "goods_description"),
    *("consignment_reference", "legal_elements", "enquiries_made", "intended_use"),
    *FIELDS,
)
_OWED: Mapping[AfterwordKind, tuple[str, ...]] = {
    AfterwordKind.CONSENT: ("purpose", "why"),
    AfterwordKind.RECALL: ("wish", "items", "why"),
    AfterwordKind.DISCLOSURE: ("court", "day", "why"),
    AfterwordKind.EVIDENCE: ("proceedings", "court", "day", "why"),
}


def problems_in_afterword(
    kind: AfterwordKind, draft: AfterwordDraft, *, on: date
) -> tuple[Problem, ...]:
    """Return everything that is wrong with an afterword before it is kept.

    Args:
        kind: what it asks for, or tells.
        draft: as typed.
        on: the civil day; a day that is named does not lie before it.
    """
    return (
        *(Problem("missing", name) for name in _owed(kind, draft) if not getattr(draft, name)),
        *_texts({name: getattr(draft, name) for name in ("why", "onward_to", "court")}),
        *_texts({"corrected": draft.corrected, "old": draft.old}),
        *_field(draft),
        *_codes(draft),
        *_days("day", draft.day, on=on, past=kind is AfterwordKind.EVIDENCE),
        *(() if len(draft.items) <= MOST_ITEMS else (Problem("unknown_code", "items"),)),
    )


def _owed(kind: AfterwordKind, draft: AfterwordDraft) -> Iterator[str]:
    yield from _OWED[kind]
    if kind is AfterwordKind.CONSENT and draft.proceedings:
        yield "court"
    if kind is AfterwordKind.RECALL and draft.wish == Wish.CORRECT:
        yield "corrected"
        if draft.field:
            yield "ground"


def _field(draft: AfterwordDraft) -> Iterator[Problem]:
    if draft.field and draft.wish != Wish.CORRECT:
        yield Problem("field_without_correction", "field")
    if draft.field and draft.field not in CORRECTABLE:
        yield Problem("unknown_code", "field")
    if draft.ground and draft.ground not in frozenset(CorrectionGround):
        yield Problem("unknown_code", "ground")


def problems_in_consent_reply(
    reply: ConsentReply, *, others: Collection[str] = (), on: date
) -> tuple[Problem, ...]:
    """Return what is wrong with a decision on a consent.

    Args:
        reply: as typed.
        others: those beside the supplier whose parts are asked about, and who may consent too.
        on: the civil day; a consent does not end before it.
    """
    owed = () if reply.given or reply.reasons.strip() else (Problem("missing", "reasons"),)
    texts = _texts({"conditions": reply.conditions, "reasons": reply.reasons})
    return (*owed, *texts, *_originators(reply, others), *_days("until", reply.until, on=on))


def _originators(reply: ConsentReply, others: Collection[str]) -> Iterator[Problem]:
    """Only whose part is there consents, once, and by something that can be looked up."""
    named = [each.named for each in reply.originators]
    if not set(named) <= set(others) or len(set(named)) != len(named):
        yield Problem("unknown_code", "originators")
    if named and not reply.given:
        yield Problem("consent_of_others_alone", "originators")
    for each in reply.originators:
        if not each.leave.strip():
            yield Problem("missing", "originators")
        yield from _texts({"originators": each.leave})


def problems_in_item_replies(
    replies: tuple[ItemReply, ...], *, recall: AfterwordDraft
) -> tuple[Problem, ...]:
    """Return what is wrong with an answer to a recall: every item once, each with what is owed.

    Args:
        replies: one for each item.
        recall: that is answered.
    """
    if sorted(reply.item for reply in replies) != sorted(recall.items):
        return (Problem("missing", "items"),)
    known = fates_of(recall)
    return tuple(problem for reply in replies for problem in _item(reply, known))


def fates_of(recall: AfterwordDraft) -> frozenset[Fate]:
    """Return what a holder may answer to a recall: that it did as asked, or why it did not."""
    more = DONE_WITH_FIELD if recall.rectifies else frozenset()
    return frozenset({DONE[Wish(recall.wish)], Fate.KEPT, Fate.DISCLOSED, *more})


def _item(reply: ItemReply, known: frozenset[Fate]) -> Iterator[Problem]:
    if reply.fate not in known:
        yield Problem("unknown_code", "fate")
    if reply.fate == Fate.KEPT and not reply.article.strip():
        yield Problem("missing", "article")
    if reply.fate == Fate.DISCLOSED and not reply.disclosed_to.strip():
        yield Problem("missing", "disclosed_to")
    told = ("article", "disclosed_to", "consent")
    yield from _texts({name: getattr(reply, name) for name in told})


def problems_in_letter(letter: LetterMark, *, on: date) -> tuple[Problem, ...]:
    """Return what is wrong with the mark of a letter, which is owed where no node carries it."""
    if not letter.number.strip():
        return (Problem("missing", "number"),)
    if not letter.on:
        return (Problem("missing", "on"),)
    day = day_in(letter.on)
    if day is None:
        return (Problem("not_a_day", "on"),)
    if day > on:
        return (Problem("day_ahead", "on", (("day", day.isoformat()),)),)
    return tuple(_texts({"letter": letter.number}))


def covers(asked: AfterwordDraft, *, purpose: str, proceedings: str, onward_to: str) -> bool:
    """Tell whether what was asked for is exactly this use, and nothing wider."""
    same = (asked.purpose, asked.proceedings) == (purpose, proceedings)
    return same and same_name(asked.onward_to, onward_to)


def stands(state: AfterwordState, *, until: date | None, on: date) -> bool:
    """Tell whether a consent holds on a day: given, not withdrawn, and not over.

    Args:
        state: where it stands.
        until: the last day on which it holds; None for no end.
        on: the civil day.
    """
    return state is AfterwordState.GIVEN and (until is None or on <= until)


def same_name(typed: str, other: str) -> bool:
    """Tell whether two names are typed alike but for blanks and capitals."""
    return _name(typed) == _name(other)


def _name(typed: str) -> str:
    return " ".join(typed.split()).casefold()


def _texts(texts: Mapping[str, str]) -> Iterator[Problem]:
    for name, text in texts.items():
        limit = AFTERWORD_LIMITS[name]
        if len(text) > limit:
            yield Problem("too_long", name, (("limit", str(limit)), ("length", str(len(text)))))
        if has_hidden_characters(text, lines=name in _LINES):
            yield Problem("control_characters", name)


def _codes(draft: AfterwordDraft) -> Iterator[Problem]:
    for name in ("purpose", "proceedings"):
        code = getattr(draft, name)
        if code and code not in CODES[name]:
            yield Problem("unknown_code", name)
    if draft.wish and draft.wish not in frozenset(Wish):
        yield Problem("unknown_code", "wish")


def _days(field: str, typed: str, *, on: date, past: bool = False) -> Iterator[Problem]:
    if not typed:
        return
    day = day_in(typed)
    if day is None:
        yield Problem("not_a_day", field)
        return
    facts = (("day", day.isoformat()),)
    if day < on and not past:
        yield Problem("day_passed", field, facts)
    elif abs(day - on) > LONGEST_WAIT:
        yield Problem("day_too_far", field, facts)
