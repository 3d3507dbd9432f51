"""Texts that no parcel carries are refused before they are read, at the cost of their length."""

import tracemalloc

import pytest

from comity.exchange.envelope import ENVELOPE_LIMITS, read_body, read_envelope
from comity.exchange.raw_json import read_object
from comity.exchange.refusals import JsonRefusedError, MessageRefusedError
from tests.hostile.case import Bad, distinct
from tests.hostile.envelopes import too_long_texts

CASES = distinct(too_long_texts())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_too_long_costs_nothing_to_refuse(case: Bad) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(JsonRefusedError) as refused:
            read_object(case.raw, limits=ENVELOPE_LIMITS)
        assert refused.value.code == case.code
        for read in (read_envelope, read_body):
            if len(case.raw) > 1024 * 1024 or read is read_envelope:
                with pytest.raises(MessageRefusedError) as named:
                    read(case.raw)
                assert dict(named.value.facts)["cause"] == case.code
        assert tracemalloc.get_traced_memory()[1] < 200_000
    finally:
        tracemalloc.stop()
