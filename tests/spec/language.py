"""The small language of the specification: agreements in a line, rulings in a table.

A table names its columns in its first row and what is ruled in its last: `permitted by Art. 4 of
a-b`, `refused: not_in_force`, `referred to treaty_desk: term_assumed`. Grounds for the act are left
out there; what stands in the way is complete.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from comity.agreements.register_files import load_register
from comity.agreements.rules import Bearing, bearing_of
from comity.agreements.terms import (
    ActKind,
    Assumed,
    Bar,
    DomesticLaw,
    Effect,
    Event,
    EventType,
    Gateway,
    Instrument,
    InstrumentKind,
    Matter,
    ParameterValue,
    Party,
    Provision,
    ProvisionKind,
    Reading,
    Register,
    Settlement,
    Union,
    Verified,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Permission, Referral, Refusal, Ruling

READ = Verified(by="a reader", on=date(2020, 1, 1), against="the gazette")
TEMPLATE = Assumed(template="model", citation="the model, Article 4")
SHIPPED = load_register(Path(__file__).resolve().parents[2] / "register")


def day(text: str) -> date:
    """Return a civil day."""
    return date.fromisoformat(text)


def agreement(
    reference: str = "ke-ua",
    *,
    in_force: str = "2020-01-01/",
    covers: Mapping[str, str] | None = None,
    assumes: tuple[str, ...] = (),
    excludes: Mapping[str, str] | None = None,
    reading: str = "part",
    kind: str = "cmaa",
) -> Instrument:
    """Return an agreement between the two countries its reference names.

    Args:
        reference: two countries, as `ke-ua`, and whatever tells it from others.
        in_force: entry into force and end, as `2020-01-01/2030-01-01`; "" for neither recorded.
        covers: article and kind of provision, verified.
        assumes: kinds of provision taken from a template.
        excludes: article and kind of provision the text shuts out.
        reading: how far the text was read.
        kind: the kind of instrument.
    """
    start, _, end = in_force.partition("/")
    events = [Event(EventType.ENTERED_INTO_FORCE, day(start), source="gazette")] if start else []
    events += [Event(EventType.TERMINATED, day(end), source="gazette")] if end else []
    provisions = [Provision(ProvisionKind(k), a, READ) for a, k in (covers or {}).items()]
    provisions += [Provision(ProvisionKind(k), "", TEMPLATE) for k in assumes]
    provisions += [
        Provision(ProvisionKind(k), a, READ, Effect.EXCLUDED) for a, k in (excludes or {}).items()
    ]
    one, other = reference.upper().split("-")[:2]
    return Instrument(
        reference=reference,
        kind=InstrumentKind(kind),
        title=f"Agreement {reference}",
        short_title=f"agreement {reference}",
        parties=(Party(CountryCode(one)), Party(CountryCode(other))),
        events=tuple(events),
        provisions=tuple(provisions),
        reading=Reading(reading),
        digest="0" * 64,
    )


def with_parameters(instrument: Instrument, kind: str, **parameters: ParameterValue) -> Instrument:
    """Return an agreement in which every provision of a kind has these parameters."""
    given = tuple(sorted(parameters.items()))
    changed = tuple(
        replace(p, parameters=given) if p.kind == kind else p for p in instrument.provisions
    )
    return replace(instrument, provisions=changed)


def own_law(country: str, *, bars: tuple[Bar, ...] = (), **gateway: Any) -> DomesticLaw:
    """Return own law with one gateway that opens all assistance."""
    code = CountryCode(country)
    gateways = (Gateway("Section 1", READ, **gateway),)
    return DomesticLaw(code, f"Own law of {code.english_name}", gateways, bars)


def own_law_opening_all(country: str, **further: Any) -> DomesticLaw:
    """Return own law that opens every act on which there are rulings."""
    return own_law(country, acts=frozenset(ActKind), **further)


def register(
    *instruments: Instrument, laws: tuple[DomesticLaw, ...] = (), unions: tuple[Union, ...] = ()
) -> Register:
    """Return a register of these instruments, own laws and unions."""
    return Register(files=instruments, own_laws=laws, unions=unions)


def settlement(about: str, matter: str, **stated: Any) -> Settlement:
    """Return an act of the treaty desk; provisions and events are given by their ids."""
    if "provision" in stated:
        stated["provision"] = ProvisionKind(str(stated["provision"]))
    if "event" in stated:
        stated["event"] = EventType(str(stated["event"]))
    return Settlement(
        about=about,
        matter=Matter(matter),
        states="It is so.",
        source="Gazette 7",
        by="a clerk",
        on=day("2026-11-20"),
        **stated,
    )


def in_words(ruling: Ruling) -> str:
    """Return a ruling as the tables write it."""
    codes = ", ".join(g.code for g in ruling.grounds if bearing_of(g) is not Bearing.FOR)
    match ruling:
        case Permission():
            return f"permitted by {ruling.article} of {ruling.under}"
        case Refusal():
            return f"refused: {codes}"
        case Referral():
            under = f" under {ruling.under}" if ruling.under else ""
            return f"referred to {ruling.to}{under}: {codes}"


def assert_rulings(table: str, rule: Callable[[Mapping[str, str]], Ruling]) -> None:
    """Check every row of a table against what the rule says of it."""
    header, *rows = [
        [cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()
    ]
    for cells in rows:
        row = dict(zip(header, cells, strict=True))
        assert in_words(rule(row)) == row["ruling"], " | ".join(cells)
