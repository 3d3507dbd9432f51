"""What the reference repeats of the source is current, and the catalogue of events is sound."""

import pytest

from tools.print_reference import PAGES, REFERENCE, all_events


def test_no_event_is_declared_twice() -> None:
    names = [kind.name for kind in all_events()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", PAGES)
def test_a_printed_page_is_current(name: str) -> None:
    assert (REFERENCE / name).read_text() == PAGES[name]()
