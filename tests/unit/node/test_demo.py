"""The demonstration: what it compares at the end, its exhibit, and how long it insists."""

import socket
import time
from pathlib import Path
from typing import Any

import pytest

from comity.interfaces.cli.client import NodeClient, NodeRefusedError, NodeUnreachableError
from comity.kernel.rulings import Role
from comity.node.demo.cast import NODES, places
from comity.node.demo.ground import (
    AlreadyRunningError,
    FolderNotOursError,
    PortTakenError,
    demo_folder,
    refuse_taken_ports,
)
from comity.node.demo.paper import one_page_pdf
from comity.node.demo.patience import NothingHappenedError, Patience
from comity.node.demo.run import differences
from comity.node.demo.story import StoryDiffersError, expect


def channel(partner: str, way: str, messages: int) -> dict[str, Any]:
    return {"partner": partner, "direction": way, "messages": messages, "root": f"{messages:064x}"}


def ended(*, held_by_ukraine: int = 2, whole: bool = True) -> dict[str, dict[str, Any]]:
    return {
        "us": {"whole": whole, "channels": [channel("UA", "out", 2), channel("UA", "in", 1)]},
        "ua": {
            "whole": True,
            "channels": [channel("US", "in", held_by_ukraine), channel("US", "out", 1)],
        },
    }


def test_equal_heads_and_whole_records_leave_nothing_to_say() -> None:
    assert differences(ended()) == []


def test_a_head_that_differs_is_said_with_both_sides() -> None:
    (said,) = differences(ended(held_by_ukraine=1))
    assert "US sent" in said
    assert "UA, which holds" in said


def test_a_record_that_is_not_whole_is_said() -> None:
    assert differences(ended(whole=False)) == ["The record of us is not whole."]


def test_the_exhibit_is_a_pdf_whose_table_points_at_its_objects() -> None:
    raw = one_page_pdf(("A line (with brackets)", "and a back\\slash"))
    assert raw.startswith(b"%PDF-1.4\n")
    start = int(raw.split(b"startxref\n")[1].split(b"\n")[0])
    assert raw[start:].startswith(b"xref\n0 6\n")
    for number, line in enumerate(raw[start:].split(b"\n")[3:8], start=1):
        assert raw[int(line[:10]) :].startswith(b"%d 0 obj" % number)


def test_an_answer_that_is_a_refusal_is_final() -> None:
    def refuse() -> None:
        raise NodeRefusedError(409, {"code": "step_not_allowed"})

    with pytest.raises(NodeRefusedError, match="step_not_allowed"):
        Patience(seconds=30).insist(refuse)


def test_what_never_comes_is_named() -> None:
    with pytest.raises(NothingHappenedError, match="the answer"):
        Patience(seconds=0).await_state(lambda: None, what="the answer")


def test_a_node_that_is_away_is_called_again() -> None:
    tries: list[float] = []

    def third_time() -> str:
        tries.append(time.monotonic())
        if len(tries) < 3:
            raise NodeUnreachableError(address="http://us.localhost:1")
        return "here"

    assert Patience(seconds=30).insist(third_time) == "here"


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(NodeUnreachableError):
        NodeClient("us.localhost")


def test_the_story_says_where_the_law_came_out_otherwise() -> None:
    with pytest.raises(StoryDiffersError, match="expected=refused"):
        expect("refused", {"outcome": "permitted"}, where="use")


def test_a_taken_port_is_named_with_the_node_that_wanted_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTakenError, match="node=us"):
            refuse_taken_ports(places(taken.getsockname()[1]))


def test_every_node_has_two_administrators_and_every_office_is_held_somewhere() -> None:
    for cast in NODES:
        administrators = [p for p in cast.people if "node_administrator" in p.roles]
        assert len(administrators) == 2
    held = {role for cast in NODES for person in cast.people for role in person.roles}
    assert held == set(Role)


def test_each_node_has_a_name_of_its_own() -> None:
    assert [place.address for place in places(8101)] == [
        "http://us.localhost:8101",
        "http://ua.localhost:8102",
        "http://ke.localhost:8103",
    ]


def test_a_folder_with_something_else_in_it_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "important.txt").write_text("years of work")
    with pytest.raises(FolderNotOursError, match=r"important\.txt"), demo_folder(tmp_path):
        pass
    assert (tmp_path / "important.txt").read_text() == "years of work"


def test_a_real_nodes_home_is_not_a_demonstrations(tmp_path: Path) -> None:
    (tmp_path / "us").mkdir()
    (tmp_path / "us" / "comity.toml").write_text('country = "US"\n')
    with pytest.raises(FolderNotOursError, match="found=us"), demo_folder(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FolderNotOursError), demo_folder(tmp_path / "file" / "demo"):
        pass


def test_two_demonstrations_do_not_share_a_folder(tmp_path: Path) -> None:
    with demo_folder(tmp_path), pytest.raises(AlreadyRunningError), demo_folder(tmp_path):
        pass
    with demo_folder(tmp_path):
        pass
