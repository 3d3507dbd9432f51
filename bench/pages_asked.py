"""Ask for the pages of a node that was filled, in turns, and print how long each takes.

    python -m comity.node.django_start bench.pages_asked [rounds]

Pages are asked for through Django's test client, so that what counts is the node's own work:
middleware, session, policy, database, template. The floor is an empty page of the same node and
run: the list of requests of an officer who has none. Pages are asked for in turns, so that a noisy
machine is noisy for all of them; which request, word or officer is meant changes from turn to turn.
Beside the time on the clock stands the time of the processor that this process took, which other
work of the machine hardly changes: all of SQLite's, and of PostgreSQL's what the node does itself.
"""

import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import NamedTuple

from django.test import Client

from bench.pages_cases import DESKS
from bench.pages_copies import CHANCE, WARES
from comity.assistance.models import Request
from comity.ledger.models import LedgerEntry
from comity.ledger.terms import NODE
from comity.node.wiring import wire
from comity.officers.models import Officer

ROUNDS = 100
EMPTY = ("e.park", "/requests/")
AIM = 5


@dataclass(frozen=True)
class Page:
    """One page that is asked for.

    Attributes:
        name: as it is printed.
        who: the officer who asks.
        address: made anew for every turn.
    """

    name: str
    who: str
    address: Callable[[], str]


class Caseload:
    """What there is to ask about."""

    def __init__(self) -> None:
        self._of = {
            state: list(
                Request.objects.filter(state=state, agency__code="CBP")
                .order_by("-pk")
                .values_list("reference", flat=True)[:300]
            )
            for state in ("closed", "opened", "answered", "accepted")
        }
        self._entries = LedgerEntry.objects.order_by("-epoch", "-index")[0].index

    def reference(self) -> str:
        """Return the reference of some request that ended, or goes on."""
        return CHANCE.choice(self._of[CHANCE.choice(list(self._of))])

    def place(self) -> str:
        """Return the place of some entry of the record."""
        return f"1-{CHANCE.randrange(self._entries)}"


def pages_of(load: Caseload) -> list[Page]:
    """Return the pages, and who asks for them."""
    return [*_work(load), *_search(load), *_record(load), *_rooms()]


def _always(address: str) -> Callable[[], str]:
    return lambda: address


def _work(load: Caseload) -> list[Page]:
    pages = [
        Page("inbox", "o.desk001", _always("/")),
        Page("inbox, my unit", "o.desk002", _always("/?tab=my_unit")),
        Page("inbox, to approve", "m.chen", _always("/?tab=to_approve")),
        Page("inbox, from partners", "c.unit", _always("/?tab=from_partners")),
        Page("inbox, small agency", "i.desk000", _always("/")),
        Page("clocks", "o.desk001", _always("/clocks/")),
        Page("clocks, approver", "m.chen", _always("/clocks/")),
        Page("clocks, central unit", "c.unit", _always("/clocks/?whose=all&when=all")),
        Page("clocks, overdue", "c.unit", _always("/clocks/?whose=all&when=overdue")),
        Page("clocks of a request", "o.desk001", lambda: f"/requests/{load.reference()}/clocks/"),
    ]
    for who, name in (("o.desk001", "officer"), ("c.unit", "central unit"), ("e.stone", "small")):
        pages += [
            Page(f"requests, {name}", who, _always("/requests/")),
            Page(
                f"requests, {name}, words",
                who,
                lambda: f"/requests/?search={CHANCE.choice(WARES).replace(' ', '+')}",
            ),
            Page(
                f"requests, {name}, nothing found",
                who,
                lambda: f"/requests/?search=zz{CHANCE.randrange(1000)}",
            ),
            Page(f"requests, {name}, last page", who, _always("/requests/?page=last")),
        ]
    return [
        *pages,
        Page("requests, one state", "c.unit", _always("/requests/?state=answered")),
        Page("requests, one side", "o.desk001", _always("/requests/?side=requested")),
        Page("requests, one partner", "o.desk001", _always("/requests/?partner=UA")),
        Page("request", "o.desk001", lambda: f"/requests/{load.reference()}/"),
        Page("request, auditor", "a.hale", lambda: f"/requests/{load.reference()}/"),
    ]


def _search(load: Caseload) -> list[Page]:
    def wares() -> str:
        return f"/search/?q={CHANCE.choice(WARES).replace(' ', '+')}"

    return [
        Page("search, a reference", "o.desk001", lambda: f"/search/?q={load.reference()}"),
        Page("search, common words", "o.desk001", wares),
        Page("search, central unit", "c.unit", wares),
        Page("search, small agency", "e.stone", wares),
        Page("search, a lot", "c.unit", lambda: f"/search/?q=lot+{CHANCE.randrange(10**6):06}"),
        Page("search, a partner", "c.unit", _always("/search/?q=ukraine")),
        Page("search, within texts", "o.desk001", _always("/search/?q=invoice")),
        Page("search, within texts, central unit", "c.unit", _always("/search/?q=inv")),
        Page("search, within texts, small agency", "e.stone", _always("/search/?q=invoice")),
        Page("statistics, a quarter", "c.unit", _of_year("10-01", "12-31")),
        Page("statistics, a year", "c.unit", _of_year("01-01", "12-31")),
        Page("search, nothing found", "e.stone", lambda: f"/search/?q=zz{CHANCE.random()}"),
    ]


