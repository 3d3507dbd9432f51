"""Laws of entries: what is recorded reads back, and two different acts never look alike."""

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from comity.crypto.canonical import canonical_json
from comity.ledger.terms import Act, EventKind, FieldValue, body_of, instant_text

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
values = st.none() | texts | st.integers(-(2**53) + 1, 2**53 - 1) | st.lists(texts, max_size=3)
instants = st.datetimes(timezones=st.just(UTC))


@st.composite
def acts(draw: st.DrawFn) -> Act:
    fields: dict[str, FieldValue] = draw(st.dictionaries(st.sampled_from("abcd"), values))
    kind = EventKind(draw(st.sampled_from(["request.sent", "x.y"])), tuple(fields), "A sentence.")
    return Act(kind, draw(texts), draw(texts), draw(texts), draw(instants), fields)


@given(act=acts(), epoch=st.integers(1, 9), index=st.integers(0, 2**40))
def test_an_entry_reads_back_as_it_was_recorded(act: Act, epoch: int, index: int) -> None:
    act.kind.check(act.fields)
    body = body_of(act, epoch=epoch, index=index)
    assert json.loads(canonical_json(body)) == body


@given(one=acts(), other=acts(), index=st.integers(0, 9))
def test_different_acts_have_different_bodies(one: Act, other: Act, index: int) -> None:
    bodies = [canonical_json(body_of(act, epoch=1, index=index)) for act in (one, other)]
    said = [
        (a.kind.name, a.about, a.by, a.agency, a.at, sorted(a.fields.items(), key=str))
        for a in (one, other)
    ]
    assert (bodies[0] == bodies[1]) == (said[0] == said[1])


@given(at=instants)
def test_an_instant_reads_back(at: datetime) -> None:
    assert datetime.fromisoformat(instant_text(at)) == at
