"""A node's home folder: what stands in it, and how it is first made."""

import json
import os
import secrets
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from comity.crypto.keys import NodeKeys, save_keystore
from comity.crypto.tls import self_signed
from comity.node.configuration import SETTINGS_NAME


@dataclass(frozen=True, slots=True)
class Home:
    """The places of a home folder."""

    folder: Path

    @property
    def settings(self) -> Path:
        """`comity.toml`, what the node is told about itself."""
        return self.folder / SETTINGS_NAME

    @property
    def database(self) -> Path:
        """The embedded database."""
        return self.folder / "db.sqlite3"

    @property
    def keystore(self) -> Path:
        """The encrypted private keys."""
        return self.folder / "keys" / "keystore.json"

    @property
    def web_secret(self) -> Path:
        """What session cookies are signed with."""
        return self.folder / "keys" / "web-secret"

    @property
    def certificate(self) -> Path:
        """The partners' door's certificate."""
        return self.folder / "keys" / "tls-certificate.pem"

    @property
    def certificate_key(self) -> Path:
        """Its key."""
        return self.folder / "keys" / "tls-key.pem"

    @property
    def descriptor(self) -> Path:
        """The signed descriptor, to be given to partners as a file."""
        return self.folder / "descriptor"

    @property
    def founded(self) -> Path:
        """Written last when the node is set up; without it, set-up was interrupted."""
        return self.folder / "founded.json"

    @property
    def restored(self) -> Path:
        """Written when the home came out of a backup."""
        return self.folder / "restored.json"

    @property
    def gateway(self) -> Path:
        """Folders that gateways empty and fill, one for each partner they carry."""
        return self.folder / "gateway"

    @property
    def blobs(self) -> Path:
        """Sealed exhibits."""
        return self.folder / "blobs"


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only the node may read, whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)


def toml_text(value: object) -> str:
    """Return a string, number, boolean, path, or a list of such, as a TOML value."""
    if isinstance(value, list):
        return f"[{', '.join(toml_text(each) for each in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped too.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_table(settings: dict[str, object], prefix: str = "") -> Iterable[str]:
    """Print plain values first, then tables, then lists of tables."""
    for key, value in settings.items():
        if not isinstance(value, dict) and not _is_tables(value):
            yield f"{key} = {toml_text(value)}"
    for key, value in settings.items():
        if isinstance(value, dict):
            yield f"\n[{prefix}{key}]"
            yield from toml_table(value, f"{prefix}{key}.")
        elif isinstance(value, list) and _is_tables(value):
            for item in value:
                yield f"\n[[{prefix}{key}]]"
                yield from toml_table(item, f"{prefix}{key}.")


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def make_home(
    folder: Path, *, settings: dict[str, object], passphrase: str, host: str, at: datetime
) -> NodeKeys:
    """Make the folders, settings, keys and certificate of a new node.

    Args:
        folder: a folder that holds no node yet.
        settings: what `comity.toml` will say.
        passphrase: unlocks the keystore; it is written nowhere.
        host: the name of the partners' door.
        at: aware UTC instant, from which the certificate is valid.

    Returns:
        The new keys, unlocked.

    Raises:
        FileExistsError: the folder holds a node already.
    """
    home = Home(folder)
    if home.settings.exists():
        raise FileExistsError(folder)
    for part in ("keys", "blobs", "tmp", "static"):
        (folder / part).mkdir(parents=True, exist_ok=True, mode=0o700)
    told = "\n".join(toml_table(settings)) + "\n"
    tomllib.loads(told)
    keys = NodeKeys.generate(str(settings["country"]))
    save_keystore(home.keystore, keys, passphrase)
    certificate, key = self_signed(host, at=at)
    write_private(home.certificate, certificate)
    write_private(home.certificate_key, key)
    write_private(home.web_secret, secrets.token_urlsafe(48).encode())
    # Last, because a folder with this file counts as a node.
    write_private(home.settings, told.encode())
    return keys
