"""Pages and a partner beside four hundred half-sent requests of strangers.

    python -m bench.strangers [strangers]

One whole node with both doors. A page is asked at the officers' door and a question of a linked
partner at the partners' door, in turns: first in quiet, then while strangers keep so many
connections half way through a request, some in its first lines and some in the head of a parcel,
and open a new one for each that the door ends. The ratio is taken within the same run: the p99 of
each beside strangers must stay within twice its p99 in quiet.
"""

import contextlib
import http.client
import os
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.exchange import free_port
from comity.crypto.checkpoints import Checkpoint, sign_checkpoint
from comity.crypto.keys import NodeKeys
from comity.crypto.merkle import Frontier
from comity.crypto.tls import self_signed
from comity.exchange.channel import Origin
from comity.exchange.descriptor import DescriptorDraft, make_own_descriptor, read_descriptor
from comity.exchange.link_number import link_id
from comity.node.home import Home, make_home

STRANGERS = 400
ASKED = 600
PASSPHRASE = "bench"  # noqa: S105  of keys that live as long as one run
START_SECONDS = 60
MOST = 2.0
HOST = "127.0.0.1"
# The half of a request that a stranger sends: its first lines, or the head of a parcel.
FIRST_LINES = b"POST /parcels HTTP/1.1\r\nHost: localhost\r\nContent-"
HALF_A_HEAD = (
    b"POST /parcels HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/vnd.comity.parcel\r\n"
    b"Content-Length: 100000\r\n\r\ncomity/0123456789abcdef0123456789abcdef/UA/US/epoch-1\n17\n"
)


def made_node(home: Path, officers: int, partners: int) -> bytes:
    """Make the home of the node and link it with a partner; return the partner's question."""
    at = datetime.now(UTC)
    settings: dict[str, object] = {
        "country": "US",
        "administration": "Customs of US",
        "demo": True,
        "officers_door": {"port": officers},
        "partners_door": {"port": partners},
    }
    keys = make_home(home, settings=settings, passphrase=PASSPHRASE, host="localhost", at=at)
    theirs = NodeKeys.generate("UA")
    pem, _ = self_signed(HOST, at=at)
    own = descriptor(keys, "US", Home(home).certificate.read_bytes(), at)
    other = descriptor(theirs, "UA", pem, at)
    (home / "own").write_bytes(own)
    (home / "theirs").write_bytes(other)
    command = [sys.executable, "-m", "comity.node.django_start", "bench.exchange_node", "found"]
    files = [str(home / "own"), str(home / "theirs")]
    subprocess.run([*command, *files], env=environment(home), check=True)
    origin = Origin(link_id(read_descriptor(own), read_descriptor(other)), "UA", "US", 1)
    empty = Checkpoint(origin.line(), 0, Frontier().root())
    return sign_checkpoint(empty, theirs.sender) + b"\n"


def descriptor(keys: NodeKeys, code: str, certificate: bytes, at: datetime) -> bytes:
    draft = DescriptorDraft(code, "Customs", (), f"https://{HOST}:1", certificate)
    return make_own_descriptor(keys, draft, at=at)


def environment(home: Path) -> dict[str, str]:
    kept = {name: told for name, told in os.environ.items() if not name.startswith("COMITY_")}
    own = {"COMITY_HOME": str(home), "COMITY_KEYSTORE_PASSPHRASE": PASSPHRASE}
    return {**kept, **own, "DJANGO_SETTINGS_MODULE": "comity.node.settings"}


@contextlib.contextmanager
def served(home: Path, *ports: int) -> Iterator[None]:
    """Run the node until both doors have been open for a moment, and end it afterwards."""
    node = subprocess.Popen(
        [sys.executable, "-m", "comity.node.door_processes", "officers", "partners"],
        env=environment(home),
    )
    try:
        ends = time.monotonic() + START_SECONDS
        for port in ports:
            while not listens(port):
                if time.monotonic() > ends or node.poll() is not None:
                    raise SystemExit("The node did not open its doors.")
                time.sleep(0.2)
        yield
    finally:
        node.terminate()
        node.wait(timeout=30)


def listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def without_authority() -> ssl.SSLContext:
    told = ssl.create_default_context()
    told.check_hostname, told.verify_mode = False, ssl.CERT_NONE
    return told


class Strangers:
    """So many half-sent requests, kept at that number until they are told to go."""

    def __init__(self, port: int, many: int) -> None:
        self._port, self._many = port, many
        self._over = threading.Event()
        self._open: list[ssl.SSLSocket] = []
        self.opened = 0
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> "Strangers":
        self._thread.start()
        while self.opened < self._many and self._thread.is_alive():
            time.sleep(0.1)
        return self

    def __exit__(self, *_failure: object) -> None:
        self._over.set()
        self._thread.join()
        for each in self._open:
            each.close()

    def _keep(self) -> None:
        context = without_authority()
        while not self._over.is_set():
            self._open = [each for each in self._open if not is_ended(each)]
            for _ in range(self._many - len(self._open)):
                if self._over.is_set():
                    return
                with contextlib.suppress(OSError):
                    self._open.append(self._begun(context))
                    self.opened += 1
                if self.opened > self._many:
                    # A stranger is a machine of its own; here all of them share two cores.
                    time.sleep(0.02)
            time.sleep(0.25)

    def _begun(self, context: ssl.SSLContext) -> ssl.SSLSocket:
        plain = socket.create_connection((HOST, self._port), timeout=10)
        secure = context.wrap_socket(plain, server_hostname="localhost")
        secure.sendall(FIRST_LINES if self.opened % 2 else HALF_A_HEAD)
        secure.setblocking(False)
        return secure


def is_ended(connection: ssl.SSLSocket) -> bool:
    """Tell whether the door has answered or closed a connection."""
    try:
        connection.recv(65536)
    except (ssl.SSLWantReadError, BlockingIOError):
        return False
    except OSError:
        pass
    connection.close()
    return True


def page(port: int) -> Callable[[], None]:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)

    def ask() -> None:
        connection.request("GET", "/accounts/login/", headers={"Host": f"localhost:{port}"})
        answer = connection.getresponse()
        answer.read()
        if answer.status != http.client.OK:
            raise SystemExit(f"The page was answered {answer.status}.")

    return ask


def question(port: int, parcel: bytes) -> Callable[[], None]:
    context = without_authority()
    kept = [http.client.HTTPSConnection(HOST, port, timeout=30, context=context)]

    def ask() -> None:
        kept[0].request(
            "POST", "/parcels", parcel, {"Content-Type": "application/vnd.comity.parcel"}
        )
        answer = kept[0].getresponse()
        told = answer.read()
        if answer.status != http.client.OK:
            raise SystemExit(f"The partner was answered {answer.status}: {told.decode()}")

    return ask


def timed(asks: list[Callable[[], None]]) -> list[float]:
    """Return the p99 of each in milliseconds, asked in turns."""
    taken: list[list[float]] = [[] for _ in asks]
    for _ in range(ASKED):
        for place, ask in enumerate(asks):
            began = time.perf_counter()
            ask()
            taken[place].append((time.perf_counter() - began) * 1000)
        time.sleep(0.005)
    return [statistics.quantiles(each, n=100)[98] for each in taken]


def main(many: int) -> int:
    officers, partners = free_port(), free_port()
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as made:
        home = Path(made)
        parcel = made_node(home, officers, partners)
        with served(home, officers, partners):
            asks = [page(officers), question(partners, parcel)]
            timed(asks)
            quiet = timed(asks)
            with Strangers(partners, many) as strangers:
                beside = timed(asks)
                opened = strangers.opened
    print(f"strangers: {many} half-sent at once, {opened} opened in all")
    worst = 0.0
    for name, before, during in zip(("page", "partner"), quiet, beside, strict=True):
        worst = max(worst, during / before)
        print(f"{name}: p99 {before:.1f} ms in quiet, {during:.1f} ms, {during / before:.2f} times")
    print(f"strangers: {worst:.2f} times at worst, {MOST:g} allowed")
    return 0 if worst <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if sys.argv[1:] else STRANGERS))
