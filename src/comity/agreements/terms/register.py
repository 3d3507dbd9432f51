"""The register: one frozen value holding everything the rules need."""

from collections.abc import Callable, Hashable, Iterable, Set
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property, lru_cache

from comity.agreements.terms.happenings import Event
from comity.agreements.terms.instruments import Instrument
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.living_law import Breach, GivenAssurance, LivingLaw
from comity.agreements.terms.own_law import RELEASES, DomesticLaw, Gateway, Instruction
from comity.agreements.terms.provisions import Provision
from comity.agreements.terms.published_counts import PublishedCount
from comity.agreements.terms.settlements import Matter, Settlement
from comity.agreements.terms.shapes import ParameterValue
from comity.agreements.terms.unions import Union, with_members
from comity.kernel.codes import CountryCode
from comity.kernel.errors import NotFoundError
from comity.kernel.rulings import Citation

NOTHING = Citation("cited_nothing")
_NONE: Set[str] = frozenset()
# Pairs of administrations whose agreements are remembered; there are some 57,000 pairs in all.
_PAIRS = 8_192


class InstrumentNotFoundError(NotFoundError):
    """The register holds no instrument of this reference."""

    code = "instrument_not_found"


@dataclass(frozen=True, slots=True)
class TemplateTerm:
    """One term of a template: what agreements of this family usually say."""

    kind: ProvisionKind
    article: str = ""
    parameters: tuple[tuple[str, ParameterValue], ...] = ()


@dataclass(frozen=True, slots=True)
class Template:
    """A model text that assumed terms are taken from; it binds nobody."""

    reference: str
    title: str
    terms: tuple[TemplateTerm, ...]

    def term(self, kind: ProvisionKind) -> TemplateTerm | None:
        """Return the template's term of a kind, or None when it has none."""
        return next((term for term in self.terms if term.kind is kind), None)

    def citation(self, kind: ProvisionKind) -> str:
        """Return how an assumed term of a kind cites this template."""
        term = self.term(kind)
        return f"{self.title}, {term.article}" if term is not None and term.article else self.title


