"""How many rulings a CPU-second gives over a register of 2,000 agreements, and what it costs.

    python -m bench.rulings [rulings]

The register is synthetic (`bench.rulings_register`), written as files and read the way a node
reads them. Acts are drawn beforehand: half ask, a third answer, the rest use what was supplied;
nine in ten between two administrations that an agreement links, over sixty years of days. Load and
peak memory are those of a process that does nothing else. The register page is compared with an
empty page of the same node in a third process (`bench.rulings_page`).

The floor is measured in the same run: for the same acts, the least any ruling must do. Find the
agreements of the pair, compare two days, find the provision of a kind, and make one frozen value
with four grounds for each agreement found. It knows no succession, acceptance, parts, own law,
purposes, alternatives or conditions, and explains nothing.
"""

import cProfile
import gc
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from bench.new_node import run_in_new_node
from bench.rulings_register import FIRST_DAY, SEED, write_register
from comity.agreements.register_files import load_register
from comity.agreements.rules import limits_of, rule_on_answering, rule_on_asking, rule_on_use
from comity.agreements.terms import (
    Answer,
    Ask,
    AssistanceKind,
    Assurance,
    EventType,
    Instrument,
    Proceedings,
    Purpose,
    Register,
    Use,
)
from comity.kernel.codes import CountryCode
from comity.kernel.rulings import Citation, Ground, Permission, Ruling, outcome_of

RULINGS = 20_000
DAYS = 24_000
MEBIBYTE = 1024
Act = Callable[[], Ruling]


@dataclass(frozen=True)
class Drawn:
    """One act of the bench: who asks whom for what, on which day, and what is then ruled on."""

    ask: Ask
    on: date
    what: str


def draw(register: Register, number: int) -> list[Drawn]:
    """Return acts between administrations, most of them linked by an agreement."""
    chance = random.Random(SEED)  # noqa: S311  a bench is drawn, nothing is kept secret
    pairs = [
        pair
        for instrument in register.instruments
        for pair in combinations([party.code for party in instrument.parties], 2)
        if len(instrument.parties) == 2
    ]
    everyone = sorted({code for pair in pairs for code in pair})
    drawn = []
    for n in range(number):
        pair = chance.choice(pairs) if n % 10 else tuple(chance.sample(everyone, 2))
        one, other = chance.sample(pair, 2)
        ask = Ask(one, other, chance.choice(list(AssistanceKind)), reciprocal=n % 20 != 0)
        on = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        drawn.append(Drawn(ask, on, ("ask", "answer", "ask", "answer", "ask", "use")[n % 6]))
    return drawn


def act_of(register: Register, drawn: Drawn) -> Act:
    """Return the ruling that is to be made, ready to be called."""
    ask, on = drawn.ask, drawn.on
    match drawn.what:
        case "ask":
            return lambda: rule_on_asking(register, ask, on=on)
        case "answer":
            answer = Answer(ask, assurances=frozenset({Assurance.CONFIDENTIALITY}))
            return lambda: rule_on_answering(register, answer, on=on)
        case _:
            under = register.linking(ask.requesting, ask.requested, on=on)
            instrument = under[0] if under else register.instruments[0]
            use = Use(Purpose.OFFENCE_INVESTIGATION, Proceedings.CRIMINAL)
            supplier, wanted = ask.requested, ask.stated_purpose
            return lambda: rule_on_use(
                limits_of(instrument, supplier=supplier, asked_for=wanted, on=on), use, on=on
            )


Index = dict[tuple[CountryCode, CountryCode], list[Instrument]]


def index_of(register: Register) -> Index:
    """Return the agreements of every pair of parties, for the floor."""
    index: Index = {}
    for instrument in register.instruments:
        codes = sorted(party.code for party in instrument.parties)
        for pair in combinations(codes, 2):
            index.setdefault(pair, []).append(instrument)
    return index


