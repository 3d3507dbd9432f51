"""What `comity init` must know, each answer checked as it is given."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pydantic import ValidationError

from comity.crypto.age_text import read_recipient
from comity.crypto.errors import KeyMalformedError
from comity.kernel.codes import CountryCode
from comity.kernel.texts import one_clean_line
from comity.node.configuration import NodeSettings
from comity.officers.appointment import is_username

Check = Callable[[str], str]

_LINE = one_clean_line(200)
_AGENCY = re.compile(r"[A-Z0-9-]{2,20}")
_DNS = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be known.

    Attributes:
        name: key in an answers file; the option is the same with dashes.
        asked: the words at a terminal.
        check: returns the answer as it is kept, or raises ValueError with the reason.
        least: fewest answers; none makes the question one that need not be answered.
        most: most answers.
        default: taken when nobody answers.
    """

    name: str
    asked: str
    check: Check
    least: int = 1
    most: int = 1
    default: str = ""

    @property
    def option(self) -> str:
        """The option of the command line."""
        return f"--{self.name.replace('_', '-')}"


def a_country(text: str) -> str:
    """Return the code of a state."""
    try:
        code = CountryCode(text.strip().upper())
    except ValueError:
        told = "no country has this code; two letters as in ISO 3166, such as KE"
        raise ValueError(told) from None
    if code.is_union or len(code) != 2:
        raise ValueError("a node belongs to one state; this is none")
    return str(code)


def a_line(text: str) -> str:
    """Return a name in one line."""
    if not _LINE.fullmatch(text.strip()):
        raise ValueError("a name in one line of at most 200 characters is wanted")
    return text.strip()


def an_agency(text: str) -> str:
    """Return `CODE=Name` of an agency."""
    code, name = _pair(text, "CODE=Name, such as KRA=Kenya Revenue Authority")
    if not _AGENCY.fullmatch(code.upper()):
        raise ValueError(f"{code}: 2 to 20 of A-Z, 0-9 and - make a code")
    return f"{code.upper()}={a_line(name)}"


def an_administrator(text: str) -> str:
    """Return `username=Full Name` of an administrator."""
    username, name = _pair(text, "username=Full Name, such as a.otieno=Akinyi Otieno")
    if not is_username(username):
        raise ValueError(f"{username}: a-z, 0-9, dot, dash and underscore make a name to sign in")
    return f"{username}={a_line(name)}"


def a_dns_name(text: str) -> str:
    """Return the name officers type into a browser."""
    name = text.strip().lower()
    if not _DNS.fullmatch(name):
        raise ValueError("a DNS name is wanted, such as comity.customs.example")
    return name


def a_port(text: str) -> str:
    """Return a port."""
    if not text.strip().isdecimal() or not 1 <= int(text.strip()[:6]) <= 65535:
        raise ValueError("a port is a number from 1 to 65535")
    return str(int(text))


def a_door_address(text: str) -> str:
    """Return `https://name:port` of the partners' door."""
    url = urlsplit(text.strip() if "://" in text else f"https://{text.strip()}")
    try:
        port = url.port if url.port is not None else 443
    except ValueError:
        port = 0
    plain = url.scheme == "https" and not (url.path.strip("/") or url.query or url.fragment)
    if not plain or not port or "@" in url.netloc:
        raise ValueError("an address is wanted as https://node.customs.example:8400")
    return f"https://{a_dns_name(url.hostname or '')}:{port}"


def a_database(text: str) -> str:
    """Return `sqlite` or the address of a PostgreSQL database."""
    return _as_setting("database", text.strip())


def a_recipient(text: str) -> str:
    """Return a public key that backups are sealed to."""
    try:
        read_recipient(text.strip())
    except KeyMalformedError:
        raise ValueError("not a recipient; `comity backup-key` makes one (age1pq1…)") from None
    return text.strip()


QUESTIONS: Final = (
    Question("country", "Country of the administration (two letters)", a_country),
    Question("administration", "Name of the administration", a_line),
    Question("agency", "An agency, as CODE=Name", an_agency, most=40),
    Question("officers_door", "DNS name of the officers' pages", a_dns_name),
    Question(
        "partners_door", "Address partners call, as https://node.customs.example:8400",
        a_door_address,
    ),
    Question(
        "administrator", "An administrator, as username=Full Name", an_administrator,
        least=2, most=10,
    ),
    Question(
        "database", "Database (sqlite, or postgresql://…)", a_database, default="sqlite"
    ),
    Question("officers_port", "Port the reverse proxy calls", a_port, least=0, default="8100"),
    Question("backup_recipient", "Whom backups are sealed to", a_recipient, least=0, most=16),
)  # fmt: skip


def _pair(text: str, wanted: str) -> tuple[str, str]:
    before, sign, after = text.partition("=")
    if not sign or not before.strip() or not after.strip():
        raise ValueError(f"{wanted} is wanted")
    return before.strip(), after.strip()


def _as_setting(name: str, value: str) -> str:
    try:
        NodeSettings.__pydantic_validator__.validate_assignment(
            NodeSettings.model_construct(), name, value
        )
    except ValidationError as error:
        raise ValueError(error.errors()[0]["msg"]) from None
    return value
