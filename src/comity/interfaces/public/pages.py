"""Every page of the public register, by its path."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext

from comity.agreements.terms import Event, EventType, InstrumentKind, Register
from comity.interfaces.maps import Boundaries
from comity.interfaces.public import words
from comity.interfaces.public.edition import Edition
from comity.interfaces.public.engine import render
from comity.interfaces.public.listing import Row, by_party, countries_of, rows_of, years_of
from comity.interfaces.public.numbers_shown import counts_shown
from comity.interfaces.public.pictures import map_of_all, map_of_partners
from comity.interfaces.public.signings import Signing, signings_in
from comity.kernel.codes import CountryCode

Told = dict[str, Any]


class Pages:
    """The pages of one edition, made from the public part of a register and nothing else."""

    def __init__(
        self, register: Register, edition: Edition, boundaries: Boundaries | None = None
    ) -> None:
        self.register = register
        self.edition = edition
        self.boundaries = boundaries
        self.rows = rows_of(register.instruments, on=edition.on)
        self.signings = signings_in(register)
        self.held = by_party(register.instruments)

    def all(self) -> Iterator[tuple[str, str]]:
        """Give every page with its path below the folder."""
        yield "index.html", self._page("index.html", self._index())
        yield "map.html", self._page("map.html", self._map())
        yield "timeline.html", self._page("timeline.html", self._timeline())
        yield "about.html", self._page("about.html", {})
        yield from self._of_administrations()
        for row in self.rows:
            path = f"instruments/{row.instrument.reference}.html"
            yield path, self._page(path, self._instrument(row), template="instrument.html")
        for signing in self.signings:
            path = f"signings/{signing.name}.html"
            yield path, self._page(path, self._signing(signing), template="signing.html")

    def _page(self, path: str, told: Told, *, template: str = "") -> str:
        frame = {
            "edition": self.edition,
            "root": "../" * path.count("/"),
            "here": path,
            "pages": (
                {"path": "index.html", "name": gettext("Agreements")},
                {"path": "map.html", "name": gettext("Map")},
                {"path": "timeline.html", "name": gettext("Timeline")},
                {"path": "administrations/index.html", "name": gettext("Administrations")},
                {"path": "about.html", "name": gettext("About")},
            ),
        }
        return render(template or path, {**frame, **told})

    def _index(self) -> Told:
        kinds = Counter(row.instrument.kind for row in self.rows)
        standings = Counter(row.standing for row in self.rows)
        return {
            "rows": self.rows,
            "kinds": [
                {"code": kind, "name": words.name_of(kind), "number": kinds[kind]}
                for kind in InstrumentKind
                if kinds[kind]
            ],
            "standings": [
                {"code": code, "name": words.standing_name(code), "number": number}
                for code, number in standings.most_common()
            ],
        }

    def _map(self) -> Told:
        found = countries_of(self.register.instruments, on=self.edition.on)
        figure = map_of_all(found, address=self._administration, boundaries=self.boundaries)
        rows = sorted(found.values(), key=lambda row: words.country_name(row.code))
        countries = [{"row": row, "page": self._administration(row.code)} for row in rows]
        return {"map": figure, "countries": countries}

    def _administration(self, code: CountryCode, *, root: str = "") -> str:
        return f"{root}administrations/{code}.html" if code in self.held else ""

    def _timeline(self) -> Told:
        return {"years": years_of(self.register.instruments)}

    def _of_administrations(self) -> Iterator[tuple[str, str]]:
        counts = {
            code: list(counts_shown(self.register, held, of=code, on=self.edition.on))
            for code, held in self.held.items()
        }
        named = sorted(
            (code for code in self.held if counts[code]),
            key=words.country_name,
        )
        path = "administrations/index.html"
        told: Told = {"administrations": [(code, counts[code]) for code in named]}
        yield path, self._page(path, told, template="administrations.html")
        for code in self.held:
            path = f"administrations/{code}.html"
            told = {"code": code, "counts": counts[code], **self._own(code)}
            yield path, self._page(path, told, template="administration.html")

    def _own(self, code: CountryCode) -> Told:
        figure = map_of_partners(
            self.register,
            code,
            self.edition,
            address=partial(self._administration, root="../"),
            boundaries=self.boundaries,
        )
        rows = [r for r in self.rows if any(p.code == code for p in r.instrument.parties)]
        return {"rows": rows, "map": figure}

    def _instrument(self, row: Row) -> Told:
        instrument = row.instrument
        parent = instrument.parent
        signed = iter(s.name for s in self.signings if s.instrument is instrument)
        return {
            "instrument": instrument,
            "standing": row.standing,
            "parent": self.register.instrument(parent.reference) if parent else None,
            "events": [self._event(event, signed) for event in instrument.events],
        }

    def _event(self, event: Event, signed: Iterator[str]) -> Told:
        return {
            "event": event,
            "signing": next(signed) if event.what is EventType.SIGNED else "",
            "by": self.register.instrument(event.by) if event.by else None,
        }

    def _signing(self, signing: Signing) -> Told:
        parties = {each.party for each in signing.numbers if each.published}
        reasons: Mapping[str, None] = {
            each.differs: None
            for each in self.register.counts
            if each.of in parties and each.counted is signing.instrument.kind
        }
        return {"signing": signing, "reasons": list(reasons)}
