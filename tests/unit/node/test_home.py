"""A home folder: settings that read back as written, private files, and no second founding."""

import stat
import tomllib
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comity.crypto.keys import open_keystore
from comity.node.home import Home, make_home, toml_table, write_private

NAMES = st.from_regex(r"[a-z_]{1,12}", fullmatch=True)
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
PLAIN = st.dictionaries(NAMES, st.one_of(VALUES, st.integers(0, 2**31), st.booleans()), max_size=5)


@given(plain=PLAIN, table=PLAIN, listed=st.lists(PLAIN, max_size=3))
def test_settings_read_back_as_they_were_written(
    plain: dict[str, object], table: dict[str, object], listed: list[dict[str, object]]
) -> None:
    settings = {**plain, "door-table": table, "agencies-list": listed}
    told = tomllib.loads("\n".join(toml_table(settings)))
    assert told == {key: value for key, value in settings.items() if value != []}


def test_a_private_file_is_for_the_node_alone(tmp_path: Path) -> None:
    write_private(tmp_path / "secret", b"x")
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_a_home_is_made_once_and_its_keys_open_with_its_passphrase(
    tmp_path: Path, at: datetime
) -> None:
    made = make_home(
        tmp_path / "us", settings={"country": "US"}, passphrase="a b c", host="us.test", at=at
    )
    home = Home(tmp_path / "us")
    opened = open_keystore(home.keystore, "a b c")
    assert opened.sealing.public() == made.sealing.public()
    for private in (home.keystore, home.web_secret, home.certificate_key):
        assert stat.S_IMODE(private.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make_home(home.folder, settings={"country": "US"}, passphrase="x", host="us.test", at=at)
