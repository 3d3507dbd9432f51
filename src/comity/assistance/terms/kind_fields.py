"""The fields that only some kinds of assistance have. Pure.

A field keeps its name wherever it stands: what was typed for one kind is there for the next.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from comity.kernel.wording import N_


class Entry(StrEnum):
    """What is typed into a field."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class KindField:
    """One field of the short form of a kind.

    Attributes:
        name: by which it is kept and sent.
        entry: what is typed.
        label: what it is called; translatable.
        help: how to fill it in; may be empty; translatable.
        codes: what may be chosen, each with its name; translatable.
        ahead: a day that must not have passed.
    """

    name: str
    entry: Entry
    label: str
    help: str = ""
    codes: Mapping[str, str] = field(default_factory=dict, hash=False)
    ahead: bool = False

    @property
    def limit(self) -> int:
        """The longest text it takes, in characters."""
        return _LIMITS[self.entry]


_LIMITS = {Entry.LINE: 200, Entry.TEXT: 4000, Entry.DAY: 10, Entry.CODE: 40}


def _line(name: str, label: str, hint: str = "") -> KindField:
    return KindField(name, Entry.LINE, label, hint)


def _text(name: str, label: str, hint: str = "") -> KindField:
    return KindField(name, Entry.TEXT, label, hint)


def _day(name: str, label: str, *, ahead: bool = False) -> KindField:
    return KindField(name, Entry.DAY, label, ahead=ahead)


def _code(name: str, label: str, codes: Mapping[str, str]) -> KindField:
    return KindField(name, Entry.CODE, label, codes=MappingProxyType(codes))


_ALL = (
    # Documents and movements of goods.
    _text("documents", N_("Documents"), N_("Number, date and issuer of each.")),
    _code(
        "document_form",
        N_("Form of the documents"),
        {
            "copies": N_("copies"),
            "certified-copies": N_("certified copies"),
            "originals": N_("originals, to be returned"),
        },
    ),
    _line("issuer", N_("Issued by, as the document says")),
    _line("other_hs_code", N_("HS code that may be right instead")),
    _code(
        "direction",
        N_("Movement of the goods"),
        {"import": N_("import"), "export": N_("export"), "transit": N_("transit")},
    ),
    _line("customs_office", N_("Customs office")),
    _day("period_from", N_("First day")),
    _day("period_until", N_("Last day")),
    # What is done on the ground.
    _text("points", N_("Points to be established"), N_("One to a line.")),
    _text("to_be_heard", N_("Persons to be heard"), N_("Who, and on which questions.")),
    _code(
        "watched",
        N_("What is watched"),
        {
            "persons": N_("persons"),
            "goods": N_("goods"),
            "places": N_("places"),
            "means-of-transport": N_("means of transport"),
        },
    ),
    _text("watched_known_by", N_("How it is recognised"), N_("Names, numbers, descriptions.")),
    _text("report", N_("What is reported, and how fast")),
    _day("watch_until", N_("Surveillance ends on"), ahead=True),
    _text(
        "route",
        N_("Route"),
        N_("Every state it crosses, with the competent authority in each."),
    ),
    _code(
        "substitution",
        N_("Substitution of the goods"),
        {"none": N_("none"), "part": N_("in part"), "whole": N_("whole")},
    ),
    _text("decides", N_("Who decides to go on or to stop"), N_("And how they are reached.")),
    _text("fallback", N_("What is done if control is lost")),
    _day("delivery_from", N_("Movement expected from"), ahead=True),
    # Documents that are served, claims that are collected.
    _line("addressee", N_("Addressee")),
    _text("addressee_address", N_("Address")),
    _text("served", N_("What is served"), N_("Number, date and content of the document.")),
    _text("manner", N_("Manner of service wished")),
    _day("serve_by", N_("To be served by"), ahead=True),
    _line("debtor", N_("Debtor")),
    _line("claim", N_("Claim"), N_("Amount and currency.")),
    _text("title", N_("Enforceable title"), N_("Number, date, and whether it is contested.")),
    _day("claim_lapses", N_("The claim lapses on"), ahead=True),
    # Officials who travel.
    _line("court", N_("Court or authority")),
    _day("hearing_day", N_("Day of the hearing"), ahead=True),
    _text("questions", N_("Matters to be spoken to")),
    _text("official_wanted", N_("Official or knowledge wanted")),
    _text("officials", N_("Officials who would come"), N_("Names, offices and languages.")),
    _day("present_from", N_("Present from"), ahead=True),
    _day("present_until", N_("Present until"), ahead=True),
    _text("places", N_("Places")),
    # Exchanges that go on, and work together.
    _text("data_set", N_("Data to be exchanged"), N_("Each field; say which are personal.")),
    _line("schedule", N_("When it is sent"), N_("What sets it off, or how often.")),
    _line("data_format", N_("Format and channel")),
    _text("suspension", N_("When it is suspended, and when it ends")),
    _code(
        "measure",
        N_("Form of the help"),
        {
            "training": N_("training"),
            "visit": N_("a visit"),
            "expert": N_("an expert's advice"),
            "study": N_("a study or a test"),
        },
    ),
)

FIELDS: Mapping[str, KindField] = MappingProxyType({each.name: each for each in _ALL})

_PERSON_FIELDS = ("addressee", "debtor", "to_be_heard", "officials")


def fields_naming_persons(parties: str, particulars: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the fields for persons that name any; the arguments are those below."""
    told = {"parties": parties, **{name: particulars.get(name, "") for name in _PERSON_FIELDS}}
    if particulars.get("watched") == "persons":
        told["watched_known_by"] = particulars.get("watched_known_by", "")
    return tuple(name for name, text in told.items() if text)


def persons_in(parties: str, particulars: Mapping[str, str]) -> str:
    """Return whom the fields of a request for persons name; empty when none of them does.

    Args:
        parties: the persons concerned.
        particulars: what was typed into own fields, by their names, of whatever kind.
    """
    named = [parties, *(particulars.get(name, "") for name in _PERSON_FIELDS)]
    if particulars.get("watched") == "persons":
        named.append(particulars.get("watched_known_by", ""))
    return "\n".join(text for text in named if text)
