"""Tests that commit are emptied afterwards, which the record's triggers would rightly refuse."""

from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from comity.agreements import guards as agreements_guards
from comity.ledger import guards as ledger_guards

_GUARDS = (ledger_guards, agreements_guards)
# The stubs leave this method out, which is the one place between tests that commit.
_case: Any = TransactionTestCase
_teardown = _case._fixture_teardown


def _empty_without_guards(case: Any) -> None:
    with connection.schema_editor() as editor:
        for guards in _GUARDS:
            guards.remove(editor)
    try:
        _teardown(case)
    finally:
        with connection.schema_editor() as editor:
            for guards in _GUARDS:
                guards.install(editor)


@pytest.fixture(autouse=True, scope="session")
def _record_is_emptied_between_tests() -> None:
    """Lift the guards while Django empties the tables between tests that commit."""
    _case._fixture_teardown = _empty_without_guards
