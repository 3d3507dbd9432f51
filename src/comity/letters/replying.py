"""What a letter about a partner's request says, in two languages. Pure but for words it asks."""

from collections.abc import Iterable, Iterator

from comity.agreements.terms import AssistanceKind, Leave, Proceedings, UseLimits
from comity.assistance.terms import LINES
from comity.assistance.terms.information import InformationUrgency
from comity.assistance.wording import (
    FIELD_LABELS,
    GROUND_NAMES,
    MISSING_NAMES,
    ONWARD_NAMES,
    PRESSING_NAMES,
)
from comity.letters import reply_wording as wording
from comity.letters.reply_terms import Answered, ReplyMatter, Says
from comity.letters.speaking import (
    Voices,
    article_words,
    both,
    coded_lines,
    country_words,
    day_words,
    one_line,
    said,
    shown_file,
    shown_side,
    typed_line,
)
from comity.letters.terms import Letter, Line, Part, Words
from comity.letters.translating import translation_parts
from comity.letters.wording import AGREEMENT, ARTICLE, BLANKS, ENCLOSURES, LABELS, LEGAL_BASIS
from comity.letters.wording import SPOKEN_ONCE as SPOKEN


def compose_reply(matter: ReplyMatter, *, voices: Voices) -> Letter:
    """Return the letter of a decision or an answer.

    Args:
        matter: what it is made from.
        voices: of its first and its second language.
    """
    first, second = voices
    return Letter(
        languages=(first.language, second.language),
        turned=(first.turned, second.turned),
        reference=matter.reference,
        head=country_words(voices, matter.own.code),
        own=shown_side(matter.own),
        to=country_words(voices, matter.partner.code),
        partner=shown_side(matter.partner),
        facts=tuple(_facts(matter, voices)),
        title=said(voices, wording.TITLES[matter.says]),
        opening=said(voices, wording.OPENINGS[matter.says]),
        parts=tuple(_parts(matter, voices)),
        closing=tuple(_closing(matter, voices)),
        blanks=tuple(said(voices, each) for each in BLANKS),
        labels={
            **{name: said(voices, each) for name, each in LABELS.items()},
            **{name: said(voices, each) for name, each in wording.LABELS.items()},
            "spoken_once": said(voices, SPOKEN),
            **_signed(matter, voices),
        },
    )


def _facts(matter: ReplyMatter, voices: Voices) -> Iterator[Line]:
    yield Line(said(voices, LABELS["reference"]), matter.reference)
    if matter.their_number:
        yield Line(said(voices, wording.THEIR_NUMBER), one_line(matter.their_number))
    if not _is_unasked(matter):
        yield Line(said(voices, wording.ASKED_ON), words=day_words(voices, matter.asked_on))
    yield Line(said(voices, LABELS["made"]), words=day_words(voices, matter.made_on))
    yield Line(said(voices, wording.SETTLED_ON), words=day_words(voices, matter.settled_on))


def _parts(matter: ReplyMatter, voices: Voices) -> Iterator[Part]:
    about = wording.THE_MATTER if _is_unasked(matter) else wording.THE_REQUEST
    yield Part(said(voices, about), tuple(_request(matter, voices)))
    if matter.title:
        yield Part(said(voices, LEGAL_BASIS), tuple(_basis(matter, voices)))
    if matter.answered is None:
        yield Part(said(voices, wording.THE_DECISION), tuple(_decision(matter, voices)))
        return
    told = wording.THE_INFORMATION if _is_unasked(matter) else wording.THE_ANSWER
    yield Part(said(voices, told), tuple(_answer(matter.answered, told, voices)))
    limits = tuple(_limits(matter.answered, voices))
    yield Part(said(voices, wording.USE), limits)
    yield from translation_parts(matter.answered.translated, voices)
    if matter.answered.enclosed:
        files = tuple(shown_file(each) for each in matter.answered.enclosed)
        yield Part(said(voices, ENCLOSURES), files=files)


def _request(matter: ReplyMatter, voices: Voices) -> Iterator[Line]:
    draft = matter.draft
    yield typed_line(said(voices, FIELD_LABELS["subject"]), draft.subject, long=False)
    if draft.kind in set(AssistanceKind):
        label = AssistanceKind(draft.kind).label
        yield Line(said(voices, FIELD_LABELS["kind"]), words=said(voices, label))
    if _is_unasked(matter):
        yield from _concerned(matter, voices)


