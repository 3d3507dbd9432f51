"""The request attached to another node's letter, read as a stranger's file."""

import json
from dataclasses import replace
from typing import Any

import pytest

from comity.letters.attaching import attached_request
from comity.letters.reading import request_in
from comity.letters.terms import Languages
from tests.unit.letters.matters import DRAFT, MATTER

OWN = {"addressee": "Bearings Ltd", "served": "Decision 7\nof 2 November 2026"}
SERVED = replace(DRAFT, kind="notification", asked="", particulars=OWN)


def told(**change: Any) -> dict[str, Any]:
    attached = attached_request(replace(MATTER, draft=SERVED), languages=Languages("en", "uk"))
    made: dict[str, Any] = json.loads(attached)
    return made | change


def test_own_fields_and_the_versions_of_codes_are_read() -> None:
    body = told()["request"] | {"code_lists": {"areas": "2026", "offences": 7, "others": "1"}}
    letter = request_in(json.dumps(told(request=body)).encode())
    assert letter is not None
    assert letter.draft.particulars == OWN
    assert letter.code_versions == {"areas": "2026"}


@pytest.mark.parametrize("hidden", ["\ud800", "\u202e", "\x00"])
def test_a_text_that_cannot_be_shown_is_left_out(hidden: str) -> None:
    own = OWN | {"addressee": f"Bearings{hidden} Ltd"}
    body = told()["request"] | {"subject": f"Ball{hidden}", "particulars": own}
    from_ = {"code": "US", "unit": f"Customs{hidden}"}
    changed = told(request=body, article=f"Art.{hidden}", **{"from": from_})
    letter = request_in(json.dumps(changed).encode())
    assert letter is not None
    assert (letter.draft.subject, letter.article, letter.came.unit) == ("", "", "")
    assert letter.draft.particulars == {"served": OWN["served"]}
    assert letter.draft.facts == DRAFT.facts
    assert repr(letter).encode()


def test_lines_are_no_hidden_characters_where_lines_are_meant() -> None:
    body = told()["request"] | {"facts": "One.\nTwo.", "subject": "One\nline"}
    letter = request_in(json.dumps(told(request=body)).encode())
    assert letter is not None
    assert (letter.draft.facts, letter.draft.subject) == ("One.\nTwo.", "")
