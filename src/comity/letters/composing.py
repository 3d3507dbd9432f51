"""What a letter says: a request in two languages, form by form. Pure but for the words it asks."""

from collections.abc import Iterable, Iterator, Mapping

from comity.agreements.terms import AssistanceKind, Proceedings, Purpose
from comity.assistance.particulars import day_in
from comity.assistance.terms import LINES
from comity.assistance.terms.kind_fields import FIELDS, Entry
from comity.assistance.terms.kinds import own_entries
from comity.assistance.wording import FIELD_LABELS
from comity.kernel.rulings import Condition
from comity.kernel.wording import fill
from comity.letters import wording
from comity.letters.speaking import (
    Voice,
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
from comity.letters.terms import Letter, Line, Matter, Part, Words
from comity.letters.translating import translation_parts

_CODES: Mapping[str, Mapping[str, str]] = {
    "kind": {each.value: each.label for each in AssistanceKind},
    "purpose": {each.value: each.label for each in Purpose},
    "proceedings_nature": {each.value: each.label for each in Proceedings},
}
_DAYS = frozenset({"reply_wanted_on"})
_COUNTRIES = frozenset({"origin_country"})
_ASKED = ("kind", "asked", "reply_wanted_on")
_PURPOSE = ("purpose", "proceedings_nature", "intended_use")
_MATTER = ("subject", "facts", "parties")
_GOODS = (
    "goods_description",
    "hs_code",
    "origin_country",
    "value_amount",
    "consignment_reference",
)
_ENQUIRIES = ("legal_elements", "enquiries_made")
# Keeps what is named apart from the direction of the sentence around it.
_APART, _DONE = "\u2068", "\u2069"


def compose(matter: Matter, *, voices: Voices) -> Letter:
    """Return the letter of a request.

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
        title=said(voices, wording.TITLE),
        opening=both(voices, lambda voice: _opening(matter, voice)),
        parts=tuple(_parts(matter, voices)),
        closing=(
            said(voices, wording.KEEP_IN_CONFIDENCE),
            said(voices, wording.QUOTE_REFERENCE),
            said(voices, wording.THANKS),
        ),
        blanks=tuple(said(voices, each) for each in wording.BLANKS),
        labels={
            **{name: said(voices, each) for name, each in wording.LABELS.items()},
            "spoken_once": said(voices, wording.SPOKEN_ONCE),
        },
    )


def _condition(voices: Voices, condition: Condition) -> Words:
    return both(voices, lambda voice: one_line(voice.condition(condition)))


def _apart(text: str, voice: Voice) -> str:
    return f"{_APART}{text}{_DONE}" if voice.turned else text


def _opening(matter: Matter, voice: Voice) -> str:
    told = wording.OPENING if matter.article else wording.OPENING_WITHOUT_ARTICLE
    # Where no article is recorded, a provision is called by its name, which is a word of ours.
    article = voice.translate(matter.article) if matter.article else ""
    facts = (("instrument", one_line(matter.title)), ("article", one_line(article)))
    return fill(voice.translate(told), [(name, _apart(text, voice)) for name, text in facts])


def _facts(matter: Matter, voices: Voices) -> Iterator[Line]:
    yield Line(said(voices, wording.LABELS["reference"]), matter.reference)
    for name, day in (("made", matter.made_on), ("approved", matter.approved_on)):
        yield Line(said(voices, wording.LABELS[name]), words=day_words(voices, day))
    if matter.said_on is not None:
        yield Line(said(voices, wording.LABELS["said"]), words=day_words(voices, matter.said_on))
    if matter.draft.urgent:
        urgent = said(voices, wording.LABELS["urgent"])
        yield Line(said(voices, wording.LABELS["urgency"]), words=urgent)


def _parts(matter: Matter, voices: Voices) -> Iterator[Part]:
    yield Part(said(voices, wording.LEGAL_BASIS), tuple(_basis(matter, voices)))
    groups = (
        (wording.WHAT_IS_ASKED, _ASKED),
        (wording.PURPOSE, _PURPOSE),
        (wording.MATTER, _MATTER),
        (wording.GOODS, _GOODS),
        (wording.ENQUIRIES, _ENQUIRIES),
    )
    for title, names in groups:
        own = tuple(_own(matter, voices)) if names is _ASKED else ()
        coded = tuple(coded_lines(matter.coded, voices)) if names is _MATTER else ()
        if lines := (*_lines(matter, names, voices), *own, *coded):
            yield Part(said(voices, title), lines)
    yield from translation_parts(matter.translated, voices)
    if matter.enclosed:
        files = tuple(shown_file(each) for each in matter.enclosed)
        yield Part(said(voices, wording.ENCLOSURES), files=files)
    undertaken = tuple(_undertakings(matter, voices))
    yield Part(said(voices, wording.CONDITIONS), sentences=undertaken)


def _basis(matter: Matter, voices: Voices) -> Iterator[Line]:
    yield Line(said(voices, wording.AGREEMENT), one_line(matter.title))
    if matter.article:
        yield Line(said(voices, wording.ARTICLE), words=article_words(matter.article, voices))


def _lines(matter: Matter, names: Iterable[str], voices: Voices) -> Iterator[Line]:
    draft = matter.draft
    for name in names:
        typed = str(getattr(draft, name)).strip()
        if not typed:
            continue
        label = said(voices, FIELD_LABELS[name])
        if typed in _CODES.get(name, {}):
            yield Line(label, words=said(voices, _CODES[name][typed]))
        elif name in _DAYS and draft.reply_day:
            yield Line(label, words=day_words(voices, draft.reply_day))
        elif name in _COUNTRIES:
            yield Line(label, words=country_words(voices, typed))
        else:
            text = f"{typed} {draft.value_currency}" if name == "value_amount" else typed
            yield typed_line(label, text, long=name in LINES)


def _own(matter: Matter, voices: Voices) -> Iterator[Line]:
    """Yield what was typed into the fields that only this kind of assistance has."""
    for name, typed in own_entries(matter.draft.kind, matter.draft.particulars).items():
        field = FIELDS[name]
        label = said(voices, field.label)
        if typed in field.codes:
            yield Line(label, words=said(voices, field.codes[typed]))
        elif field.entry is Entry.DAY and (day := day_in(typed)):
            yield Line(label, words=day_words(voices, day))
        else:
            yield typed_line(label, typed, long=field.entry is Entry.TEXT)


def _undertakings(matter: Matter, voices: Voices) -> Iterator[Words]:
    draft = matter.draft
    yield said(voices, wording.RECIPROCAL if draft.reciprocity else wording.NOT_RECIPROCAL)
    if draft.assures_confidentiality:
        yield said(voices, wording.CONFIDENTIAL)
    if draft.assures_law_enforcement_use:
        yield said(voices, wording.ENFORCEMENT_ONLY)
    for condition in matter.conditions:
        yield _condition(voices, condition)