def _concerned(matter: ReplyMatter, voices: Voices) -> Iterator[Line]:
    """Yield whom and what information is about, and why it cannot wait."""
    for name in ("goods_description", "hs_code", "consignment_reference", "parties"):
        if typed := getattr(matter.draft, name):
            yield typed_line(said(voices, FIELD_LABELS[name]), typed, long=name in LINES)
    yield from coded_lines(matter.coded, voices)
    if matter.pressing:
        why = PRESSING_NAMES[InformationUrgency(matter.pressing)]
        yield Line(said(voices, wording.CANNOT_WAIT), words=said(voices, why))


def _is_unasked(matter: ReplyMatter) -> bool:
    return matter.says is Says.INFORMATION


def _signed(matter: ReplyMatter, voices: Voices) -> dict[str, Words]:
    """Return who signs, where it is not the administration that was asked."""
    if not _is_unasked(matter):
        return {}
    return {"signature": said(voices, wording.SIGNS_INFORMATION)}


def _basis(matter: ReplyMatter, voices: Voices) -> Iterator[Line]:
    yield Line(said(voices, AGREEMENT), one_line(matter.title))
    if matter.article:
        yield Line(said(voices, ARTICLE), words=article_words(matter.article, voices))


def _decision(matter: ReplyMatter, voices: Voices) -> Iterator[Line]:
    decided = matter.decided
    if decided.ground is not None:
        words = said(voices, GROUND_NAMES[decided.ground])
        yield Line(said(voices, FIELD_LABELS["ground"]), words=words)
    if decided.missing is not None:
        words = said(voices, MISSING_NAMES[decided.missing])
        yield Line(said(voices, FIELD_LABELS["missing"]), words=words)
    for label, text in (
        (wording.REASONS, decided.reasons),
        (wording.UNIT, decided.unit),
        (wording.NOT_DONE, decided.not_done),
        (wording.ON_CONDITION, decided.conditions),
    ):
        if text.strip():
            yield typed_line(said(voices, label), text, long=True)


def _answer(answered: Answered, label: str, voices: Voices) -> Iterator[Line]:
    yield typed_line(said(voices, label), answered.text, long=True)
    if answered.still_to_come.strip():
        yield typed_line(said(voices, wording.TO_COME), answered.still_to_come, long=True)


def _limits(answered: Answered, voices: Voices) -> Iterator[Line]:
    """Yield what binds whoever receives the answer, as it would travel from node to node."""
    limits = answered.limits
    purposes = [purpose.label for purpose in sorted(limits.purposes)]
    yield Line(said(voices, FIELD_LABELS["purposes"]), words=_listed(voices, purposes))
    for leave, label in wording.PROCEEDINGS.items():
        if kinds := _proceedings(limits, leave):
            yield Line(said(voices, label), words=_listed(voices, kinds))
    yield Line(
        said(voices, FIELD_LABELS["onward"]), words=said(voices, ONWARD_NAMES[limits.onward])
    )
    if limits.keep_until is not None:
        yield Line(said(voices, wording.KEEP_UNTIL), words=day_words(voices, limits.keep_until))
    if answered.handling:
        yield Line(said(voices, FIELD_LABELS["handling"]), answered.handling)


def _proceedings(limits: UseLimits, leave: Leave) -> list[str]:
    found = (limit.proceedings for limit in limits.proceedings if limit.leave is leave)
    return [Proceedings(each).label for each in found]


def _listed(voices: Voices, names: Iterable[str]) -> Words:
    told = list(names)
    return both(voices, lambda voice: "; ".join(voice.translate(name) for name in told))


def _closing(matter: ReplyMatter, voices: Voices) -> Iterator[Words]:
    if matter.answered is not None:
        unasked = _is_unasked(matter)
        keep = wording.KEEP_INFORMATION_IN_CONFIDENCE if unasked else wording.KEEP_IN_CONFIDENCE
        yield said(voices, keep)
        yield said(voices, wording.ASK_FIRST)
        if unasked:
            yield said(voices, wording.SAY_WHAT_BECAME)
    yield said(voices, wording.QUOTE)