def _of_year(since: str, until: str) -> Callable[[], str]:
    def asked() -> str:
        year = CHANCE.randrange(2022, 2026)
        return f"/statistics/UA/?since={year}-{since}&until={year}-{until}"

    return asked


def _of_record(asked: Callable[[], str]) -> str:
    return f"/records/?{asked()}"


def _record(load: Caseload) -> list[Page]:
    asked: Mapping[str, Callable[[], str]] = {
        "all": _always(""),
        "one case": lambda: f"about={load.reference()}",
        "the partner": _always("about=UA"),
        "an officer": lambda: f"by={CHANCE.choice(DESKS)}",
        "the node": _always(f"by={NODE}"),
        "a basis": _always("basis=us-ua-2016"),
        "an event": _always("event=request.sent"),
        "a rare event": _always("event=link.confirmed"),
        "a month": lambda: f"from=2025-{CHANCE.randrange(1, 13):02}-01&until=2025-12-31",
        "officer and basis": lambda: f"by={CHANCE.choice(DESKS)}&basis=us-ua-2016",
        "partner and event": _always("about=UA&event=parcel.held"),
        "basis that none has": _always("basis=us-xx-1999"),
        "years ago": lambda: f"before={load.place()}",
    }
    pages = [
        Page(f"record, {name}", "a.hale", partial(_of_record, address))
        for name, address in asked.items()
    ]
    return [
        *pages,
        Page("record, officer's", "o.desk001", _always("/records/")),
        Page("record, officer's, basis", "o.desk001", _always("/records/?basis=us-ua-2016")),
        Page("record, small agency", "e.stone", _always("/records/")),
        Page("record, small agency, partner", "e.stone", _always("/records/?about=UA")),
        Page("record, central unit", "c.unit", _always("/records/")),
        Page("record, administrator", "n.okafor", _always("/records/")),
        Page("record, one entry", "a.hale", lambda: f"/records/entries/{load.place()}/"),
        Page("who looked", "a.hale", _always("/records/readings/")),
    ]


def _rooms() -> list[Page]:
    return [
        Page("partners", "t.brooks", _always("/links/")),
        Page("register", "t.brooks", _always("/agreements/")),
        Page("register, table", "t.brooks", _always("/agreements/?view=table&one=")),
        Page("personal data", "p.singh", _always("/records/personal-data/")),
        Page(
            "personal data, one partner", "p.singh", _always("/records/personal-data/?partner=UA")
        ),
        Page("people", "n.okafor", _always("/people/")),
    ]


class Took(NamedTuple):
    """How long a page took, in seconds.

    Attributes:
        clock: until the answer was there.
        processor: that the node's own process was at work.
    """

    clock: float
    processor: float


class Times(NamedTuple):
    """The same of many pages."""

    clock: list[float]
    processor: list[float]


def _apart(took: list[Took]) -> Times:
    return Times([each.clock for each in took], [each.processor for each in took])


class Browsers:
    """One signed-in browser for each officer who asks."""

    def __init__(self) -> None:
        self._known: dict[str, Client] = {}

    def seconds_for(self, who: str, address: str) -> Took:
        """Return how long one page takes."""
        if who not in self._known:
            self._known[who] = Client(SERVER_NAME="localhost")
            self._known[who].force_login(Officer.objects.get(username=who))
        started, begun = time.perf_counter(), time.process_time()
        answer = self._known[who].get(address)
        took = Took(time.perf_counter() - started, time.process_time() - begun)
        assert answer.status_code == 200, f"{who} {address}: {answer.status_code}"
        return took


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty pages stay below."""
    return sorted(times)[int(len(times) * 0.95)]


def ask(rounds: int) -> None:
    """Ask for every page in turns, and compare."""
    wire()
    pages, browsers = pages_of(Caseload()), Browsers()
    times: dict[str, list[Took]] = {page.name: [] for page in pages}
    empty: list[Took] = []
    for number in range(rounds + 1):
        # Two an answer, because everything is measured against it.
        found = [browsers.seconds_for(*EMPTY), browsers.seconds_for(*EMPTY)]
        asked = {page.name: browsers.seconds_for(page.who, page.address()) for page in pages}
        if number:
            empty += found
            for name, one in asked.items():
                times[name].append(one)
    floors = _apart(empty)
    print(
        f"empty page: p95 {1000 * p95(floors.clock):.1f} ms, usually "
        f"{1000 * median(floors.clock):.1f}; of the processor usually "
        f"{1000 * median(floors.processor):.1f}"
    )
    for name, told in times.items():
        took = _apart(told)
        p95s = p95(took.clock) / p95(floors.clock)
        clock = median(took.clock) / median(floors.clock)
        processor = median(took.processor) / median(floors.processor)
        mark = "" if p95s <= AIM else "  more than the aim"
        print(
            f"{name}: p95 {1000 * p95(took.clock):.1f} ms, {p95s:.1f} of an empty page; "
            f"usually {1000 * median(took.clock):.1f}, {clock:.1f}; "
            f"of the processor {processor:.1f}{mark}"
        )


if __name__ == "__main__":
    ask(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
