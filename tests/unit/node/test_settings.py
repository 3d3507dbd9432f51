"""Settings: typed, from one file and the environment, and all that is wrong told at once."""

from pathlib import Path

import pytest

from comity.crypto.age_text import recipient_text
from comity.crypto.keys import SealingKey
from comity.node.configuration import NodeSettings
from comity.node.settings_faults import SettingsRefusedError
from comity.node.settings_file import MOST_BYTES
from comity.node.settings_shown import shown_settings

GOOD = """\
country = "KE"
administration = "Kenya Revenue Authority"

[officers_door]
port = 9100

[[agencies]]
code = "KRA"
name = "Customs and Border Control"
"""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("COMITY_COUNTRY", "COMITY_DEMO", "COMITY_DATABASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    (tmp_path / "comity.toml").write_text(GOOD)
    return tmp_path / "comity.toml"


def faults() -> list[tuple[str, str]]:
    with pytest.raises(SettingsRefusedError) as refused:
        NodeSettings()
    return [(problem.field, problem.code) for problem in refused.value.problems]


def reasons() -> list[str]:
    with pytest.raises(SettingsRefusedError) as refused:
        NodeSettings()
    return [dict(problem.facts).get("reason", "") for problem in refused.value.problems]


def test_the_environment_wins_over_the_file(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_OFFICERS_DOOR__HOST", "10.0.0.7")
    monkeypatch.setenv("COMITY_COUNTRY", "UA")
    read = NodeSettings()
    assert (read.country, read.officers_door.host, read.officers_door.port) == (
        "UA",
        "10.0.0.7",
        9100,
    )


def test_everything_that_is_wrong_is_told_at_once_with_its_place(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.write_text(
        GOOD.replace("9100", "91000").replace("administration", "administratoin")
        + '\n[[agencies]]\ncode = "ka"\nname = "Another"\n\n[partners_door]\nhost = "::"\n'
    )
    monkeypatch.setenv("COMITY_TIME_ZONE", "Mars/Olympus")
    monkeypatch.setenv("COMITY_LANGUGE", "en")
    assert sorted(faults()) == sorted(
        [
            ("COMITY_LANGUGE", "setting_unknown_near"),
            ("COMITY_TIME_ZONE", "setting_wrong"),
            (f"{settings}:2", "setting_unknown_near"),
            (f"{settings}:5", "setting_wrong"),
            (f"{settings}:12", "setting_wrong"),
            (f"{settings}:15", "setting_missing"),
        ]
    )


def test_an_unknown_setting_is_refused_with_the_nearest_known_one(settings: Path) -> None:
    settings.write_text(GOOD.replace("administration", "administratoin"))
    with pytest.raises(SettingsRefusedError) as refused:
        NodeSettings()
    (problem,) = refused.value.problems
    assert dict(problem.facts) == {"name": "administratoin", "near": "administration"}


def test_a_key_nothing_resembles_is_refused_all_the_same(settings: Path) -> None:
    settings.write_text(GOOD.replace("[officers_door]", "[zzz]\nq = 1\n[officers_door]"))
    assert faults() == [(f"{settings}:4", "setting_unknown")]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b'country = "KE\n', ":1"),
        (b'country = "KE"\nport = = 3\n', ":2"),
        (b'country = "KE"\n\xff\xfe\n', ":2"),
        (b'country = "KE"\ncountry = "UA"\n', ":2"),
        (b"a" + b".a" * 5000 + b" = 1", ":1"),
        (b"x = " + b"[" * 3000, ":1"),
        (b"#" * (MOST_BYTES + 1), ""),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_line(
    settings: Path, raw: bytes, place: str
) -> None:
    settings.write_bytes(raw)
    assert faults() == [(f"{settings}{place}", "settings_unreadable")]


def test_every_truncation_of_a_good_file_is_read_or_refused_in_words(settings: Path) -> None:
    for size in range(len(GOOD)):
        settings.write_text(GOOD[:size])
        try:
            NodeSettings()
        except SettingsRefusedError as refused:
            assert all(str(settings) in problem.field for problem in refused.problems)


def test_a_variable_of_a_list_must_be_json(settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMITY_AGENCIES", "KRA")
    assert faults() == [("COMITY_AGENCIES", "setting_wrong")]
    monkeypatch.setenv("COMITY_AGENCIES", '[{"code": "k", "name": "K"}]')
    assert faults() == [("COMITY_AGENCIES", "setting_wrong")]


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgresql://host", "postgresql://h:0/x", "postgresql://h:99999/x", ""]
)
def test_a_database_that_is_none_is_refused(
    settings: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("COMITY_DATABASE", url)
    assert "postgresql://user:password@host:port/name" in reasons()[0]


@pytest.mark.parametrize("name", ["web_processes", "workers"])
def test_several_processes_need_postgresql_and_sqlite_says_so(
    settings: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    settings.write_text(f"{name} = 3\n{GOOD}")
    assert faults() == [(f"{settings}:1", "setting_wrong")]
    assert "PostgreSQL" in reasons()[0]
    monkeypatch.setenv("COMITY_DATABASE", "postgresql://localhost/comity")
    assert getattr(NodeSettings(), name) == 3


def test_backups_are_sealed_to_recipients_only(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = recipient_text(SealingKey.generate().public())
    monkeypatch.setenv("COMITY_BACKUP_RECIPIENTS", f'["{good}"]')
    assert NodeSettings().backup_recipients == (good,)
    monkeypatch.setenv("COMITY_BACKUP_RECIPIENTS", f'["{good[:-1]}"]')
    assert "age1pq1" in reasons()[0]


def test_settings_are_shown_with_their_source_and_without_secrets(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_DATABASE", "postgresql://comity:s3cret@db.example/comity")
    shown = {each.name: (each.value, each.source) for each in shown_settings()}
    assert shown["country"] == ("KE", f"{settings}:1")
    assert shown["officers_door.port"] == ("9100", f"{settings}:5")
    assert shown["officers_door.host"] == ("127.0.0.1", "default")
    assert shown["database"] == ("postgresql://comity:…@db.example/comity", "COMITY_DATABASE")
    assert not [value for value, _ in shown.values() if "s3cret" in value]


SEAL = """
[letter_seal]
module = "/usr/lib/module.so"
token = "Seals"
key = "seal"
certificate = "seal"
"""


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('module = "/usr/lib/module.so"', "a token needs `module`"),
        ('token = "Seals"', "name the `token`"),
        ('key = "seal"', "name the `token`, and the `key` in it"),
        ('certificate = "seal"', "give either `certificate` or `certificate_file`"),
    ],
)
def test_a_token_that_seals_letters_is_told_whole(settings: Path, line: str, told: str) -> None:
    settings.write_text(GOOD + SEAL)
    assert NodeSettings().letter_seal.token == "Seals"
    settings.write_text(GOOD + SEAL.replace(line, ""))
    (reason,) = reasons()
    assert told in reason


def test_no_pin_is_a_setting(settings: Path) -> None:
    settings.write_text(GOOD + SEAL + 'pin = "1234"\n')
    assert [code for _place, code in faults()] == ["setting_unknown_near"]
