"""At the machine of a node administrators appoint officers, and two officers link a partner."""

import json
from pathlib import Path

import pytest

from tests.nodes.own_node import OwnNode, copied

pytestmark = pytest.mark.nodes


@pytest.fixture
def node(founded: OwnNode, tmp_path: Path) -> OwnNode:
    return copied(founded, tmp_path / "node")


def appointing(node: OwnNode, *more: str, by: str = "a.otieno", agency: str = "KRA") -> list[str]:
    words = ["node", "appoint", "w.kamau", "--name", "Wanjiru Kamau", "--agency", agency]
    return [*words, "--role", "request_officer", *more, "--by", by]


def test_an_administrator_appoints_an_officer_and_the_record_names_both(node: OwnNode) -> None:
    told = node.said(*appointing(node))
    assert len(told["first_password"]) == 20
    verified = node.said("verify")
    assert verified["whole"]
    assert "somebody signs in by it already" in node.refused(*appointing(node))
    assert node.said("verify")["record"]["entries"] == verified["record"]["entries"]


def test_all_that_is_wrong_with_an_appointment_is_told_at_once(node: OwnNode) -> None:
    words = node.refused(*appointing(node, "--role", "king", agency="KGB"))
    assert "one of: KRA" in words and "node_administrator" in words and "2 to mend" in words


def test_who_is_no_administrator_appoints_nobody(node: OwnNode) -> None:
    assert "no such" in node.refused(*appointing(node, by="nobody"))
    assert node.said(*appointing(node))
    more = ["x.other", "--name", "X", "--agency", "KRA", "--role", "auditor", "--by", "w.kamau"]
    assert "Node administrator" in node.refused("node", "appoint", *more)


def test_an_officer_who_forgot_the_password_is_given_another(node: OwnNode) -> None:
    first = node.said(*appointing(node))["first_password"]
    words = ("node", "new-password", "w.kamau", "--by")
    told = node.said(*words, "b.mwangi")
    assert told["new_password"] not in {first, ""}
    assert "Node administrator" in node.refused(*words, "w.kamau")
    changing = ("node", "offices", "w.kamau", "--by", "b.mwangi", "--role", "approver")
    assert node.said(*changing)["roles"] == ["approver"]
    assert "held already" in node.refused(*changing)
    assert node.said("verify")["whole"]


def test_two_officers_confirm_the_number_of_a_link(node: OwnNode, tmp_path: Path) -> None:
    partner = OwnNode(tmp_path / "ua", tmp_path / "ua.key")
    assert partner.init(country="UA", administration="State Customs Service").returncode == 0
    theirs = str(partner.home / "descriptor")
    proposed = node.said("node", "link", "propose", theirs, "--by", "a.otieno")
    own = str(node.home / "descriptor")
    number = partner.said("node", "link", "propose", own, "--by", "b.mwangi")["number"]
    assert number == proposed["number"]
    first = ("node", "link", "confirm", "UA", number, "--by", "a.otieno")
    assert node.said(*first)["state"] == "half_confirmed"
    assert "a.otieno" not in node.refused(*first)
    wrong = json.dumps(number).replace(number[0], "x")
    assert node.run("node", "link", "confirm", "UA", wrong, "--by", "b.mwangi").returncode == 3
    second = ("node", "link", "confirm", "ua", number, "--by", "b.mwangi")
    assert node.said(*second)["state"] == "confirmed"
    assert node.said("verify")["whole"]
