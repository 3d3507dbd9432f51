"""The printed error catalogue is the one the source makes, and leaves no refusal of a door out."""

from comity.exchange.refusals import ParcelFault
from tools.print_errors import NEXT, PAGE, page


def test_the_catalogue_is_not_stale() -> None:
    assert PAGE.read_text() == page(), "python -m tools.print_errors"


def test_every_refusal_says_what_the_sender_does_next() -> None:
    assert set(NEXT) == set(ParcelFault)
