"""What a letter says: a request in two languages, form by form. Pure but for the words it asks."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from comity.agreements.terms import AssistanceKind, Proceedings, Purpose
from comity.assistance.particulars import day_in
from comity.assistance.terms import LINES
from comity.assistance.terms.kind_fields import FIELDS, Entry
from comity.assistance.terms.kinds import own_entries
from comity.assistance.wording import FIELD_LABELS
from comity.kernel.languages import RIGHT_TO_LEFT
from comity.kernel.rulings import Condition
from comity.kernel.wording import fill
from comity.letters import wording
from comity.letters.faces import runs_right_to_left, shown
from comity.letters.terms import Enclosed, Letter, Line, Matter, Part, Side, Words

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


@dataclass(frozen=True, slots=True)
class Voice:
    """How one language is spoken; whoever makes letters brings two.

    Attributes:
        language: its code.
        translate: a sentence of ours into it.
        day: a day as it writes days.
        country: the name of a country or union.
        condition: a condition of a permission as a sentence.
    """

    language: str
    translate: Callable[[str], str]
    day: Callable[[date], str]
    country: Callable[[str], str]
    condition: Callable[[Condition], str]

    @property
    def turned(self) -> bool:
        """Whether it runs right to left."""
        return self.language in RIGHT_TO_LEFT


Voices = tuple[Voice, Voice]


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
        head=_country(voices, matter.own.code),
        own=_shown_side(matter.own),
        to=_country(voices, matter.partner.code),
        partner=_shown_side(matter.partner),
        facts=tuple(_facts(matter, voices)),
        title=_said(voices, wording.TITLE),
        opening=_both(voices, lambda voice: _opening(matter, voice)),
        parts=tuple(_parts(matter, voices)),
        closing=(
            _said(voices, wording.KEEP_IN_CONFIDENCE),
            _said(voices, wording.QUOTE_REFERENCE),
            _said(voices, wording.THANKS),
        ),
        blanks=tuple(_said(voices, each) for each in wording.BLANKS),
        labels={
            **{name: _said(voices, each) for name, each in wording.LABELS.items()},
            "spoken_once": _said(voices, wording.SPOKEN_ONCE),
        },
    )


def _both(voices: Voices, say: Callable[[Voice], str]) -> Words:
    first, second = voices
    return say(first), say(second)


def _said(voices: Voices, sentence: str) -> Words:
    return _both(voices, lambda voice: voice.translate(sentence))


def _day(voices: Voices, day: date) -> Words:
    return _both(voices, lambda voice: voice.day(day))


def _country(voices: Voices, code: str) -> Words:
    return _both(voices, lambda voice: voice.country(code))


def _condition(voices: Voices, condition: Condition) -> Words:
    return _both(voices, lambda voice: _on_a_line(voice.condition(condition)))


def _apart(text: str, voice: Voice) -> str:
    return f"{_APART}{text}{_DONE}" if voice.turned else text


def _opening(matter: Matter, voice: Voice) -> str:
    told = wording.OPENING if matter.article else wording.OPENING_WITHOUT_ARTICLE
    # Where no article is recorded, a provision is called by its name, which is a word of ours.
    article = voice.translate(matter.article) if matter.article else ""
    facts = (("instrument", _on_a_line(matter.title)), ("article", _on_a_line(article)))
    return fill(voice.translate(told), [(name, _apart(text, voice)) for name, text in facts])


def _facts(matter: Matter, voices: Voices) -> Iterator[Line]:
    yield Line(_said(voices, wording.LABELS["reference"]), matter.reference)
    for name, day in (("made", matter.made_on), ("approved", matter.approved_on)):
        yield Line(_said(voices, wording.LABELS[name]), words=_day(voices, day))
    if matter.draft.urgent:
        urgent = _said(voices, wording.LABELS["urgent"])
        yield Line(_said(voices, wording.LABELS["urgency"]), words=urgent)


def _parts(matter: Matter, voices: Voices) -> Iterator[Part]:
    yield Part(_said(voices, wording.LEGAL_BASIS), tuple(_basis(matter, voices)))
    groups = (
        (wording.WHAT_IS_ASKED, _ASKED),
        (wording.PURPOSE, _PURPOSE),
        (wording.MATTER, _MATTER),
        (wording.GOODS, _GOODS),
        (wording.ENQUIRIES, _ENQUIRIES),
    )
    for title, names in groups:
        own = tuple(_own(matter, voices)) if names is _ASKED else ()
        coded = tuple(_coded(matter, voices)) if names is _MATTER else ()
        if lines := (*_lines(matter, names, voices), *own, *coded):
            yield Part(_said(voices, title), lines)
    if matter.enclosed:
        files = tuple(_shown_file(each) for each in matter.enclosed)
        yield Part(_said(voices, wording.ENCLOSURES), files=files)
    undertaken = tuple(_undertakings(matter, voices))
    yield Part(_said(voices, wording.CONDITIONS), sentences=undertaken)


def _basis(matter: Matter, voices: Voices) -> Iterator[Line]:
    yield Line(_said(voices, wording.AGREEMENT), _on_a_line(matter.title))
    if matter.article:
        yield Line(_said(voices, wording.ARTICLE), words=_article(matter, voices))


def _article(matter: Matter, voices: Voices) -> Words:
    return _both(voices, lambda voice: _on_a_line(voice.translate(matter.article)))


def _lines(matter: Matter, names: Iterable[str], voices: Voices) -> Iterator[Line]:
    draft = matter.draft
    for name in names:
        typed = str(getattr(draft, name)).strip()
        if not typed:
            continue
        label = _said(voices, FIELD_LABELS[name])
        if typed in _CODES.get(name, {}):
            yield Line(label, words=_said(voices, _CODES[name][typed]))
        elif name in _DAYS and draft.reply_day:
            yield Line(label, words=_day(voices, draft.reply_day))
        elif name in _COUNTRIES:
            yield Line(label, words=_country(voices, typed))
        else:
            text = f"{typed} {draft.value_currency}" if name == "value_amount" else typed
            yield _typed(label, text, long=name in LINES)


def _own(matter: Matter, voices: Voices) -> Iterator[Line]:
    """Yield what was typed into the fields that only this kind of assistance has."""
    for name, typed in own_entries(matter.draft.kind, matter.draft.particulars).items():
        field = FIELDS[name]
        label = _said(voices, field.label)
        if typed in field.codes:
            yield Line(label, words=_said(voices, field.codes[typed]))
        elif field.entry is Entry.DAY and (day := day_in(typed)):
            yield Line(label, words=_day(voices, day))
        else:
            yield _typed(label, typed, long=field.entry is Entry.TEXT)


def _coded(matter: Matter, voices: Voices) -> Iterator[Line]:
    """Yield area and offence by their names; a code that no list has as the code it is."""
    for each in matter.coded:
        label = _said(voices, FIELD_LABELS[each.field])
        if each.code is None:
            yield Line(label, _on_a_line(f"{each.typed} ({each.list} {each.version})"))
        else:
            yield Line(label, words=_said(voices, each.code.name))


def _typed(label: Words, text: str, *, long: bool) -> Line:
    kept = shown(text) if long else _on_a_line(text)
    return Line(label, kept, turned=tuple(map(runs_right_to_left, kept.split("\n"))))


def _on_a_line(text: str) -> str:
    return shown(text).replace("\n", " ")


def _shown_file(each: Enclosed) -> Enclosed:
    name, media_type = _on_a_line(each.file_name), _on_a_line(each.media_type)
    return Enclosed(name, media_type, each.size, each.digest)


def _shown_side(side: Side) -> Side:
    # A partner's name is the partner's word.
    lines = tuple(_on_a_line(line) for line in side.lines)
    return Side(side.code, _on_a_line(side.name), _on_a_line(side.unit), lines)


def _undertakings(matter: Matter, voices: Voices) -> Iterator[Words]:
    draft = matter.draft
    yield _said(voices, wording.RECIPROCAL if draft.reciprocity else wording.NOT_RECIPROCAL)
    if draft.assures_confidentiality:
        yield _said(voices, wording.CONFIDENTIAL)
    if draft.assures_law_enforcement_use:
        yield _said(voices, wording.ENFORCEMENT_ONLY)
    for condition in matter.conditions:
        yield _condition(voices, condition)
