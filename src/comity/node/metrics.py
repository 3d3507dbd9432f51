"""`/metrics`: figures for whoever watches from outside, in the text format of Prometheus.

Off unless told. They are counted from the database when asked for, so that every process tells
the same. A partner's country is the only name in them: no case, person, reference or agreement.
"""

import hmac
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from comity.exchange.anchors import AnchorFigures, anchor_figures
from comity.exchange.ladder.figures import PartnerFigures, partners_in_figures
from comity.exchange.terms import LinkState
from comity.kernel.checks import Tone
from comity.ledger.queries import last_checkpoint
from comity.node.configuration import NodeSettings, home_folder
from comity.node.health.disk import free_mb
from comity.node.health.report import health
from comity.node.home import Home
from comity.node.metric_names import METRICS
from comity.node.models import Pulse, Verification
from comity.node.watching_settings import MetricsSettings

_LEAST_TOKEN = 16
_STATES = {Tone.GOOD: 0, Tone.WATCH: 1, Tone.STOP: 2, Tone.UNTRIED: 3}
# What a proxy adds: whoever called it does not stand at this machine, whatever the address says.
_FORWARDED = ("X-Forwarded-For", "X-Real-Ip", "Forwarded", "Via")
_log = logging.getLogger(__name__)
Row = tuple[tuple[str, ...], float]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was looked at for one answer.

    Attributes:
        at: aware UTC instant.
        partners: every linked partner in figures.
    """

    at: datetime
    partners: tuple[PartnerFigures, ...]


Rows = Callable[[Seen], Iterator[Row]]


def _partners(of: Callable[[PartnerFigures], float | None]) -> Rows:
    def rows(seen: Seen) -> Iterator[Row]:
        for partner in seen.partners:
            figure = of(partner)
            if figure is not None:
                yield (partner.code,), figure

    return rows


def _seconds(at: datetime | None) -> float | None:
    return None if at is None else at.timestamp()


def _health(seen: Seen) -> Iterator[Row]:
    for check in health(seen.at):
        yield (check.name,), _STATES[check.tone]


def _pulses(_seen: Seen) -> Iterator[Row]:
    for pulse in Pulse.objects.order_by("job"):
        yield (pulse.job,), pulse.at.timestamp()


def _links(seen: Seen) -> Iterator[Row]:
    for partner in seen.partners:
        for state in LinkState:
            yield (partner.code, state.value), float(partner.state is state)


def _room(_seen: Seen) -> Iterator[Row]:
    home = Home(home_folder())
    for name, place in (("home", home.folder), ("blobs", home.blobs)):
        if place.is_dir():
            yield (name,), free_mb(place) * 1024 * 1024


def _signed(_seen: Seen) -> Iterator[Row]:
    signed = last_checkpoint()
    yield (), 0 if signed is None else signed.size


def _verified(of: Callable[[Verification], float]) -> Rows:
    def rows(_seen: Seen) -> Iterator[Row]:
        last = Verification.objects.order_by("pk").last()
        if last is not None:
            yield (), of(last)

    return rows


def _anchors(of: Callable[[AnchorFigures], float | None]) -> Rows:
    def rows(_seen: Seen) -> Iterator[Row]:
        figure = of(anchor_figures())
        if figure is not None:
            yield (), figure

    return rows


ROWS: Mapping[str, Rows] = {
    "comity_check_state": _health,
    "comity_disk_free_bytes": _room,
    "comity_worker_last_pass_timestamp_seconds": _pulses,
    "comity_link_state": _links,
    "comity_outbox_messages": _partners(lambda partner: partner.waiting),
    "comity_outbox_oldest_timestamp_seconds": _partners(
        lambda partner: _seconds(partner.oldest_waiting_at)
    ),
    "comity_inbox_messages": _partners(lambda partner: partner.held),
    "comity_set_aside_messages": _partners(lambda partner: partner.set_aside),
    "comity_partner_reached_timestamp_seconds": _partners(
        lambda partner: _seconds(partner.reached_at)
    ),
    "comity_delivery_failing": _partners(lambda partner: float(partner.failing)),
    "comity_channel_halted": _partners(lambda partner: float(partner.halted)),
    "comity_record_signed_entries": _signed,
    "comity_record_verified_timestamp_seconds": _verified(lambda last: last.at.timestamp()),
    "comity_record_whole": _verified(lambda last: float(last.whole)),
    "comity_anchors_differing": _anchors(lambda told: told.differing),
    "comity_anchor_checked_timestamp_seconds": _anchors(lambda told: _seconds(told.checked_at)),
}


class _Figures(Collector):
    """Every figure, counted now."""

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Name no family beforehand: a registry that has to ask would count everything twice."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield each family with its rows."""
        seen = Seen(datetime.now(UTC), tuple(partners_in_figures()))
        for metric in METRICS:
            family = GaugeMetricFamily(metric.name, metric.told, labels=metric.labels)
            for labels, figure in ROWS[metric.name](seen):
                family.add_metric(labels, figure)
            yield family


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell the figures to whoever may read them; to everyone else nothing is here."""
    told = NodeSettings().metrics
    if not (told.enabled and _may_read(request, told)):
        raise Http404
    registry = CollectorRegistry()
    registry.register(_Figures())
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest, told: MetricsSettings) -> bool:
    if told.token_file is not None:
        token = _token(told)
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return bool(token) and hmac.compare_digest(shown.encode(), token)
    if any(name in request.headers for name in _FORWARDED):
        return False
    return request.META.get("REMOTE_ADDR", "") in told.addresses


def _token(told: MetricsSettings) -> bytes:
    """Return the token of readers; empty when its file cannot be read or holds too little."""
    try:
        token = (told.token_file or home_folder()).read_bytes().strip()
    except OSError:
        token = b""
    if len(token) < _LEAST_TOKEN:
        _log.warning("the token file of the metrics cannot be read, or is too short")
        return b""
    return token
