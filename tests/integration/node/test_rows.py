"""A row as a line: every column of every table has its way to be written and read."""

import json

import pytest
from django.apps import apps

from comity.assistance.models import Feedback
from comity.node.tables.rows import RowRefusedError, columns_of, insert, lines_of, models_of

pytestmark = pytest.mark.django_db


def test_every_column_of_every_table_can_be_told() -> None:
    told = {model: list(lines_of(model, using="default")) for model in models_of(apps)}
    assert Feedback in told
    for model in told:
        assert insert(model, [], using="default") == 0


@pytest.mark.parametrize("amount", ["a lot", "1e", "", {}, []])
def test_an_amount_that_is_none_is_no_row(amount: object) -> None:
    line = [amount if each.attname == "amount" else None for each in columns_of(Feedback)]
    with pytest.raises(RowRefusedError):
        insert(Feedback, [json.dumps(line).encode()], using="default")
