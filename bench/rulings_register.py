"""A synthetic register of a large administration: 2,000 instruments and 20,000 provisions.

Nothing in it is real but the shape: a few busy administrations with agreements all over the
world, many with a handful, some conventions that bind dozens by acceptance, arrangements that hang
from an agreement, texts read in whole, in part and not at all, assumed terms, blanks. The same
seed gives the same files.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from comity.kernel.countries import NAMES, UNIONS

SEED = 20261122
INSTRUMENTS, PROVISIONS = 2_000, 20_000
CONVENTIONS, RECOGNITIONS, PROTOCOLS = 40, 200, 60
BUSY = ("US", "FR", "DE", "GB", "CN", "RU", "JP", "KR", "IN", "TR", "ZA", "BR", "UA", "KE", "EG")
FIRST_DAY = date(1960, 1, 1)

# What texts of the field usually speak of, the common first; kinds, and parameters in TOML.
TERMS = (
    ("info.assessment", ""),
    ("info.offences", ""),
    ("info.lawful_import_export", "{ goods = true }"),
    ("use.purpose", '{ purposes = ["duty-assessment", "offence-investigation"] }'),
    ("use.proceedings", '{ administrative = "yes", civil = "limit", criminal = "consent" }'),
    ("use.other", '{ leave = "consent", form_of_consent = "written" }'),
    ("ex.sovereignty", ""),
    ("ex.reciprocity", "{ must_be_flagged = true }"),
    ("act.surveillance", '{ targets = ["persons", "goods"] }'),
    ("act.enquiries", ""),
    ("info.spontaneous", ""),
    ("req.form", "{ written = true, oral_when_urgent = true }"),
    ("cost.waive", '{ exceptions = ["experts", "witnesses"] }'),
    ("exe.deadline", "{ days = 90, soft = true }"),
    ("act.experts_witnesses", '{ authorise = "may" }'),
    ("info.authenticity", ""),
    ("conf.level", '{ level = "equal" }'),
    ("act.presence", "{ consent = true }"),
    ("act.controlled_delivery", "{ case_by_case = true }"),
    ("data.personal", '{ protection = "adequate" }'),
    ("act.notification", ""),
    ("scope.purposes", '{ purposes = ["duty-assessment", "correct-application"] }'),
    ("act.technical", '{ topics = ["training"] }'),
)

TEMPLATE = (
    'reference = "model"\nkind = "template"\ntitle = "Model of the bench"\n'
    + "".join(f'[[terms]]\nkind = "{kind}"\n' for kind, _ in TERMS)
    + '[[sources]]\ntitle = "bench"\n'
)


@dataclass(frozen=True)
class Entry:
    """One instrument to be written: who is party, what it is, how many provisions it has."""

    reference: str
    kind: str
    parties: tuple[str, ...]
    provisions: int
    parent: str = ""


def write_register(folder: Path) -> None:
    """Write the synthetic register as files, as an administration keeps them."""
    chance = random.Random(SEED)  # noqa: S311  a bench is drawn, nothing is kept secret
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "model.toml").write_text(TEMPLATE)
    (folder / "domestic").mkdir()
    for country in BUSY:
        (folder / "domestic" / f"{country.lower()}.toml").write_text(_own_law(country))
    (folder / "instruments").mkdir()
    for entry in _entries(chance):
        text = "\n".join(_lines(entry, chance))
        (folder / "instruments" / f"{entry.reference}.toml").write_text(text)


def _countries() -> list[str]:
    return sorted(code for code in NAMES if len(code) == 2 and code not in UNIONS)


def _entries(chance: random.Random) -> Iterator[Entry]:
    bilateral = INSTRUMENTS - CONVENTIONS - RECOGNITIONS - PROTOCOLS
    pairs = _pairs(chance)
    chosen = [pairs[n] for n in range(bilateral)]
    each = PROVISIONS // (bilateral + CONVENTIONS)
    spare = PROVISIONS - each * (bilateral + CONVENTIONS)
    for n, pair in enumerate(chosen):
        yield Entry(f"{'-'.join(pair).lower()}-{n}", "cmaa", pair, each + (n < spare))
    for n in range(RECOGNITIONS + PROTOCOLS):
        kind = "mra" if n < RECOGNITIONS else "protocol"
        pair = chosen[n]
        yield Entry(f"{kind}-{n}", kind, pair, 0, f"{'-'.join(pair).lower()}-{n}")
    for n in range(CONVENTIONS):
        bound = chance.sample(_countries(), 120 if n == 0 else chance.randint(6, 60))
        yield Entry(f"convention-{n}", "multilateral", tuple(sorted(bound)), each)


def _pairs(chance: random.Random) -> list[tuple[str, str]]:
    """Busy administrations first among all pairs, a tenth of them with two agreements."""
    weight = {code: 12 if code in BUSY else 1 for code in _countries()}
    drawn = sorted(
        combinations(_countries(), 2),
        key=lambda pair: chance.random() ** (1 / (weight[pair[0]] * weight[pair[1]])),
        reverse=True,
    )
    again = [pair for n, pair in enumerate(drawn) if n % 10 == 0]
    return drawn[: INSTRUMENTS - len(again)] + again


def _lines(entry: Entry, chance: random.Random) -> Iterator[str]:
    reading = chance.choice(("none", "part", "part", "whole"))
    yield f'reference = "{entry.reference}"\nkind = "{entry.kind}"'
    yield f'title = "Agreement {entry.reference} on mutual administrative assistance"'
    yield f'short_title = "agreement {entry.reference}"\nreading = "{reading}"'
    if entry.kind == "multilateral":
        yield "by_acceptance = true"
    yield 'open_points = ["The day of ratification was not seen."]'
    yield '[verified]\nby = "bench"\non = 2026-11-22\nagainst = "the gazette"'
    if entry.parent:
        yield f'[parent]\nreference = "{entry.parent}"'
    for code in entry.parties:
        yield f'[[parties]]\ncode = "{code}"'
    yield from _events(entry, chance)
    first = chance.randint(0, 4)
    for n in range(entry.provisions):
        kind, parameters = TERMS[(first + n) % len(TERMS)]
        if chance.random() < 0.2:
            yield f'[[provisions]]\nkind = "{kind}"\nassumed_from = "model"'
        else:
            given = f"\nparameters = {parameters}" if parameters else ""
            yield f'[[provisions]]\nkind = "{kind}"\narticle = "Art. {n + 2}"{given}'
    yield f'[[sources]]\ntitle = "Gazette {entry.reference}"\nsays = "signed, in force"\n'


def _events(entry: Entry, chance: random.Random) -> Iterator[str]:
    signed = FIRST_DAY + timedelta(days=chance.randint(0, 20_000))
    entered = signed + timedelta(days=chance.randint(0, 1_500))
    yield f'[[events]]\nwhat = "signed"\non = {signed}\nplace = "Capital"\nsource = "Gazette"'
    if entry.kind == "multilateral":
        for n, code in enumerate(entry.parties):
            on = entered + timedelta(days=n)
            yield f'[[events]]\nwhat = "accepted"\nparty = "{code}"\non = {on}\nsource = "Gazette"'
        last = entered + timedelta(days=len(entry.parties))
        yield f'[[events]]\nwhat = "entered-into-force"\non = {last}\nsource = "Gazette"'
        return
    if chance.random() < 0.85:
        yield f'[[events]]\nwhat = "entered-into-force"\non = {entered}\nsource = "Gazette"'
    if chance.random() < 0.05:
        ended = entered + timedelta(days=9_000)
        yield f'[[events]]\nwhat = "terminated"\non = {ended}\nsource = "Gazette"'


def _own_law(country: str) -> str:
    return (
        f'kind = "domestic"\ncountry = "{country}"\ntitle = "Own law of {country}"\n'
        '[verified]\nby = "bench"\non = 2026-11-22\nagainst = "the code"\n'
        '[[gateways]]\narticle = "Section 1"\nassurances = ["confidentiality"]\n'
        '[[bars]]\narticle = "Section 2"\ncategory = "tax"\n'
        '[[sources]]\ntitle = "the code"\n'
    )
