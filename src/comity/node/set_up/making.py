"""Making a production node: answers kept first, the marker last, every step safe to repeat."""

import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from comity.crypto.keys import NodeKeys, open_keystore
from comity.exchange.descriptor import DescriptorDraft, make_own_descriptor
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Role
from comity.node.home import Home, make_home, write_private
from comity.node.set_up.answers import Answers, answered, answers_in

UNDER_WAY = "setting-up.toml"
SHORTEST_PASSPHRASE = 12
_OURS = (
    *("keys", "blobs", "tmp", "static", "comity.toml", "descriptor", "running.lock"),
    *("db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "db.sqlite3.lock", "db.sqlite3.lock-next"),
)


class HomeTakenError(ComityError):
    """The folder holds a node, or something no set-up made; nothing of it is touched."""

    code = "home_taken"


class NodeStandsError(ComityError):
    """The folder holds a node that was set up to its end."""

    code = "node_stands"


class PassphraseShortError(ComityError):
    """Whoever steals the disk could guess the passphrase."""

    code = "passphrase_short"


class OtherAnswersError(ComityError):
    """A set-up with other answers was interrupted here."""

    code = "set_up_under_way"


@dataclass(frozen=True, slots=True)
class Administrator:
    """Somebody who will look after the node, with the password for the first sign-in."""

    username: str
    name: str
    password: str


def answers_under_way(home: Home) -> Answers | None:
    """Return the answers of an interrupted set-up; None when none was.

    Raises:
        NodeStandsError: a set-up came to its end here.
        HomeTakenError: something else lies here.
    """
    if home.founded.exists():
        raise NodeStandsError(folder=home.folder)
    kept = home.folder / UNDER_WAY
    if kept.exists():
        told, places = answers_in(kept)
        return answered(told, places, terminal=None)
    if home.folder.is_dir():
        found = sorted(path.name for path in home.folder.iterdir())
        if found:
            raise HomeTakenError(folder=home.folder, found=found[0])
    elif home.folder.exists():
        raise HomeTakenError(folder=home.folder, found=home.folder.name)
    return None


def start_over(home: Home) -> None:
    """Remove what an interrupted set-up left, and nothing that a finished one made.

    Raises:
        NodeStandsError, HomeTakenError: as for `answers_under_way`.
    """
    if answers_under_way(home) is None:
        return
    for name in _OURS:
        path = home.folder / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    _forget_answers(home)


def _forget_answers(home: Home) -> None:
    (home.folder / f"{UNDER_WAY}.database").unlink(missing_ok=True)
    (home.folder / UNDER_WAY).unlink()


def begin(home: Home, answers: Answers, passphrase: str, *, at: datetime) -> None:
    """Make folder, keys, settings and descriptor, or go on with those an earlier run made.

    Args:
        home: where.
        answers: checked.
        passphrase: locks the keystore, or opens the one that stands there already.
        at: aware UTC instant.

    Raises:
        PassphraseShortError: the passphrase of a new keystore could be guessed.
        KeystoreLockedError: it is not the one the keystore was made with.
    """
    if home.settings.exists():
        keys = open_keystore(home.keystore, passphrase)
    else:
        keys = _new_home(home, answers, passphrase, at)
    if not home.descriptor.exists():
        write_private(home.descriptor, _descriptor(home, answers, keys, at))


def _new_home(home: Home, answers: Answers, passphrase: str, at: datetime) -> NodeKeys:
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseShortError(least=SHORTEST_PASSPHRASE)
    home.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    # First, so that whatever is made from here on is known to be ours and can be gone on with.
    write_private(home.folder / UNDER_WAY, answers.text().encode())
    settings = answers.settings()
    host = str(answers.one("partners_door")).removeprefix("https://").partition(":")[0]
    return make_home(home.folder, settings=settings, passphrase=passphrase, host=host, at=at)


def _descriptor(home: Home, answers: Answers, keys: NodeKeys, at: datetime) -> bytes:
    draft = DescriptorDraft(
        code=answers.one("country"),
        name=answers.one("administration"),
        agencies=tuple(answers.pairs("agency")),
        address=answers.one("partners_door"),
        certificate=home.certificate.read_bytes(),
    )
    return make_own_descriptor(keys, draft, at=at)


def first_administrators(answers: Answers) -> list[Administrator]:
    """Return the administrators, each with a new password for the first sign-in."""
    people = answers.pairs("administrator")
    return [Administrator(username, name, secrets.token_urlsafe(15)) for username, name in people]


def finish(
    home: Home,
    answers: Answers,
    *,
    at: datetime,
    tell: Callable[[list[Administrator]], None],
) -> None:
    """Make the database and, last of all, the marker.

    Args:
        home: begun before.
        answers: checked.
        at: aware UTC instant.
        tell: is given the first passwords before they count, so that none is lost when this is
            interrupted; not called when an earlier run told them.

    Raises:
        DatabaseNotEmptyError: the database holds something that no set-up of this home made.
    """
    # Django can be started only once the home has its settings.
    from comity.node.django_start import start_django

    start_django()
    from comity.node.founding import found_house, is_house_founded, lay_tables
    from comity.node.milestones import mark_founded

    lay_tables(home.folder / UNDER_WAY)
    if not is_house_founded():
        people = first_administrators(answers)
        tell(people)
        agency = answers.pairs("agency")[0][0]
        plans = [
            {
                "username": person.username,
                "name": person.name,
                "agency": agency,
                "roles": [Role.NODE_ADMINISTRATOR.value],
                "password": person.password,
            }
            for person in people
        ]
        found_house(plans, at=at)
    mark_founded(home, at=at)
    _forget_answers(home)
