"""`comity keys` and `comity link`: what each verb sends and tells, and how a refusal ends it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from comity.node.main import app
from tests.node_door import Call, Door, keep_sign_in, open_door

AFRESH = ("POST", "/_allauth/app/v1/auth/reauthenticate")
SINCE = "2026-11-01T00:00:00Z"
LISTED = {
    "items": [
        {
            "role": "sender",
            "name": "US/sender/2",
            "digest": "ab" * 8,
            "since": SINCE,
            "partners": [{"partner": "UA", "has_it": False, "key_before_counts": False}],
            "turn": {"state": "asked"},
        }
    ],
    "recovery_rehearsed": None,
}
COMING = {
    "is_ours": False,
    "kind": "key-ends",
    "role": "sender",
    "day": "2026-12-24",
    "reason": "planned",
}
TURNS: tuple[tuple[str, str, dict[str, str], bool], ...] = (
    ("rotate sender --reason planned", "/node/keys/sender/rotate", {"reason": "planned"}, True),
    ("confirm holder", "/node/keys/holder/confirm", {}, True),
    ("withdraw holder", "/node/keys/holder/withdraw", {}, True),
    (
        f"compromised sealing stolen --since {SINCE}",
        "/node/keys/sealing/compromised",
        {"reason": "stolen", "since": SINCE},
        True,
    ),
)


@pytest.fixture
def door(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with open_door() as opened:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
        keep_sign_in(tmp_path, opened)
        opened.answer(*AFRESH, {})
        yield opened


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.output


def written(calls: list[Call]) -> list[tuple[str, str]]:
    return [(each.method, each.path) for each in calls]


def test_keys_are_listed_with_whoever_has_not_taken_one(door: Door) -> None:
    door.answer("GET", "/node/keys", LISTED)
    code, output = run("keys", "list")
    assert code == 0
    assert "US/sender/2" in output and "not taken yet by UA" in output
    assert "replacing it: asked" in output
    code, output = run("keys", "list", "--json")
    assert code == 0 and json.loads(output) == LISTED


@pytest.mark.parametrize(("words", "path", "body", "is_fresh"), TURNS)
def test_a_turn_is_sent_signed_in_afresh_and_told(
    door: Door, words: str, path: str, body: dict[str, str], is_fresh: bool
) -> None:
    role = path.split("/")[3]
    door.answer("POST", path, {"role": role, "state": "asked"})
    more = ["--password", "x"] if is_fresh else []
    code, output = run("keys", *words.split(), *more)
    assert code == 0, output
    assert f"Replacing the {role} key is asked." in output
    assert written(door.calls) == ([AFRESH] if is_fresh else []) + [("POST", path)]
    assert door.calls[-1].json() == body
    code, output = run("keys", *words.split(), *more, "--json")
    assert code == 0 and json.loads(output) == {"role": role, "state": "asked"}


@pytest.mark.parametrize(("words", "path", "body", "is_fresh"), TURNS)
def test_a_refusal_is_told_in_words_and_leaves_with_three(
    door: Door, words: str, path: str, body: dict[str, str], is_fresh: bool
) -> None:
    problem: dict[str, Any] = {"code": "key_turn_under_way", "detail": "It is under way."}
    door.answer("POST", path, problem, status=409)
    code, output = run("keys", *words.split(), *(["--password", "x"] if is_fresh else []))
    assert (code, output.strip()) == (3, "It is under way.")


@pytest.mark.parametrize(
    "words",
    [["list"], ["rotate", "sender", "--password", "x"], ["withdraw", "holder", "--password", "x"]],
)
def test_who_may_not_is_told_so(door: Door, words: list[str]) -> None:
    problem = {"code": "not_allowed", "detail": "Your office does not carry this."}
    for call in (("GET", "/node/keys"), ("POST", "/node/keys/sender/rotate")):
        door.answer(*call, problem, status=403)
    door.answer("POST", "/node/keys/holder/withdraw", problem, status=403)
    code, output = run("keys", *words)
    assert (code, output.strip()) == (3, "Your office does not carry this.")


def test_no_key_of_another_name_is_asked_for(door: Door) -> None:
    assert run("keys", "rotate", "ledger", "--password", "x")[0] != 0
    assert door.calls == []


def test_a_wrong_password_turns_nothing(door: Door) -> None:
    door.answer(*AFRESH, {"status": 400, "errors": []}, status=400)
    assert run("keys", "rotate", "sender", "--password", "wrong")[0] != 0
    assert written(door.calls) == [AFRESH]


def test_a_link_is_revoked_signed_in_afresh(door: Door) -> None:
    door.answer("POST", "/links/UA/revoke", {"partner": "UA", "state": "revoked", "reason": "x"})
    code, output = run("link", "revoke", "ua", "stolen", "--password", "x")
    assert code == 0 and "The link to UA is revoked." in output
    assert written(door.calls) == [AFRESH, ("POST", "/links/UA/revoke")]


def test_notices_are_listed_and_one_is_sent(door: Door) -> None:
    door.answer("GET", "/links/UA/notices", {"items": [COMING]})
    code, output = run("link", "notices", "ua")
    assert code == 0
    assert output.splitlines() == [
        "2026-12-24  key-ends (sender), told by the partner",
        "  planned",
    ]
    assert json.loads(run("link", "notices", "ua", "--json")[1]) == {"items": [COMING]}
    sent = {"partner": "UA", "message": "m", "kind": "revocation", "day": "2026-12-24"}
    door.answer("POST", "/links/UA/notices", sent)
    words = ("link", "announce", "ua", "revocation", "2026-12-24", "we move")
    code, output = run(*words)
    assert code == 0 and "UA is told over the link: revocation on 2026-12-24." in output
    told = {"kind": "revocation", "day": "2026-12-24", "reason": "we move"}
    assert door.calls[-1].json() == told
    assert json.loads(run(*words, "--json")[1]) == sent
    door.answer(
        "POST",
        "/links/UA/notices",
        {"code": "link_notice_day_passed", "detail": "Past."},
        status=409,
    )
    code, output = run(*words)
    assert (code, output.strip()) == (3, "Past.")


def test_a_revoked_link_is_made_again_by_signing_in_afresh(door: Door, tmp_path: Path) -> None:
    number = "12345 " * 12
    proposed = {"partner": "UA", "state": "proposed", "number": number}
    door.answer("POST", "/links/UA/propose", proposed)
    door.answer("POST", "/links/UA/confirm", {**proposed, "state": "half_confirmed"})
    new = tmp_path / "new.descriptor"
    new.write_text("{}\n")
    code, output = run("link", "propose", "ua", str(new), "--password", "x")
    assert code == 0 and "The link to UA is proposed" in output and number in output
    assert written(door.calls) == [AFRESH, ("POST", "/links/UA/propose")]
    assert door.calls[-1].json() == {"descriptor": "{}\n"}
    code, output = run("link", "confirm", "ua", number, "--password", "x", "--json")
    assert code == 0 and json.loads(output)["state"] == "half_confirmed"
    assert written(door.calls)[-2:] == [AFRESH, ("POST", "/links/UA/confirm")]
    assert door.calls[-1].json() == {"number": number}


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_descriptor_that_cannot_be_read_is_sent_nowhere(
    door: Door, tmp_path: Path, content: bytes | None
) -> None:
    new = tmp_path / "new.descriptor"
    if content is not None:
        new.write_bytes(content)
    code, output = run("link", "propose", "UA", str(new), "--password", "x")
    assert code != 0 and "new.descriptor" in output
    assert written(door.calls) == []


def test_what_is_recovered_already_keeps_no_other_partner_from_being_asked(door: Door) -> None:
    stand: dict[str, Any] = {"proposed": None, "epochs": [], "forks": []}
    began: dict[str, Any] = {
        "cause": "restore",
        "ended_at": None,
        "stage": "asked",
        "received": 0,
        "sent": 0,
    }
    shown = {**began, "sentence": "", "failure": "", "missing": [], "unapplied": []}
    links = [{"partner": "KE", "state": "confirmed"}, {"partner": "UA", "state": "confirmed"}]
    door.answer("GET", "/links", {"items": [*links, {"partner": "MX", "state": "revoked"}]})
    of_ke = {**stand, "partner": "KE", "recovering": True, "recoveries": [shown]}
    of_ua = {**stand, "partner": "UA", "recovering": False, "recoveries": []}
    door.answer("GET", "/links/KE/epochs", of_ke)
    door.answer("GET", "/links/UA/epochs", of_ua)
    door.answer("POST", "/links/UA/recovery", {**of_ua, "recovering": True, "recoveries": [shown]})
    code, output = run("recover")
    assert code == 0, output
    assert output.count("Recovery (restore) under way (asked)") == 2
    asked = [each for each in written(door.calls) if each[0] == "POST"]
    assert asked == [("POST", "/links/UA/recovery")]


@pytest.mark.parametrize("never", [False, True])
def test_whether_openings_are_told_is_decided_and_seen(door: Door, never: bool) -> None:
    stands = {"partner": "UA", "tells": not never, "told": False}
    for method in ("GET", "POST"):
        door.answer(method, "/links/UA/openings", stands)
    code, output = run("link", "tell-openings", "ua", *(["--never"] if never else []))
    assert code == 0 and door.calls[-1].json() == {"told": not never}
    assert ("UA is not told what was opened here." in output) is never
    assert "UA does not tell what was opened there." in output
    code, seen = run("link", "openings", "ua")
    assert (code, seen) == (0, output)
    code, seen = run("link", "openings", "ua", "--json")
    assert code == 0 and json.loads(seen) == stands
