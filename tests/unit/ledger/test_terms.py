"""What an entry of the record says, before it is stored anywhere."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from comity.ledger.terms import Act, EventKind, body_of, instant_text, origin_of
from comity.ledger.wording import SENTENCES

SENT = EventKind("request.sent", ("reference", "pages"), "{reference} was sent.")


def test_an_instant_is_written_in_one_way() -> None:
    east = timezone(timedelta(hours=2))
    assert instant_text(datetime(2026, 1, 2, 1, 30, tzinfo=east)) == "2026-01-01T23:30:00.000000Z"
    assert instant_text(datetime(2026, 1, 2, 0, 0, 0, 7, tzinfo=UTC)) == (
        "2026-01-02T00:00:00.000007Z"
    )


def test_an_instant_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant_text(datetime(2026, 1, 2))  # noqa: DTZ001  that is the mistake


def test_a_body_says_where_it_stands_and_what_was_done() -> None:
    at = datetime(2026, 1, 2, tzinfo=UTC)
    act = Act(SENT, "US-1", "J. Alvarez", "CBP", at, {"reference": "US-1", "pages": ("a", "b")})
    assert body_of(act, epoch=2, index=7) == {
        "epoch": 2,
        "index": 7,
        "at": "2026-01-02T00:00:00.000000Z",
        "event": "request.sent",
        "about": "US-1",
        "by": "J. Alvarez",
        "agency": "CBP",
        "fields": {"reference": "US-1", "pages": ["a", "b"]},
    }


@pytest.mark.parametrize("fields", [{}, {"reference": ""}, {"reference": "", "pages": 1, "x": 2}])
def test_facts_are_those_of_the_kind(fields: dict[str, str | int]) -> None:
    with pytest.raises(ValueError, match=r"request\.sent"):
        SENT.check(fields)
    SENT.check({"reference": "", "pages": None})


def test_a_record_is_named_by_node_and_epoch() -> None:
    assert origin_of("us/ledger", epoch=1) == "us/ledger/epoch-1"


@pytest.mark.parametrize("sentence", SENTENCES.values())
def test_a_sentence_is_one(sentence: str) -> None:
    assert sentence[0].isupper()
    assert sentence.endswith((".", "{cause}"))
