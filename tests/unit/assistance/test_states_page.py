"""The printed page of states is the table."""

from tools.print_states import PAGE, page


def test_the_printed_page_is_current() -> None:
    assert PAGE.read_text() == page()
