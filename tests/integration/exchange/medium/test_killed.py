"""Killed anywhere while a medium is written or read: nothing is lost, and no size has two roots."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from comity.exchange.models import ChannelHead
from comity.exchange.terms import Direction
from comity.exchange.verification import verify_channels
from tests.integration.exchange.medium.conftest import Post


class KilledError(BaseException):
    """The process is gone: nothing after this is done by it."""


PLACES = (
    "comity.exchange.medium.writing.number_waiting",
    "comity.exchange.medium.writing.sign_head",
    "comity.exchange.medium.writing.next_parcel",
    "comity.node.medium.carrying.record_written",
    "comity.node.medium.folder.os.replace",
)
READING = (
    "comity.exchange.medium.reading.recognise",
    "comity.exchange.medium.reading.hold",
    "comity.exchange.services.holding.write_receipt",
    "comity.exchange.medium.reading.note_carried",
)


def kill_at(monkeypatch: pytest.MonkeyPatch, place: str, *, call: int, after: bool) -> None:
    module, _, name = place.rpartition(".")
    real, left = _named(module, name), iter(range(call))

    def killed(*given: object, **named: object) -> object:
        if next(left, None) is not None:
            return real(*given, **named)
        if after:
            real(*given, **named)
        raise KilledError

    monkeypatch.setattr(place, killed)


def _named(module: str, name: str) -> Callable[..., object]:
    found: Any = import_module(module.removesuffix(".os"))
    real: Callable[..., object] = getattr(found.os if module.endswith(".os") else found, name)
    return real


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("place", PLACES)
def test_a_kill_while_writing_leaves_one_log_and_whole_files(
    post: Post, stick: Path, monkeypatch: pytest.MonkeyPatch, place: str, after: bool
) -> None:
    texts = [f"note {number}" for number in range(300)]
    post.note("US", *texts)
    with monkeypatch.context() as patched, pytest.raises(KilledError):
        kill_at(patched, place, call=0 if place.endswith("record_written") else 1, after=after)
        post.write("US", stick)
    assert not [code for code in post.read("UA", stick).values() if "held" not in code]
    with post.both.at("US"):
        before = dict(ChannelHead.objects.values_list("size", "root"))
    again = stick.parent / "again"
    post.write("US", again)
    post.read("UA", again)
    assert post.handle("UA") == texts
    with post.both.at("US"):
        after_it = dict(ChannelHead.objects.values_list("size", "root"))
        assert before.items() <= after_it.items()
        assert all(not report.faults for report in verify_channels())


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("place", READING)
def test_a_kill_while_reading_is_made_good_by_reading_again(
    post: Post, stick: Path, monkeypatch: pytest.MonkeyPatch, place: str, after: bool
) -> None:
    texts = [f"note {number}" for number in range(300)]
    post.note("US", *texts)
    post.write("US", stick)
    with monkeypatch.context() as patched, pytest.raises(KilledError):
        kill_at(patched, place, call=1, after=after)
        post.read("UA", stick)
    codes = set(post.read("UA", stick).values())
    assert codes <= {"medium_parcel_held", "medium_parcel_held_already"}
    assert post.handle("UA") == texts
    back = stick.parent / "back"
    post.write("UA", back)
    assert set(post.read("US", back).values()) == {"medium_receipt_settled"}
    assert post.sizes("US", Direction.OUT) == (300, 300)
