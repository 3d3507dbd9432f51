"""A medium between two nodes: what one writes the other takes, once, in any order, and says so."""

import random
from pathlib import Path

import pytest

from comity.exchange.models import CarriedFile, ChannelHead, Outbound
from comity.exchange.terms import Direction
from comity.exchange.verification import verify_channels
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from comity.node.medium.carrying import write_folder
from comity.officers.terms import Viewer
from tests.integration.exchange.medium.conftest import Post

MANY = [f"note {number}" for number in range(600)]


def parcels(folder: Path) -> list[Path]:
    return sorted(folder.glob("parcel-*"))


def test_a_backlog_of_many_parcels_fits_one_medium_and_its_receipt_comes_by_another(
    post: Post, stick: Path
) -> None:
    post.note("US", *MANY)
    laid = post.write("US", stick)
    assert (len(parcels(stick)), laid.size, laid.waiting) == (3, 600, 0)
    assert post.sizes("US", Direction.OUT) == (600, 0)
    assert set(post.read("UA", stick).values()) == {"medium_parcel_held"}
    assert post.handle("UA") == MANY
    back = stick.parent / "back"
    post.write("UA", back)
    assert set(post.read("US", back).values()) == {"medium_receipt_settled"}
    assert post.sizes("US", Direction.OUT) == (600, 600)
    with post.both.at("US"):
        assert not Outbound.objects.filter(delivered_at__isnull=True).exists()


def test_files_are_taken_in_one_reading_whatever_they_are_called(post: Post, stick: Path) -> None:
    post.note("US", *MANY)
    post.write("US", stick)
    names = [f"f{place}.bin" for place in range(3)]
    random.Random(5).shuffle(names)
    for path, name in zip(parcels(stick), sorted(names, reverse=True), strict=True):
        path.rename(path.with_name(name))
    assert set(post.read("UA", stick).values()) == {"medium_parcel_held"}
    assert post.handle("UA") == MANY


def test_a_medium_read_twice_changes_nothing(post: Post, stick: Path) -> None:
    post.note("US", *MANY)
    post.write("US", stick)
    post.read("UA", stick)
    post.handle("UA")
    with post.both.at("UA"):
        before = list(LedgerEntry.objects.order_by("index").values_list("event", flat=True))
    assert set(post.read("UA", stick).values()) == {"medium_parcel_held_already"}
    assert post.handle("UA") == MANY
    with post.both.at("UA"):
        after = list(LedgerEntry.objects.order_by("index").values_list("event", flat=True))
        assert after == [*before, "medium.read"]


def test_a_parcel_without_the_one_before_it_says_where_it_belongs(post: Post, stick: Path) -> None:
    post.note("US", *MANY)
    post.write("US", stick)
    first, second, third = parcels(stick)
    kept = first.rename(stick.parent / first.name)
    told = {each.name: each for each in post.told("UA", stick)}
    assert {each.code for each in told.values()} == {"parcel_gap"}
    assert told[second.name].facts["expected"] == "0"
    assert told[third.name].is_to_come_again
    kept.rename(first)
    assert set(post.read("UA", stick).values()) == {"medium_parcel_held"}


def test_looking_only_changes_nothing_and_tells_what_would_become(post: Post, stick: Path) -> None:
    post.note("US", *MANY)
    post.write("US", stick)
    with post.both.at("UA"):
        before = LedgerEntry.objects.count()
    assert set(post.read("UA", stick, look_only=True).values()) == {"medium_would_hold"}
    parcels(stick)[0].unlink()
    assert set(post.read("UA", stick, look_only=True).values()) == {"parcel_gap"}
    with post.both.at("UA"):
        assert LedgerEntry.objects.count() == before
    assert post.sizes("UA", Direction.IN) == (0, 0)


def test_what_went_by_medium_may_come_by_the_line_as_well(post: Post, stick: Path) -> None:
    post.note("US", *MANY)
    post.write("US", stick)
    post.both.drain()
    assert post.sizes("US", Direction.OUT) == (600, 600)
    assert set(post.read("UA", stick).values()) == {"medium_parcel_held_already"}
    for code in ("US", "UA"):
        with post.both.at(code):
            verify_channels()


def test_what_a_lost_medium_carried_is_written_again_as_the_same_log(
    post: Post, stick: Path
) -> None:
    post.note("US", *MANY[:300])
    post.write("US", stick)
    lost = {path.name for path in parcels(stick)}
    post.note("US", *MANY[300:])
    again = stick.parent / "again"
    post.write("US", again)
    assert lost < {path.name for path in parcels(again)}
    post.read("UA", again)
    assert set(post.read("UA", stick).values()) == {"medium_parcel_held_already"}
    assert post.handle("UA") == MANY
    with post.both.at("US"):
        sizes = list(ChannelHead.objects.order_by("size").values_list("size", flat=True))
        assert sizes == [256, 300, 556, 600]


def test_parcels_of_one_medium_and_the_next_may_cross(post: Post, stick: Path) -> None:
    post.note("US", *MANY[:300])
    post.write("US", stick)
    post.note("UA", "from Kyiv")
    back = stick.parent / "back"
    post.write("UA", back)
    post.note("US", *MANY[300:])
    assert set(post.read("US", back).values()) == {"medium_parcel_held"}
    post.read("UA", stick)
    second = stick.parent / "second"
    post.write("US", second)
    codes = post.read("UA", second)
    assert sorted(codes.values()) == [
        *["medium_parcel_held"] * 2,
        *["medium_parcel_held_already"] * 2,
        "medium_receipt_settled",
    ]
    assert post.handle("UA") == MANY


def test_who_does_not_administer_the_node_writes_no_medium(post: Post, stick: Path) -> None:
    with post.at("US"), pytest.raises(NotAllowedError):
        nobody = Viewer(3, "J. Alvarez", "CBP", frozenset())
        write_folder("UA", stick, carrier=post.carrier("US"), officer=nobody)
    assert not list(stick.iterdir())


def test_file_names_and_the_record_of_a_medium_tell_nothing_of_a_case(
    post: Post, stick: Path
) -> None:
    post.note("US", "secret", case="US-UA-2026-00001")
    post.write("US", stick)
    assert all("2026-00001" not in path.name for path in stick.iterdir())
    with post.both.at("US"):
        entry = LedgerEntry.objects.order_by("-index")[0]
        assert (entry.event, entry.by) == ("medium.written", "N. Okafor")
        carried = CarriedFile.objects.get()
        assert (carried.direction, carried.size) == ("out", 1)
