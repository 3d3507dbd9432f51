"""Everything that is looked at, in one report; and the climb to one partner with what is ours."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.db import DatabaseError

from comity.exchange.anchors import anchor_figures
from comity.exchange.epoch_queries import forked_partners
from comity.exchange.ladder.climbing import Climb, climb
from comity.exchange.ladder.figures import partners_in_figures
from comity.interfaces.storage import trouble_of
from comity.kernel.checks import Check, Side, Tone
from comity.node.configuration import NodeSettings, home_folder
from comity.node.health import looks
from comity.node.health.disk import check_disk
from comity.node.health.key_ages import check_key_ages
from comity.node.health.key_token import check_key_token
from comity.node.health.letter_seal import check_letter_seal
from comity.node.health.pulse import check_worker
from comity.node.health.scanner import check_scanner
from comity.node.home import Home
from comity.node.keyring import keys


def health(at: datetime) -> tuple[Check, ...]:
    """Return everything that is looked at on this node.

    What cannot be looked at, because the database is gone, is told as not tried.

    Args:
        at: aware UTC instant.
    """
    return tuple(_looked(name, look) for name, look in _looks(at))


def ladder(partner: str, at: datetime, on: date) -> tuple[Check, ...]:
    """Return the ladder of one partner.

    Args:
        partner: code of the administration.
        at: aware UTC instant.
        on: civil day at this node.

    Raises:
        LinkRefusedError: there is no link to it.
    """
    home, told = Home(home_folder()), NodeSettings().health
    own = (check_disk(home, told), check_worker(home, told, at=at))
    return climb(partner, Climb(keys, own, told.bounds(), at, on))


def _looks(at: datetime) -> Iterator[tuple[str, Callable[[], Check]]]:
    home, told = Home(home_folder()), NodeSettings().health
    yield "database", looks.check_database
    yield "disk", lambda: check_disk(home, told)
    yield "worker", lambda: check_worker(home, told, at=at)
    yield "outbox", lambda: looks.check_outbox(partners_in_figures(), told, at=at)
    yield "channels", lambda: looks.check_channels(partners_in_figures(), forked_partners())
    yield "set_aside", lambda: looks.check_set_aside(partners_in_figures())
    yield "clock", lambda: looks.check_clock(partners_in_figures(), told, at=at)
    yield "keystore", looks.check_keys
    yield "own_keys", lambda: check_key_ages(NodeSettings().keys, at=at)
    yield "key_token", lambda: check_key_token(keys, NodeSettings().key_token)
    yield "record", lambda: looks.check_record(told, at=at)
    yield (
        "anchors",
        lambda: looks.check_anchors(anchor_figures(), partners_in_figures(), at=at),
    )
    yield "scanner", lambda: check_scanner(NodeSettings().scan)
    yield (
        "letter_seal",
        lambda: check_letter_seal(NodeSettings().letter_seal, told, at=at),
    )
    yield "own_certificate", lambda: looks.check_certificate(home, told, at=at)


def _looked(name: str, look: Callable[[], Check]) -> Check:
    try:
        return look()
    except DatabaseError as error:
        if name != "database":
            return Check(name, Tone.UNTRIED, "health_not_tried")
        code = trouble_of(error)
        told = "health_database_read_only" if code else "health_database_gone"
        return Check(name, Tone.STOP, told, (), Side.HERE)
