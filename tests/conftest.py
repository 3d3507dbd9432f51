"""What every test may stand on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.home import HOME

# The record refuses to be emptied between tests; this plugin lifts its guards meanwhile.
pytest_plugins = ["tests.ledger_guards"]
# How long something takes is measured in `bench`; a busy machine fails no law.
settings.register_profile("laws", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("laws")
REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture
def register_folder() -> Path:
    """The register this repository ships."""
    return REPOSITORY / "register"


@pytest.fixture
def at() -> datetime:
    """One instant, the same in every test."""
    return datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture
def on(at: datetime) -> date:
    """The civil day of `at`."""
    return at.date()


@pytest.fixture
def home() -> Iterator[Path]:
    """The home folder of this test process."""
    yield HOME
