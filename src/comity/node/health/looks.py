"""What else is looked at: database, keys, certificate, record, and what waits for partners."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography import x509
from django.db import connection

from comity.exchange.anchors import AnchorFigures
from comity.exchange.duties import OPEN_EPOCH
from comity.exchange.ladder.figures import PartnerFigures
from comity.exchange.terms import LinkState
from comity.kernel.checks import Check, Side, Tone, instant_in_words
from comity.kernel.errors import ComityError, Problem
from comity.ledger.queries import last_checkpoint
from comity.node.home import Home
from comity.node.keyring import keys
from comity.node.models import Verification
from comity.node.watching_settings import HealthSettings

_ANCHORED_WITHIN = timedelta(days=2)


def check_database() -> Check:
    """Return whether the database answers and would take a write."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.execute("SELECT 1")
            return _good("database", "health_database_good")
        cursor.execute("SELECT pg_is_in_recovery(), current_setting('transaction_read_only')")
        in_recovery, read_only = cursor.fetchone()
    if in_recovery or read_only == "on":
        return _fault("database", "health_database_read_only")
    return _good("database", "health_database_good")


def check_keys() -> Check:
    """Return whether this process holds the node's keys."""
    try:
        keys()
    except (ComityError, OSError) as error:
        cause = Problem(error.code, facts=error.facts) if isinstance(error, ComityError) else None
        return Check("keystore", Tone.STOP, "health_keys_locked", (), Side.HERE, cause)
    return _good("keystore", "health_keys_open")


def check_certificate(home: Home, told: HealthSettings, *, at: datetime) -> Check:
    """Return how long the certificate of the partners' door is still valid."""
    try:
        raw = home.certificate.read_bytes()
        ends = x509.load_pem_x509_certificate(raw).not_valid_after_utc
    except (OSError, ValueError):
        return _fault("own_certificate", "health_certificate_unreadable")
    facts = {"ends": instant_in_words(ends), "days": str((ends - at).days)}
    if ends <= at:
        return _fault("own_certificate", "health_certificate_expired", **facts)
    if ends - at < timedelta(days=told.certificate_days):
        return _watch("own_certificate", "health_certificate_ends_soon", **facts)
    return _good("own_certificate", "health_certificate_good", **facts)


def check_record(told: HealthSettings, *, at: datetime) -> Check:
    """Return when the record was last recomputed, and up to where it was whole."""
    last = Verification.objects.order_by("pk").last()
    signed = last_checkpoint()
    if last is None:
        if signed is None:
            return _good("record", "health_record_empty")
        return _watch("record", "health_record_never_verified")
    facts = {"size": str(last.size), "when": instant_in_words(last.at)}
    if not last.whole:
        return _fault("record", "health_record_not_whole", **facts)
    if at - last.at > timedelta(days=told.verified_days):
        return _watch("record", "health_record_verified_long_ago", **facts)
    return _good("record", "health_record_whole", **facts)


def check_anchors(
    told: AnchorFigures, partners: Sequence[PartnerFigures], *, at: datetime
) -> Check:
    """Return whether the record agrees with what partners witnessed of it, and still do."""
    if told.differing:
        facts = {"count": str(told.differing)}
        cause = Problem(told.code, facts=told.facts)
        return Check("anchors", Tone.STOP, "health_anchors_differ", _of(facts), Side.HERE, cause)
    if told.last_on is None:
        return _good("anchors", "health_anchors_none")
    facts = {"count": str(told.sent), "on": told.last_on.isoformat()}
    linked = any(each.state is LinkState.CONFIRMED for each in partners)
    if linked and at.date() - told.last_on > _ANCHORED_WITHIN:
        return _watch("anchors", "health_anchors_late", **facts)
    return _good("anchors", "health_anchors_agree", **facts)


def check_outbox(
    partners: Sequence[PartnerFigures], told: HealthSettings, *, at: datetime
) -> Check:
    """Return how long what waits for partners has waited."""
    waiting = [each for each in partners if each.oldest_waiting_at is not None]
    if not waiting:
        return _good("outbox", "health_outbox_empty")
    oldest = min(waiting, key=lambda each: each.oldest_waiting_at or at)
    since = oldest.oldest_waiting_at or at
    facts = {
        "count": str(sum(each.waiting for each in waiting)),
        "since": instant_in_words(since),
        "partner": oldest.code,
    }
    if any(each.waiting >= told.queue_messages for each in waiting):
        return _fault("outbox", "health_outbox_full", **facts)
    if at - since > timedelta(hours=told.queue_hours):
        return _watch("outbox", "health_outbox_old", **facts)
    return _good("outbox", "health_outbox_moves", **facts)


def check_channels(partners: Sequence[PartnerFigures], forked: Sequence[str]) -> Check:
    """Return whether a channel stands still, or has two histories.

    Args:
        partners: their figures.
        forked: codes of those with whom two contradicting statements of one channel are held.
    """
    # On a revoked link nothing can be opened anew, and nothing is expected.
    stand = [each.code for each in partners if each.halted and each.state in OPEN_EPOCH.states]
    # A fork halts the channel, too: who has one is named for that alone.
    halted, twice = ", ".join(code for code in stand if code not in forked), ", ".join(forked)
    if twice and halted:
        both = "health_channels_forked_and_halted"
        return _fault("channels", both, partner=twice, partners=halted)
    if twice:
        return _fault("channels", "health_channels_forked", partner=twice)
    if halted:
        return _fault("channels", "health_channels_halted", partner=halted)
    return _good("channels", "health_channels_good")


def check_set_aside(partners: Sequence[PartnerFigures]) -> Check:
    """Return whether messages of partners could not be taken up."""
    aside = [each for each in partners if each.set_aside]
    if not aside:
        return _good("set_aside", "health_nothing_set_aside")
    codes = ", ".join(each.code for each in aside)
    count = str(sum(each.set_aside for each in aside))
    return _fault("set_aside", "health_set_aside", count=count, partner=codes)


def check_clock(partners: Sequence[PartnerFigures], told: HealthSettings, *, at: datetime) -> Check:
    """Return whether this node's clock agrees with the times in partners' last receipts."""
    limit = timedelta(seconds=told.clock_skew_seconds)
    ahead = [each for each in partners if each.clock_ahead(at) > limit]
    if not ahead:
        return _good("clock", "health_clock_good")
    worst = max(ahead, key=lambda each: each.clock_ahead(at))
    minutes = str(int(worst.clock_ahead(at).total_seconds() // 60))
    return _watch("clock", "health_clock_behind", partner=worst.code, minutes=minutes)


def _of(facts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(facts.items())


def _good(name: str, code: str, **facts: str) -> Check:
    return Check(name, Tone.GOOD, code, tuple(facts.items()))


def _watch(name: str, code: str, **facts: str) -> Check:
    return Check(name, Tone.WATCH, code, tuple(facts.items()), Side.HERE)


def _fault(name: str, code: str, **facts: str) -> Check:
    return Check(name, Tone.STOP, code, tuple(facts.items()), Side.HERE)
