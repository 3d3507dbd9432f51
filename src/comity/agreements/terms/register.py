"""The register: one frozen value holding everything the rules need."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from comity.agreements.terms.instruments import Event, Instrument
from comity.agreements.terms.kinds import ProvisionKind
from comity.agreements.terms.own_law import DomesticLaw, Gateway, domestic_reference
from comity.agreements.terms.provisions import ParameterValue, Provision
from comity.agreements.terms.settlements import Matter, Settlement
from comity.agreements.terms.vocabulary import Assurance
from comity.kernel.codes import CountryCode
from comity.kernel.errors import NotFoundError

NOTHING = "nothing in the register on this day"


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


@dataclass(frozen=True)
class Register:
    """Instruments, own law and templates as read from the files, with what was settled since.

    Attributes:
        files: the instruments as their files have them.
        own_laws: the domestic files.
        templates: the model texts assumed terms come from.
        settlements: acts of the treaty desk, oldest first.
        digest: SHA-256 (hex) over all files; names the version of the register.
    """

    files: tuple[Instrument, ...] = ()
    own_laws: tuple[DomesticLaw, ...] = ()
    templates: tuple[Template, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    digest: str = ""

    @cached_property
    def instruments(self) -> tuple[Instrument, ...]:
        """Every instrument with what was settled about it, by reference."""
        settled = [self._settled(instrument) for instrument in self.files]
        return tuple(sorted(settled, key=lambda instrument: instrument.reference))

    @cached_property
    def _by_reference(self) -> dict[str, Instrument]:
        return {instrument.reference: instrument for instrument in self.instruments}

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
        return tuple(i for i in self.instruments if i.links(one, other, on=on))

    def own_law(self, country: CountryCode) -> DomesticLaw | None:
        """Return what is encoded, or settled, of a country's own law; None when nothing is."""
        return self._own_law_by_country.get(country)

    def assurances_of(
        self, partner: CountryCode, *, to: CountryCode
    ) -> tuple[tuple[Assurance, Settlement], ...]:
        """Return what a partner has promised to a country, each with the act that recorded it."""
        return tuple(
            (assurance, settlement)
            for settlement in self.settlements
            if settlement.matter is Matter.ASSURANCE
            and settlement.about == domestic_reference(to)
            and settlement.party == partner
            for assurance in sorted(settlement.assurances)
        )

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
        source=settlement.source,
        note=settlement.states,
        settled=settlement.settled,
    )


def _gateway(settlement: Settlement) -> Gateway:
    return Gateway(
        article=settlement.article or settlement.states,
        provenance=settlement.settled,
        kinds=settlement.kinds,
    )
