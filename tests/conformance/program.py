"""A program behind the adapter of `docs/protocol/conformance.md`: JSON lines in, JSON lines out."""

import json
import subprocess
from collections.abc import Sequence
from queue import Empty, Queue
from threading import Thread
from typing import Any

Told = dict[str, Any]
PATIENCE = 60.0


class SilentError(Exception):
    """The program gave no answer, or one that is none."""


class Program:
    """One run of a program; one that ended or hangs is started anew for the next request."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = list(command)
        self._process: subprocess.Popen[str] | None = None
        self._lines: Queue[str] = Queue()

    def ask(self, do: str, **told: Any) -> Told:
        """Return the answer to one request.

        Raises:
            SilentError: it ended, took longer than a minute, or answered with something else.
        """
        process = self._running()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"do": do, **told}) + "\n")
            process.stdin.flush()
            line = self._lines.get(timeout=PATIENCE)
        except (OSError, Empty):
            line = ""
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict) or not ({"ok", "refused"} & answer.keys()):
            self.end(waits=0)
            raise SilentError(f"no answer to {do}: {line.strip()[:200]!r}")
        return answer

    def _running(self) -> subprocess.Popen[str]:
        if self._process is None:
            self._process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
            )
            self._lines = Queue()
            Thread(target=_read, args=(self._process, self._lines), daemon=True).start()
        return self._process

    def end(self, *, waits: float = 10) -> None:
        """End the process: nothing more is asked, so that it clears up; else it is killed."""
        if self._process is None:
            return
        _close(self._process.stdin)
        try:
            self._process.wait(timeout=waits)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        _close(self._process.stdout)
        self._process = None


def _close(stream: Any) -> None:
    try:
        stream.close()
    except OSError:
        # What was still to be written to a program that has ended goes nowhere.
        return


def _read(process: subprocess.Popen[str], lines: Queue[str]) -> None:
    assert process.stdout is not None
    try:
        for line in process.stdout:
            lines.put(line)
    except ValueError:
        # The stream was closed under the thread: the process was ended.
        pass
    lines.put("")
