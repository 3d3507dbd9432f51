"""Instruments as files could describe them: everything a file can say, in every combination."""

from datetime import date, timedelta

from hypothesis import strategies as st

from comity.agreements.terms import (
    CATALOGUE,
    Assumed,
    Authority,
    Effect,
    Event,
    EventType,
    Instrument,
    InstrumentKind,
    Member,
    Parameter,
    ParameterValue,
    Parent,
    Party,
    PerSide,
    Provision,
    ProvisionKind,
    Reading,
    Scope,
    Shape,
    Source,
    Template,
    TemplateTerm,
    Verified,
)
from comity.kernel.codes import CountryCode
from comity.kernel.periods import Period
from comity.kernel.texts import has_hidden_characters

KE, UA, EU = CountryCode("KE"), CountryCode("UA"), CountryCode("EU")
ASSUMED = ProvisionKind.INFO_ASSESSMENT
TEMPLATE = Template(
    "model", "The model", (TemplateTerm(ASSUMED, "Article 4", (("years_back", 3),)),)
)

DAYS = st.dates(date(1900, 1, 1), date(2090, 1, 1))
# Whatever can be typed: quotes, backslashes, line breaks, marks of the format itself.
TYPED = st.text(min_size=1, max_size=60) | st.text("\"\\\n\t #=[]{}'é–اab", min_size=1, max_size=30)
TEXTS = (
    TYPED.map(str.strip)
    .filter(bool)
    .filter(lambda text: not has_hidden_characters(text.replace("\r\n", "\n"), lines=True))
)
SOMETIMES = st.just("") | TEXTS
SEVERAL = st.lists(TEXTS, max_size=3, unique=True).map(tuple)
VERIFIED = st.builds(Verified, by=TEXTS, on=DAYS, against=TEXTS)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, days = draw(st.none() | DAYS), draw(st.none() | st.integers(1, 4000))
    end = None if days is None else (start or date(1950, 1, 1)) + timedelta(days=days)
    return Period(start, end)


def values(parameter: Parameter) -> st.SearchStrategy[ParameterValue]:
    """Values a parameter takes, by its shape and its choices."""
    word = st.sampled_from(sorted(parameter.choices)) if parameter.choices else TEXTS
    words = st.lists(word, min_size=1, max_size=3, unique=True).map(tuple)
    match parameter.shape:
        case Shape.TEXT:
            return word
        case Shape.LIST:
            return words
        case Shape.SIDES:
            return words | words.map(lambda said: PerSide(((EU, said[:1]), (KE, said))))
        case Shape.NUMBER:
            return st.integers(1, 1000)
        case Shape.FLAG:
            return st.booleans()
        case Shape.DAY:
            return DAYS


@st.composite
def provisions(draw: st.DrawFn, number: int) -> Provision:
    """One provision; each has an article of its own, so that no two say the same twice."""
    if draw(st.integers(0, 4)) == 0:
        term = TEMPLATE.term(ASSUMED)
        assert term is not None
        return Provision(
            ASSUMED,
            "",
            Assumed("model", TEMPLATE.citation(ASSUMED)),
            parameters=draw(st.sampled_from([term.parameters, (("ongoing", True),)])),
            part=f"part {number}",
            note=draw(SOMETIMES),
        )
    kind = draw(st.sampled_from(ProvisionKind))
    chosen = {
        name: draw(values(parameter))
        for name, parameter in sorted(CATALOGUE[kind].parameters.items())
        if draw(st.booleans())
    }
    return Provision(
        kind,
        draw(TEXTS),
        draw(st.sampled_from([draw(VERIFIED), Verified("a reader", date(2020, 1, 1), "gazette")])),
        draw(st.sampled_from(Effect)),
        tuple(chosen.items()),
        draw(periods()),
        f"part {number}",
        draw(SOMETIMES),
    )


@st.composite
def parties(draw: st.DrawFn, code: CountryCode) -> Party:
    names = draw(st.lists(TEXTS, max_size=3, unique=True))
    authorities = tuple(
        Authority(name, draw(periods()), draw(st.sampled_from(["", *names[:number]])))
        for number, name in enumerate(names)
    )
    members = (Member(CountryCode("AT"), draw(periods())),) if code.is_union else ()
    return Party(code, authorities, None, members)


@st.composite
def events(draw: st.DrawFn, *, joined: bool, parts: list[str]) -> tuple[Event, ...]:
    """Events in the order they happened: signature, entry, then what comes later."""
    days = sorted(draw(st.lists(DAYS, min_size=3, max_size=3)))
    later = [EventType.AMENDED, EventType.SUSPENDED, EventType.NOTICE_GIVEN]
    kinds = [EventType.SIGNED, EventType.ENTERED_INTO_FORCE, draw(st.sampled_from(later))]
    told = [
        Event(
            what,
            on,
            place=draw(SOMETIMES),
            signatories=draw(SEVERAL),
            source=draw(TEXTS),
            note=draw(SOMETIMES),
        )
        for what, on in zip(kinds, days, strict=True)
    ]
    taken = Event(
        EventType.ACCEPTED if joined else EventType.RESERVED,
        printed=draw(TEXTS),
        no_later_than=draw(st.none() | DAYS),
        party=KE,
        parts=tuple(draw(st.lists(st.sampled_from(parts), unique=True)) if parts else ()),
        source=draw(TEXTS),
    )
    return (*told[: draw(st.integers(0, 3))], taken)


@st.composite
def written_instruments(draw: st.DrawFn) -> Instrument:
    """An instrument between Kenya and the European Union, with anything a file can say of it."""
    scope, joined = draw(st.sampled_from(Scope)), draw(st.booleans())
    terms = tuple(draw(provisions(n)) for n in range(draw(st.integers(0, 4))))
    sources = st.lists(st.builds(Source, TEXTS, SOMETIMES), min_size=1, max_size=3, unique=True)
    return Instrument(
        reference="ke-ua-1",
        kind=draw(st.sampled_from(InstrumentKind)),
        title=draw(TEXTS),
        short_title=draw(TEXTS),
        parties=(draw(parties(KE)), draw(parties(EU)), Party(UA, succeeds=KE)),
        events=draw(events(joined=joined, parts=[each.part for each in terms])),
        provisions=terms,
        scope=scope,
        scope_article="" if scope is Scope.GENERAL else draw(TEXTS),
        by_acceptance=joined,
        reading=draw(st.sampled_from(Reading)),
        binding=draw(st.none() | st.booleans()),
        public=draw(st.booleans()),
        parent=draw(
            st.none() | st.builds(Parent, title=SOMETIMES, ends_with_it=st.none() | st.booleans())
        ),
        languages=draw(SEVERAL),
        also_titled=draw(SEVERAL),
        sources=tuple(draw(sources)),
        open_points=draw(SEVERAL),
        note=draw(SOMETIMES),
    )