def bare(index: Index, drawn: Drawn) -> list[Permission]:
    """Do the least that any ruling on this act must do."""
    one, other = sorted((drawn.ask.requesting, drawn.ask.requested))
    wanted, made = drawn.ask.kind.provision, []
    for instrument in index.get((one, other), ()):
        events = instrument.events
        entered = [e.on for e in events if e.what is EventType.ENTERED_INTO_FORCE and e.on]
        open_now = bool(entered) and entered[-1] <= drawn.on
        provision = next((p for p in instrument.provisions if p.kind is wanted), None)
        grounds = tuple(
            Ground("a_code", Citation("a_citation", (("article", "Art. 1"),)), facts=_FACTS)
            for _ in range(4)
        )
        article = provision.article if provision is not None and open_now else ""
        made.append(Permission(instrument.reference, article, "", drawn.on, grounds))
    return made


_FACTS = (("instrument", "agreement"), ("on", "2026-11-22"))


def spent(work: Callable[[], object]) -> float:
    """Return the CPU seconds a piece of work takes in this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def measure_load(folder: Path) -> None:
    """Read the register in a process of its own, and say what it took."""
    seconds = spent(lambda: load_register(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE
    print(f"load: {seconds:.2f} CPU-seconds, {peak:.0f} MB at most")


def measure_rulings(folder: Path, number: int) -> None:
    """Rule on every act, then do the least for every act, and compare."""
    register = load_register(folder)
    drawn = draw(register, number)
    acts = [act_of(register, each) for each in drawn]
    # A node sets its register aside from the collector (`current_register`); so does the bench,
    # together with what it has drawn, which no node holds.
    gc.collect()
    gc.freeze()
    first = spent(acts[0])
    told: Counter[str] = Counter()
    # Each ruling is told and let go, as a node does; to keep them all measures the collector.
    seconds = spent(lambda: told.update(outcome_of(act()) for act in acts))
    again = spent(lambda: [None for act in acts if outcome_of(act()) is None])
    index = index_of(register)
    floor = spent(lambda: sum(len(bare(index, each)) for each in drawn))
    provisions = sum(len(instrument.provisions) for instrument in register.instruments)
    print(f"register: {len(register.instruments)} agreements, {provisions} provisions")
    print("outcomes: " + ", ".join(f"{count} {word}" for word, count in sorted(told.items())))
    print(f"first ruling: {1000 * first:.1f} CPU-milliseconds (what is found once per register)")
    print(f"rulings: {number / seconds:.0f} rulings per CPU-second")
    print(f"once more: {number / again:.0f} rulings per CPU-second (every agreement met before)")
    print(f"floor: {number / floor:.0f} per CPU-second; ratio {floor / seconds:.3f}")


def profile(folder: Path, number: int) -> None:
    """Say where the time of the rulings goes."""
    register = load_register(folder)
    acts = [act_of(register, each) for each in draw(register, number)]
    watched = cProfile.Profile()
    watched.runcall(lambda: [act() for act in acts])
    pstats.Stats(watched).sort_stats("tottime").print_stats(30)


def main(words: list[str]) -> None:
    """Run the whole bench, or, for a process of its own, one part of it."""
    match words:
        case ["load", folder]:
            measure_load(Path(folder))
        case ["measure", folder, number]:
            measure_rulings(Path(folder), int(number))
        case ["profile", folder, number]:
            profile(Path(folder), int(number))
        case _:
            number = words[0] if words else str(RULINGS)
            with tempfile.TemporaryDirectory() as made:
                register = Path(made) / "register"
                write_register(register)
                for part in (["load"], ["measure"]):
                    further = [number] if part == ["measure"] else []
                    command = [
                        sys.executable,
                        "-m",
                        "bench.rulings",
                        *part,
                        str(register),
                        *further,
                    ]
                    subprocess.run(command, check=True)
                run_in_new_node("bench.rulings_page", str(register))


if __name__ == "__main__":
    main(sys.argv[1:])
