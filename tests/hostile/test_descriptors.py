"""Each bad descriptor is refused by its own name before anything in it is believed."""

import pytest

from comity.exchange.descriptor import read_descriptor
from comity.exchange.refusals import LinkRefusedError
from tests.hostile.case import distinct
from tests.hostile.descriptors import bad_descriptors


def test_each_is_refused_by_its_own_name() -> None:
    wrong = []
    for case in distinct(bad_descriptors()):
        with pytest.raises(LinkRefusedError) as refused:
            read_descriptor(case.raw)
        found = refused.value.code, dict(refused.value.facts).get("cause", "")
        if found != (case.code, case.field):
            wrong.append(f"{case.name}: {found} instead of {(case.code, case.field)}")
    assert wrong == []
