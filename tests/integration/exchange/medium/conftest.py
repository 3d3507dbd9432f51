"""Two whole nodes, US and UA, between which only files are carried."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from comity.evidence.source import SealedExhibits
from comity.exchange import wiring
from comity.exchange.carried import Told
from comity.exchange.medium.reading import handle_what_is_held
from comity.exchange.medium.writing import Laid
from comity.exchange.models import Channel
from comity.exchange.queries import is_linked
from comity.exchange.services import queue_message
from comity.exchange.terms import Direction, MessageKind, NewMessage, Received
from comity.kernel.rulings import Role
from comity.node.medium.carrying import Carrier, read_folder, write_folder
from comity.node.medium.folder import Folder
from comity.officers.terms import Viewer
from tests.integration.assistance.scene import Scene
from tests.integration.exchange.conftest import PERMISSION, SCHEMA
from tests.two_nodes import OTHER, TwoNodes

KEEPER = Viewer(9, "N. Okafor", "", frozenset({Role.NODE_ADMINISTRATOR}))


@dataclass
class Post:
    """What people do who carry media between the two."""

    both: TwoNodes
    taken: dict[str, list[str]] = field(default_factory=lambda: {code: [] for code in OTHER})

    @contextmanager
    def at(self, code: str) -> Iterator[Scene]:
        with self.both.at(code) as scene:
            kind = MessageKind("test.note", 1, SCHEMA, self._desk(code))
            wiring.register([kind], exhibits=SealedExhibits(is_linked))
            yield scene

    def _desk(self, code: str) -> Any:
        def take(received: Received) -> None:
            text = str(received.body["text"])
            transaction.on_commit(lambda: self.taken[code].append(text))

        return take

    def note(self, code: str, *texts: str, **how: Any) -> None:
        with self.at(code), transaction.atomic(durable=True):
            for text in texts:
                message = NewMessage("test.note", {"text": text}, **how)
                queue_message(message, to=OTHER[code], under=PERMISSION, at=self.both.now)

    def carrier(self, code: str) -> Carrier:
        return Carrier(code, self.both.nodes[code].keys, lambda: self.both.now)

    def write(self, code: str, folder: Path, **how: Any) -> Laid:
        self.both.now += timedelta(minutes=5)
        folder.mkdir(exist_ok=True)
        with self.at(code):
            return write_folder(
                OTHER[code], folder, carrier=self.carrier(code), officer=KEEPER, **how
            )

    def read(self, code: str, folder: Path, *, look_only: bool = False) -> dict[str, str]:
        """Read a folder, and return what became of each file by its name."""
        return {told.name: told.code for told in self.told(code, folder, look_only=look_only)}

    def told(self, code: str, folder: Path, *, look_only: bool = False) -> list[Told]:
        self.both.now += timedelta(minutes=5)
        with self.at(code):
            return read_folder(
                folder, carrier=self.carrier(code), officer=KEEPER, look_only=look_only
            )

    def handle(self, code: str) -> list[str]:
        with self.at(code):
            handle_what_is_held(clock=lambda: self.both.now)
        return self.taken[code]

    def sizes(self, code: str, direction: Direction) -> tuple[int, int]:
        with self.both.at(code):
            log = Channel.objects.filter(direction=direction).order_by("-epoch")[0]
            return log.size, log.receipted_size

    def folder(self, path: Path) -> Folder:
        return Folder(path)


@pytest.fixture(scope="session")
def far_apart(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TwoNodes]:
    with django_db_blocker.unblock():
        yield TwoNodes(tmp_path_factory.mktemp("far-apart"))


@pytest.fixture
def post(db: None, far_apart: TwoNodes) -> Iterator[Post]:
    far_apart.begin_anew()
    yield Post(far_apart)
    wiring.register([])


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
