"""A newcomer follows the tutorial to the letter: its commands, its steps, and nothing besides."""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

import pytest
from playwright.sync_api import Error, Locator, Page, expect, sync_playwright

from tests.browser.authenticator import give_authenticator
from tests.browser.conftest import ARGUMENTS, CHROMIUM, WIDE
from tests.nodes.own_node import answers
from tests.nodes.tutorial import PAGE, Expected, Shell, Steps, parts

pytestmark = pytest.mark.nodes
ROOT = Path(__file__).resolve().parents[2]
PORTS = (8100, 8400)
PATIENCE_SECONDS = 240
DONE = "--block-done--"


class Terminal:
    """One shell, kept open, that stops at the first command that fails."""

    def __init__(self, home: Path) -> None:
        kept = {name: told for name, told in os.environ.items() if not name.startswith("COMITY_")}
        self._shell = subprocess.Popen(
            ["bash", "-e"],
            cwd=ROOT,
            env=kept | {"HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._said: Queue[str | None] = Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def run(self, commands: str) -> str:
        """Type a block and return what was printed."""
        assert self._shell.stdin is not None
        self._shell.stdin.write(f"{commands}\necho {DONE}\n")
        self._shell.stdin.flush()
        lines: list[str] = []
        until = time.monotonic() + PATIENCE_SECONDS
        while (line := self._next(until)) != DONE:
            assert line is not None, f"stopped in:\n{commands}\n" + "\n".join(lines)
            lines.append(line)
        return "\n".join(lines)

    def close(self) -> None:
        """End the shell and whatever still runs in it."""
        os.killpg(self._shell.pid, signal.SIGTERM)
        self._shell.wait(timeout=20)
        self._listener.join(timeout=20)
        for pipe in (self._shell.stdin, self._shell.stdout):
            assert pipe is not None
            pipe.close()

    def _listen(self) -> None:
        assert self._shell.stdout is not None
        for line in self._shell.stdout:
            self._said.put(line.rstrip("\n"))
        self._said.put(None)

    def _next(self, until: float) -> str | None:
        try:
            return self._said.get(timeout=max(0.1, until - time.monotonic()))
        except Empty:
            return None


class Newcomer:
    """Follows steps in a browser, and knows the passwords that were printed."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.passwords: dict[str, str] = {}
        self._does: dict[str, Callable[..., None]] = {
            r"Open <(\S+)>\.": self._open,
            r"Type `(.+)` into \*\*(.+)\*\*\.": self._type,
            r"Type the password of `(\S+)` into \*\*(.+)\*\*\.": self._type_password,
            r"Press \*\*(.+?)\*\*(?:, and let your computer make the passkey)?\.": self._press,
            r"Tick \*\*(.+)\*\*\.": self._tick,
            r"Choose \*\*(.+)\*\* in \*\*(.+)\*\*\.": self._choose,
            r"You see \*\*(.+)\*\*\.": self._see,
        }

    def follow(self, step: str) -> None:
        """Do one step, as its words say."""
        for form, do in self._does.items():
            if told := re.fullmatch(form, step):
                do(*told.groups())
                return
        raise AssertionError(f"a newcomer would not know what to do: {step}")

    def _open(self, address: str) -> None:
        self._page.goto(address)

    def _field(self, label: str) -> Locator:
        return self._page.get_by_label(re.compile(f"^{re.escape(label)}")).first

    def _type(self, text: str, label: str) -> None:
        self._field(label).fill(text)

    def _type_password(self, username: str, label: str) -> None:
        self._type(self.passwords[username], label)

    def _press(self, name: str) -> None:
        found = self._page.get_by_role("button", name=name, exact=True)
        found.or_(self._page.get_by_role("link", name=name, exact=True)).first.click()
        self._page.wait_for_load_state()

    def _tick(self, label: str) -> None:
        self._field(label).check()

    def _choose(self, option: str, label: str) -> None:
        self._field(label).select_option(label=option)

    def _see(self, words: str) -> None:
        expect(self._page.locator("main")).to_contain_text(words)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    assert not any(answers(port) for port in PORTS), "the tutorial's ports are taken"
    opened = Terminal(tmp_path)
    yield opened
    opened.close()


@contextmanager
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_context(viewport=WIDE).new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 250)
        expect.set_options(timeout=PATIENCE_SECONDS * 250)
        give_authenticator(page)
        yield page
        browser.close()


def as_told(line: str, printed: str) -> bool:
    """Tell whether an expected line was printed; `…` stands for anything."""
    form = ".*".join(re.escape(piece) for piece in line.split("…"))
    return re.search(f"^{form}", printed, re.MULTILINE) is not None


def test_the_tutorial_leads_whoever_follows_it_to_a_restored_and_verified_node(
    terminal: Terminal,
) -> None:
    printed = ""
    with browser_page() as page:
        newcomer = Newcomer(page)
        for part in parts(PAGE.read_text()):
            match part:
                case Shell(commands):
                    printed = terminal.run(commands)
                    told = re.findall(r"^  (\S+) +(\S{20})   ", printed, re.MULTILINE)
                    newcomer.passwords |= dict(told)
                case Expected(lines):
                    missing = [line for line in lines if not as_told(line, printed)]
                    assert missing == [], printed
                case Steps(steps):
                    for step in steps:
                        try:
                            newcomer.follow(step)
                        except (Error, AssertionError) as error:
                            raise AssertionError(
                                f"{step}\nat {page.url}:\n{page.inner_text('body')[-1500:]}"
                            ) from error


def test_the_tutorial_keeps_its_order_of_blocks_steps_and_words() -> None:
    found = parts(PAGE.read_text())
    first, last = found[0], found[-1]
    assert isinstance(first, Shell)
    assert isinstance(last, Expected)
    assert [len(part.steps) for part in found if isinstance(part, Steps)] == [17, 17, 16, 9, 9]
