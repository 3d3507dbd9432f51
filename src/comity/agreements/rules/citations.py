"""How grounds cite: an article, a recorded or missing event, or the register's silence."""

from typing import assert_never

from comity.agreements.terms import (
    CATALOGUE,
    NOTHING,
    Assumed,
    DomesticLaw,
    Event,
    GivenAssurance,
    Instrument,
    Matter,
    Provenance,
    Provision,
    Settled,
    Settlement,
    Verified,
)
from comity.agreements.wording.citations import EVENT_PHRASES, SOME_EVENT
from comity.kernel.rulings import Citation


def cite_provision(instrument: Instrument, provision: Provision) -> Citation:
    """Return the article a provision stands in, or the template an assumed one was taken from."""
    citations = instrument.told.citations
    told = citations.get(id(provision))
    if told is None:
        told = citations[id(provision)] = provision, _of_provision(instrument, provision)
    return told[1]


def _of_provision(instrument: Instrument, provision: Provision) -> Citation:
    match provision.provenance:
        case Verified():
            return cite_article(instrument, provision.article)
        case Assumed() as assumed:
            return cite_template(assumed)
        case Settled() as settled:
            return _cite_settled(instrument, provision, settled)
        case _:
            assert_never(provision.provenance)


def cite_article(instrument: Instrument, article: str) -> Citation:
    """Return an article of an instrument."""
    facts = (("instrument", instrument.short_title), ("article", article))
    return Citation("cited_article", facts)


def cite_silence(instrument: Instrument) -> Citation:
    """Return that a text read whole says nothing of a matter."""
    return Citation("cited_silence", instrument.name_facts[:1])


def cite_road(instrument: Instrument, first: Citation) -> Citation:
    """Return a citation that does not name the instrument beside the instrument's name."""
    if first is not NOTHING:
        return Citation("cited_instrument", instrument.name_facts[:1], (first,))
    citations = instrument.told.citations
    told = citations.get(id(first))
    if told is None:
        cites = Citation("cited_instrument", instrument.name_facts[:1], (first,))
        told = citations[id(first)] = first, cites
    return told[1]


def cite_template(assumed: Assumed) -> Citation:
    """Return the model text a term is assumed from."""
    return Citation("cited_template", (("template", assumed.citation),))


def cite_settlement(settled: Settled) -> Citation:
    """Return who of the treaty desk stated it, when, and where it was read."""
    facts = (("by", settled.by), ("day", settled.on.isoformat()), ("source", settled.source))
    return Citation("cited_settlement", facts)


def cite_assurance(given: GivenAssurance) -> Citation:
    """Return who gave an assurance, when, and the document it stands in."""
    facts = (
        ("by", given.given_by),
        ("day", given.given_on.isoformat()),
        ("document", given.document),
    )
    return Citation("cited_assurance", facts)


def _cite_settled(instrument: Instrument, provision: Provision, settled: Settled) -> Citation:
    name = ("instrument", instrument.short_title)
    further = (cite_settlement(settled),)
    if provision.article:
        return Citation("cited_article", (name, ("article", provision.article)), further)
    return Citation("cited_term", (name, ("term", CATALOGUE[provision.kind].title)), further)


def cite_law(law: DomesticLaw, article: str, provenance: Provenance) -> Citation:
    """Return a section of own law, or how far it is known."""
    match provenance:
        case Verified():
            return Citation.quoting(article)
        case Assumed() as assumed:
            return cite_template(assumed)
        case Settled() as settled:
            facts = (("instrument", law.title), ("article", article))
            return Citation("cited_article", facts, (cite_settlement(settled),))
        case _:
            assert_never(provenance)


def cite_event(instrument: Instrument, event: Event | None, *, missing: str = "") -> Citation:
    """Return a recorded event with its day and source, or name the one that is missing."""
    if event is None:
        facts = (instrument.name_facts[0], ("event", missing or SOME_EVENT))
        return Citation("cited_no_event", facts)
    citations = instrument.told.citations
    told = citations.get(id(event))
    if told is None:
        told = citations[id(event)] = event, _of_event(instrument, event)
    return told[1]


def _of_event(instrument: Instrument, event: Event) -> Citation:
    facts = [instrument.name_facts[0], ("event", EVENT_PHRASES[event.what])]
    code = "cited_event"
    if event.party is not None:
        code += "_by"
        facts.append(("party", event.party.english_name))
    dated, day = _dated(event)
    return Citation(code + dated, (*facts, *day), _source_of(event))


def _dated(event: Event) -> tuple[str, tuple[tuple[str, str], ...]]:
    if event.on is not None:
        return "", (("day", event.on.isoformat()),)
    if event.no_later_than is not None:
        return "_no_later", (("day", event.no_later_than.isoformat()),)
    return ("_printed", (("printed", event.printed),)) if event.printed else ("_undated", ())


def _source_of(event: Event) -> tuple[Citation, ...]:
    if event.settled is not None:
        return (cite_settlement(event.settled),)
    return (Citation.quoting(event.source),) if event.source else ()


def article_of(provision: Provision) -> str:
    """Return the article alone, or the name of the matter where none was stated."""
    return provision.article or CATALOGUE[provision.kind].title


_MATTERS = {
    Matter.TERM: "a term",
    Matter.EVENT: "an event",
    Matter.OWN_LAW: "what own law allows",
}


def subject_of(settlement: Settlement) -> str:
    """Return in words what a settlement settles."""
    if settlement.provision is not None:
        return CATALOGUE[settlement.provision].title
    told = EVENT_PHRASES[settlement.event] if settlement.event else _MATTERS[settlement.matter]
    whom = f" by {settlement.party.english_name}" if settlement.party is not None else ""
    return told + whom
