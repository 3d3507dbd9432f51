"""A node that is no demonstration: a keystore, two agencies' officers, a second factor demanded."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from comity.crypto.keys import Cost, NodeKeys, save_keystore
from comity.node.configuration import home_folder
from comity.node.home import Home
from comity.node.keyring import forget_keys
from tests.integration.officers.people import Person, appoint_people

PASSPHRASE = "only-for-tests"


@pytest.fixture(scope="session")
def keystore() -> Iterator[None]:
    """The keystore of this process's home, opened as a running node opens it."""
    patched = pytest.MonkeyPatch()
    patched.setenv("COMITY_KEYSTORE_PASSPHRASE", PASSPHRASE)
    path = Home(home_folder()).keystore
    save_keystore(path, NodeKeys.generate("US"), PASSPHRASE, cost=Cost(1, 1, 64))
    forget_keys()
    yield
    patched.undo()
    forget_keys()
    path.unlink()


@pytest.fixture
def production(db: None, keystore: None, settings: Any) -> Any:
    """Outside a demonstration."""
    cache.clear()  # sign-ins are counted there
    settings.SECOND_FACTOR_REQUIRED = True
    settings.OWN_PASSWORD_REQUIRED = settings.ACCOUNT_CHANGES_TOLD = True
    return settings


@pytest.fixture
def person(production: Any) -> Any:
    """Give an officer with a browser of their own: `person("m.chen")`."""
    appoint_people()
    return Person
