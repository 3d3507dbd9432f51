"""What is published of a message's body is what both ends check."""

import pytest

from comity.assistance.messages import KINDS
from comity.exchange.link_messages import LINK_KINDS
from comity.investigations.messages import KINDS as INVESTIGATION_KINDS
from comity.practices.messages import KINDS as PRACTICE_KINDS
from tools.print_schemas import SCHEMAS, place, published


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_published_schema_is_current(name: str) -> None:
    assert place(name).read_text() == published(name)


def test_every_kind_of_message_is_published() -> None:
    kinds = (*KINDS, *PRACTICE_KINDS, *INVESTIGATION_KINDS, *LINK_KINDS)
    assert {kind.type: kind.schema for kind in kinds} == SCHEMAS
