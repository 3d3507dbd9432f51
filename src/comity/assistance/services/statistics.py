"""Releasing statistics: an act with a frozen copy."""

import hashlib
from datetime import datetime

from comity.assistance.duties import RELEASE_STATISTICS
from comity.assistance.models.statistics import StatisticsRelease
from comity.assistance.queries.statistics import pair_statistics
from comity.assistance.terms import StaleVersionError
from comity.assistance.terms.events.statistics import STATISTICS_RELEASED
from comity.assistance.terms.statistics import PairStatistics, Stretch, figures_in_json
from comity.crypto.canonical import canonical_json
from comity.ledger.services import append
from comity.officers.services import demand_fresh_sign_in
from comity.officers.terms import Viewer, demand_role


def digest_of_figures(told: PairStatistics) -> str:
    """Return SHA-256 (hex) of figures, as they are frozen."""
    return hashlib.sha256(canonical_json(figures_in_json(told))).hexdigest()


def release_statistics(
    partner: str,
    stretch: Stretch,
    *,
    digest: str,
    officer: Viewer,
    signed_in_afresh_at: datetime | None,
    at: datetime,
) -> StatisticsRelease:
    """Freeze the statistics with a partner as they stand, for use outside the house.

    Args:
        partner: code of the other administration.
        stretch: the days that are counted.
        digest: of the figures the officer has read; what is released is that and nothing else.
        officer: the head of a unit.
        signed_in_afresh_at: when the officer last signed in afresh.
        at: aware UTC instant.

    Raises:
        NotAllowedError: the role does not carry it.
        FreshSignInNeededError: the officer has not just signed in afresh.
        InvalidDraftError: these days are not counted.
        StaleVersionError: the figures are not those that were read any more.
    """
    demand_role(officer, RELEASE_STATISTICS.roles)
    told = pair_statistics(partner, stretch, seen_by=officer)
    now = digest_of_figures(told)
    if digest != now:
        raise StaleVersionError(read=digest[:12], found=now[:12])
    demand_fresh_sign_in(signed_in_afresh_at, at=at)
    kept = StatisticsRelease.objects.create(
        partner=partner,
        since=stretch.since,
        until=stretch.until,
        figures=figures_in_json(told),
        digest=now,
        by=officer.name,
        at=at,
    )
    append(
        STATISTICS_RELEASED,
        about=partner,
        by=officer.name,
        agency=officer.agency,
        at=at,
        partner=partner,
        since=stretch.since.isoformat(),
        until=stretch.until.isoformat(),
        number=kept.pk,
        digest=now,
    )
    return kept
