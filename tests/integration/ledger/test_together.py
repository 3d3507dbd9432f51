"""Several threads record at once: one entry after the other, none lost, none twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from comity.crypto.keys import SigningKey
from comity.ledger import services
from comity.ledger.models import LedgerCheckpoint, LedgerEntry
from comity.ledger.verification import verify_ledger
from tests.integration.ledger.conftest import OPENED, Record

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(act: Callable[[], object]) -> object:
    try:
        return act()
    finally:
        connection.close()


def test_entries_of_several_threads_make_one_record(at: datetime, key: SigningKey) -> None:
    def one(step: int) -> int:
        with transaction.atomic():
            entry = services.append(
                OPENED, about=f"US-{step}", by="node", agency="", at=at, title="", parts=[]
            )
        return entry.index

    with ThreadPoolExecutor(4) as threads:
        waiting = [threads.submit(in_thread, partial(one, step)) for step in range(40)]
        indexes = sorted(int(str(done.result())) for done in waiting)
    assert indexes == list(range(40))
    assert verify_ledger(key.public()).whole


def test_a_head_is_signed_once_by_several_threads(
    record: Record, at: datetime, key: SigningKey
) -> None:
    record(3)
    with ThreadPoolExecutor(4) as threads:
        waiting = [
            threads.submit(in_thread, lambda: services.sign_checkpoint(key, at=at))
            for _ in range(8)
        ]
        signed = [done.result() for done in waiting]
    assert sum(checkpoint is not None for checkpoint in signed) == 1
    assert LedgerCheckpoint.objects.count() == 1


def test_a_record_that_grows_meanwhile_is_found_whole(
    record: Record, at: datetime, key: SigningKey
) -> None:
    def growing() -> None:
        for _ in range(30):
            record(2)
            services.sign_checkpoint(key, at=at)

    with ThreadPoolExecutor(1) as threads:
        growth = threads.submit(in_thread, growing)
        reports = [verify_ledger(key.public())]
        while not growth.done():
            reports.append(verify_ledger(key.public()))
        growth.result()
    assert [report.faults for report in reports] == [()] * len(reports)
    assert verify_ledger(key.public()).size == 60


def test_the_guards_go_and_come_with_the_tables() -> None:
    call_command("migrate", "ledger", "zero", verbosity=0)
    try:
        assert "ledger_ledgerentry" not in connection.introspection.table_names()
    finally:
        call_command("migrate", "ledger", verbosity=0)
    assert LedgerEntry.objects.count() == 0
