"""A PostgreSQL of our own for the tests: made in /tmp, on a socket only, gone afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path:
    """Return the folder of the newest installed server programs (never looked up on PATH)."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name)
    )
    if not found:
        raise SystemExit(
            "PostgreSQL is missing: apt-get install -y --no-install-recommends postgresql"
        )
    return found[-1]


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """Start a server and yield the URL of an empty database on it.

    Args:
        durable: whether what is committed is on the disk, as in life and in what is measured. In
            tests nodes are killed and the server never is, so nothing need reach the disk.
    """
    folder = Path(tempfile.mkdtemp(prefix="comity-pg-", dir="/tmp"))
    # initdb refuses root, and a folder that root made with 0700 is closed to the other user.
    prefix: list[str] = []
    if os.geteuid() == 0:
        prefix = ["runuser", "-u", "postgres", "--"]
        shutil.chown(folder, "postgres")
    bin_ = programs()
    user = "postgres" if prefix else os.environ.get("USER", "comity")

    def run(*command: str) -> None:
        subprocess.run([*prefix, *command], check=True, capture_output=True, cwd="/tmp")

    data = str(folder / "data")
    run(str(bin_ / "initdb"), "-D", data, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust")
    options = f"-k {folder} -c listen_addresses= -c max_connections=400"
    options += f" -c fsync={'on' if durable else 'off'}"
    run(str(bin_ / "pg_ctl"), "-D", data, "-l", str(folder / "log"), "-o", options, "-w", "start")
    try:
        yield f"postgresql://{user}@/postgres?host={folder}"
    finally:
        run(str(bin_ / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)
