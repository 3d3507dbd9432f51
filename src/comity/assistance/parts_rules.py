"""How one part of a reply is ruled, and how its parts read as one text. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from comity.assistance.terms import CODES, AnswerDraft
from comity.assistance.terms.markings import Originator
from comity.assistance.terms.parts import (
    PART_LIMITS,
    OriginatorSays,
    PartDraft,
    PartRuled,
    PartStanding,
    PartTold,
)
from comity.kernel.codes import is_country
from comity.kernel.errors import Problem
from comity.kernel.rulings import Citation, Ground, Permission, Referral, Ruling
from comity.kernel.texts import has_hidden_characters


def problems_in_part(part: PartDraft) -> tuple[Problem, ...]:
    """Return everything that is wrong with a part as it was typed."""
    return (
        *_of_content(part),
        *_of_originator(part),
        *(
            Problem("unknown_code", name)
            for name in ("categories", "touches")
            if any(code not in CODES[name] for code in getattr(part, name))
        ),
    )


def problems_in_line(text: str, *, field: str, owed: bool = True) -> tuple[Problem, ...]:
    """Return what is wrong with a name or a reference that is typed about a part."""
    if not text.strip():
        return (Problem("missing", field),) if owed else ()
    return tuple(_malformed(text, field, lines=False))


def rule_on_part(
    ruling: Ruling, says: OriginatorSays, *, originator: str, withheld: bool
) -> PartRuled:
    """Rule whether one part may go now.

    The originator comes first: without its consent the law is not asked what it would allow. What
    the law leaves to a person stays until that person has decided.

    Args:
        ruling: of the law, on letting this part alone out.
        says: what the originator has said.
        originator: its name.
        withheld: the writer has decided that it does not go.
    """
    if withheld:
        return PartRuled(PartStanding.WITHHELD, says)
    facts = (("originator", originator),)
    if says is OriginatorSays.REFUSED:
        refused = Ground("originator_refused", Citation.quoting(originator), facts=facts)
        return PartRuled(PartStanding.REFUSED, says, (refused,))
    if says in {OriginatorSays.NOTHING, OriginatorSays.ASKED}:
        waits = Ground("originator_waits", Citation.quoting(originator), facts=facts)
        return PartRuled(PartStanding.WAITS, says, (waits,))
    if isinstance(ruling, Permission):
        return PartRuled(PartStanding.PERMITTED, says)
    referred = isinstance(ruling, Referral)
    standing = PartStanding.REFERRED if referred else PartStanding.REFUSED
    return PartRuled(standing, says, ruling.grounds)


def joined(answer: AnswerDraft, parts: Iterable[PartDraft]) -> AnswerDraft:
    """Return an answer with what its parts contain and touch, as the law is asked about it whole.

    Args:
        answer: as it is written.
        parts: those that go.
    """
    parts = tuple(parts)
    return replace(
        answer,
        categories=_union(answer.categories, (each.categories for each in parts)),
        touches=_union(answer.touches, (each.touches for each in parts)),
    )


def read_as_one(text: str, parts: Iterable[PartTold]) -> str:
    """Return the text of a reply with its parts below, for whoever does not know of parts."""
    return text + _below(parts)


def own_words(text: str, parts: Iterable[PartTold]) -> str:
    """Return the text of a reply without its parts, as it was before they were put below."""
    return text.removesuffix(_below(parts))


def _below(parts: Iterable[PartTold]) -> str:
    return "".join(f"\n\n{line}" for line in _lines(parts))


def _lines(parts: Iterable[PartTold]) -> Iterator[str]:
    for part in sorted(parts, key=lambda each: each.number):
        if part.withheld:
            ground = part.article or part.withheld
            yield f"{part.number}. [withheld: {ground}]"
        elif part.text:
            own = part.originator == Originator.OWN
            yield f"{part.number}. {part.text if own else f'[{part.named}] {part.text}'}"


def _union(own: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(sorted({*own, *(code for each in others for code in each)}))


def _of_content(part: PartDraft) -> Iterator[Problem]:
    if not part.exhibit and not part.text.strip():
        yield Problem("missing", "part_text")
    yield from _malformed(part.text, "part_text", lines=True)


def _of_originator(part: PartDraft) -> Iterator[Problem]:
    if part.originator not in frozenset(Originator):
        yield Problem("unknown_code" if part.originator else "missing", "originator")
    if part.originator == Originator.COURT and not part.named.strip():
        yield Problem("missing", "named")
    if part.originator == Originator.AGENCY and not (part.agency or part.named.strip()):
        yield Problem("missing", "agency")
    if part.originator == Originator.PARTNER and not is_country(part.supplier):
        yield Problem("unknown_country" if part.supplier else "missing", "supplier")
    yield from _malformed(part.named, "named", lines=False)


def _malformed(text: str, field: str, *, lines: bool) -> Iterator[Problem]:
    limit = PART_LIMITS[field]
    if len(text) > limit:
        yield Problem("too_long", field, (("limit", str(limit)), ("length", str(len(text)))))
    if has_hidden_characters(text, lines=lines):
        yield Problem("control_characters", field)