@dataclass(frozen=True, eq=False)
class Register:
    """Instruments, own law and templates as read from the files, with what was settled since.

    Two registers are the same only when they are one: thousands of instruments are not compared,
    and what is remembered of a register goes with it.

    Attributes:
        files: the instruments as their files have them.
        own_laws: the domestic files.
        templates: the model texts assumed terms come from.
        counts: the numbers that administrations have printed of their own agreements.
        unions: the members of unions, which every agreement of theirs is read with.
        settlements: acts of the treaty desk, oldest first.
        digest: SHA-256 (hex) over all files; names the version of the register.
        living: what this node was ordered, was promised and found broken; None outside a node.
    """

    files: tuple[Instrument, ...] = ()
    own_laws: tuple[DomesticLaw, ...] = ()
    templates: tuple[Template, ...] = ()
    counts: tuple[PublishedCount, ...] = ()
    unions: tuple[Union, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    digest: str = ""
    living: LivingLaw | None = None

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """Every instrument with its unions' members and what was settled about it, by reference."""
        members = {union.code: union.members for union in self.unions}
        settled = [self._settled(with_members(each, members)) for each in self.files]
        return tuple(sorted(settled, key=lambda instrument: instrument.reference))

    @cached_property
    def _by_reference(self) -> dict[str, Instrument]:
        return {instrument.reference: instrument for instrument in self.instruments}

    @cached_property
    def _by_country(self) -> dict[CountryCode, set[str]]:
        """References of what a country is party to, or a member of a party to, on any day at all.

        A ruling looks at the few agreements of a pair, however many the register holds.
        """
        found: dict[CountryCode, set[str]] = {}
        for instrument in self.instruments:
            for party in instrument.parties:
                for code in (party.code, *(member.code for member in party.members)):
                    found.setdefault(code, set()).add(instrument.reference)
        return found

    @cached_property
    def _sharing(self) -> Callable[[CountryCode, CountryCode], tuple[tuple[Instrument, bool], ...]]:
        """What may link two, with whether it does on every day; remembered for the last pairs."""
        by_country, by_reference = self._by_country, self._by_reference

        @lru_cache(maxsize=_PAIRS)
        def shared(one: CountryCode, other: CountryCode) -> tuple[tuple[Instrument, bool], ...]:
            both = by_country.get(one, _NONE) & by_country.get(other, _NONE)
            found = (by_reference[reference] for reference in sorted(both))
            told = ((each, each.links_on_every_day(one, other)) for each in found)
            return tuple((each, always is True) for each, always in told if always is not False)

        return shared

    @cached_property
    def remembered(self) -> dict[Hashable, object]:
        """What rules have found of this register and may find again; it goes with it."""
        return {}

    @cached_property
    def _own_law_by_country(self) -> dict[CountryCode, DomesticLaw]:
        laws = {law.country: law for law in self.own_laws}
        for settlement in self.settlements:
            if settlement.matter is Matter.OWN_LAW:
                country = CountryCode(settlement.about.removeprefix("domestic/").upper())
                law = laws.get(country, DomesticLaw(country, f"Own law of {country.english_name}"))
                laws[country] = replace(law, gateways=(*law.gateways, _gateway(settlement)))
        return laws

    def instrument(self, reference: str) -> Instrument:
        """Return the instrument of a reference.

        Raises:
            InstrumentNotFoundError: the register holds none.
        """
        try:
            return self._by_reference[reference]
        except KeyError:
            raise InstrumentNotFoundError(reference=reference) from None

    def has(self, reference: str) -> bool:
        """Return whether the register holds an instrument of a reference."""
        return reference in self._by_reference

    def linking(self, one: CountryCode, other: CountryCode, *, on: date) -> tuple[Instrument, ...]:
        """Return the instruments two administrations are both party to, in force or not."""
        shared = self._sharing(one, other)
        return tuple([i for i, always in shared if always or i.links(one, other, on=on)])

    def own_law(self, country: CountryCode) -> DomesticLaw | None:
        """Return what is encoded, or settled, of a country's own law; None when nothing is."""
        return self._own_law_by_country.get(country)

    def instructions_for(self, country: CountryCode) -> tuple[Instruction, ...]:
        """Return the national instructions of a country: of its file, and of its own node."""
        law = self.own_law(country)
        filed = law.instructions if law is not None else ()
        return (*filed, *(living.instructions if (living := self._living_in(country)) else ()))

    def assurances_of(
        self, partner: CountryCode, *, to: CountryCode, on: date
    ) -> tuple[GivenAssurance, ...]:
        """Return what a partner has promised to a country and what holds on a day."""
        living = self._living_in(to)
        given = living.assurances if living is not None else ()
        return tuple(each for each in given if each.partner == partner and on in each.period)

    def breaches_of(self, partner: CountryCode, *, to: CountryCode, on: date) -> tuple[Breach, ...]:
        """Return a partner's breaches, alleged or established, that bear on a day."""
        living = self._living_in(to)
        known = living.breaches if living is not None else ()
        return tuple(each for each in known if each.partner == partner and on in each.period)

    def with_living_law(self, living: LivingLaw) -> "Register":
        """Return this register with what stands in a node beside its files.

        What was found in the files is handed on: nothing of it depends on what stands beside. What
        was ruled does, and is not.
        """
        beside = replace(self, living=living)
        stated = {field.name for field in fields(self)} | {"remembered"}
        vars(beside).update(
            (name, found) for name, found in vars(self).items() if name not in stated
        )
        return beside

    def _living_in(self, country: CountryCode) -> LivingLaw | None:
        known = self.living is not None and self.living.country == country
        return self.living if known else None

    def with_settlements(self, settlements: Iterable[Settlement]) -> "Register":
        """Return this register with further acts of the treaty desk, oldest first."""
        return replace(self, settlements=(*self.settlements, *settlements))

    def _settled(self, instrument: Instrument) -> Instrument:
        for settlement in self.settlements:
            if settlement.about != instrument.reference:
                continue
            if settlement.matter is Matter.TERM:
                stated = _stated_term(instrument, settlement)
                instrument = replace(instrument, provisions=(stated, *instrument.provisions))
            else:
                events = (*instrument.events, _stated_event(settlement))
                instrument = replace(instrument, events=events)
        return instrument


def _stated_term(instrument: Instrument, settlement: Settlement) -> Provision:
    kind = settlement.provision
    assert kind is not None, "a settlement of a term names its kind (problems_in_settlement)"
    before = next((p for p in instrument.provisions if p.kind is kind and p.is_assumed), None)
    inherited = before.parameters if before is not None else ()
    return Provision(
        kind=kind,
        article=settlement.article,
        provenance=settlement.settled,
        effect=settlement.effect,
        parameters=settlement.parameters or inherited,
        note=settlement.states,
    )


def _stated_event(settlement: Settlement) -> Event:
    what = settlement.event
    assert what is not None, "a settlement of an event names it (problems_in_settlement)"
    return Event(
        what=what,
        on=settlement.event_on,
        party=settlement.party,
        parts=settlement.parts,
        source=settlement.source,
        note=settlement.states,
        settled=settlement.settled,
    )


def _gateway(settlement: Settlement) -> Gateway:
    return Gateway(
        article=settlement.article or settlement.states,
        provenance=settlement.settled,
        acts=settlement.acts or RELEASES,
        kinds=settlement.kinds,
    )
