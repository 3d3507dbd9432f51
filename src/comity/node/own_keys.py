"""This node's own keys over time: the worker's pass over them, and how long each still lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from comity.exchange.key_terms import KeyRole
from comity.exchange.services import tell_ends, tend_keys
from comity.exchange.services.keys_making import published_since
from comity.node.configuration import NodeSettings, home_folder
from comity.node.home import Home
from comity.node.key_settings import KeySettings
from comity.node.keyring import HomeKeyring, keys
from comity.node.recovery_file import keep_recovery
from comity.node.turns import turn_at

EVERY = timedelta(seconds=15)
TENDING = "tending keys"
"""The turn of whoever changes the keystore: one process of all at a time."""


@dataclass(frozen=True, slots=True)
class KeyAge:
    """Since when a key is used, and until when it is meant to be.

    Attributes:
        role: what it is for.
        since: aware UTC instant at which a descriptor of ours first named it.
        ends: aware UTC instant of its planned end.
    """

    role: KeyRole
    since: datetime
    ends: datetime


def tend_own_keys(at: datetime) -> None:
    """Take every step with our own keys whose time has come, in one worker of all.

    Args:
        at: aware UTC instant.
    """
    with turn_at(TENDING) as mine:
        if mine:
            # A kill may have come between the keystore and the recovery file.
            keep_recovery(Home(home_folder()), keys())
            told = NodeSettings().keys
            try:
                tend_keys(HomeKeyring(), rhythm=told.rhythm(), at=at)
            finally:
                # A key that cannot be made now keeps nobody from hearing that the old one ends.
                tell_ends([(age.role, age.ends) for age in key_ages(told)], at=at)


def key_ages(told: KeySettings) -> tuple[KeyAge, ...]:
    """Return how old each key is; empty before a descriptor was published.

    Args:
        told: how long keys are meant to be used.
    """
    ages = ((role, published_since(role)) for role in KeyRole)
    return tuple(
        KeyAge(role, since, since + timedelta(days=told.days_of(role.value)))
        for role, since in ages
        if since is not None
    )
