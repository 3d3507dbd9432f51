"""Two nodes that supply each other without a request each time: both records tell one story."""

from collections import Counter
from datetime import UTC, datetime
from threading import Event

import pytest

from comity.assistance.models import Request, StandingSupply
from comity.assistance.queries.standing import standing_of
from comity.assistance.terms.standing import StandingStage, StandingWord
from comity.evidence.jobs import pull_exhibits
from comity.evidence.source import SealedExhibits
from comity.evidence.terms import Piece
from comity.evidence.vault import furnish, vault
from comity.exchange.models import Inbound
from comity.exchange.queries import is_linked
from comity.exchange.terms import InboundState
from comity.exchange.transport import Piece as Given
from comity.interfaces.standing_intake import hand_out_supply
from comity.ledger.models import LedgerEntry
from comity.node.standing_watch import watch_standing
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.standing import OF_KIND, Exchange, let_exchange
from tests.two_nodes import OTHER, TwoNodes
from tests.unit.assistance.standing_files import LINE, TERMS, csv_of

pytestmark = [pytest.mark.embedded, pytest.mark.django_db]
W, S = StandingWord, StandingStage
LINES = 100_000
NOTE = {"note": "Looked into."}
STOP = {"reason": "technical", **NOTE}


class Door:
    """The way to the other node's exhibits."""

    def __init__(self, both: TwoNodes) -> None:
        self.both = both

    def fetch_range(self, partner: str, capability: str, *, offset: int, length: int) -> Piece:
        with self.both.at(partner):
            found = SealedExhibits(is_linked).open_range(capability, offset=offset)
            assert found is not None
            data = b""
            for piece in found.pieces:
                data += piece
                if len(data) >= length:
                    break
            return Given(data[:length], found.total)


def roomy(scene: Scene) -> None:
    furnish(keys=lambda: scene.keys, folder=vault().folder, size_limit=32 * 1024**2)


@pytest.fixture
def agreed(both: TwoNodes) -> str:
    """Asked by the one, accepted and planned by the other, agreed to by the one."""
    for code in OTHER:
        with both.at(code) as scene:
            let_exchange(scene, own=code.lower())
    with both.at("US") as scene:
        reference = scene.sent(**OF_KIND)
    both.drain()
    with both.at("UA") as scene:
        scene.accept(reference)
        ours = Exchange(scene, reference)
        zones = {"zone_requested": "Europe/Kyiv", "zone_requesting": "America/New_York"}
        ours.send(ours.say(W.TERMS, {**TERMS, **zones}))
    both.drain()
    with both.at("US") as scene:
        ours = Exchange(scene, reference)
        ours.send(ours.say(W.AGREE))
    both.drain()
    both.now = datetime(2026, 11, 30, 15, tzinfo=UTC)
    return reference


def stages(both: TwoNodes, reference: str) -> set[StandingStage]:
    found = set()
    for code in OTHER:
        with both.at(code) as scene:
            request = Request.objects.get(reference=reference)
            told = standing_of(request, seen_by=scene.officer("j.alvarez"))
            assert told is not None
            found.add(told.stage)
    return found


def demand_one_story(both: TwoNodes, reference: str) -> None:
    """What one told, the other heard; nothing was set aside."""
    told: dict[str, Counter[str]] = {}
    for code in OTHER:
        with both.at(code):
            odd = Inbound.objects.exclude(state=InboundState.HANDLED)
            assert not odd.exists(), list(odd.values("type", "state", "cause"))
            of_it = LedgerEntry.objects.filter(about=reference, event__startswith="standing.")
            told[code] = Counter(entry.event for entry in of_it)
    for code, other in OTHER.items():
        of_the_node = told[code]["standing.reported"]
        said = told[code]["standing.told"] + told[code]["standing.bound"] + of_the_node
        assert said == told[other]["standing.heard"]
        assert told[code]["standing.sent"] == told[other]["standing.came"]


def test_a_file_of_a_hundred_thousand_lines_goes_over_and_is_checked_there(
    both: TwoNodes, agreed: str
) -> None:
    content = csv_of(*[LINE] * LINES)
    with both.at("UA") as scene:
        roomy(scene)
        ours = Exchange(scene, agreed)
        ours.let_go(ours.hand_in(content))
    both.drain()
    with both.at("US") as scene:
        roomy(scene)
        assert pull_exhibits(Door(both), scene.keys, both.now) == 1
        roomy(scene)
        watch_standing(both.now, stop=Event(), own_code="US")
        came = StandingSupply.objects.get()
        assert (came.rows, came.fault_count) == (LINES, 0)
        assert came.checked_at == both.now
        opened = hand_out_supply(
            agreed,
            came.pk,
            reason="Risk analysis",
            officer=scene.officer("j.alvarez"),
            at=both.now,
        )
        assert b"".join(opened.pieces) == content
    demand_one_story(both, agreed)


def test_stops_that_cross_and_two_who_let_it_go_on_end_with_one_story(
    both: TwoNodes, agreed: str
) -> None:
    assert stages(both, agreed) == {S.RUNNING}
    for code in OTHER:
        with both.at(code) as scene:
            Exchange(scene, agreed).say(W.SUSPEND, STOP)
    both.drain()
    assert stages(both, agreed) == {S.SUSPENDED}
    for code in OTHER:
        with both.at(code) as scene:
            ours = Exchange(scene, agreed)
            ours.send(ours.say(W.RESUME, NOTE))
    both.drain()
    assert stages(both, agreed) == {S.RUNNING}
    demand_one_story(both, agreed)


def test_versions_that_cross_and_are_both_agreed_to_stand_alike(
    both: TwoNodes, agreed: str
) -> None:
    for code, days in (("US", "30"), ("UA", "60")):
        with both.at(code) as scene:
            ours = Exchange(scene, agreed)
            new = {**TERMS, "retention_days": days, "starts_on": "2026-12-07"}
            ours.send(ours.say(W.TERMS, new))
    both.drain()
    with both.at("US") as scene:
        ours = Exchange(scene, agreed)
        ours.send(ours.say(W.AGREE))
    both.drain()
    for code in OTHER:
        with both.at(code) as scene:
            told = Exchange(scene, agreed).told()
            assert told.terms is not None
            assert told.terms.facts["retention_days"] == "60"
            assert told.open_terms is None
    demand_one_story(both, agreed)


def test_the_job_notices_on_both_sides_what_neither_supplied(both: TwoNodes, agreed: str) -> None:
    both.now = datetime(2026, 12, 5, 12, tzinfo=UTC)
    for code in OTHER:
        with both.at(code) as scene:
            watch_standing(both.now, stop=Event(), own_code=code)
            watch_standing(both.now, stop=Event(), own_code=code)
            gaps = Exchange(scene, agreed).told().gaps
            assert [gap.by for gap in gaps] == ["requesting", "requested"]
