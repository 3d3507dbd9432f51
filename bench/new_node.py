"""A node that lives as long as one run of a benchmark.

    python -m bench.new_node bench.rulings_page <folder of register files>

makes a home in a temporary folder and runs a module in it, Django started.
"""

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from comity.node.home import make_home


def make_node(home: Path, *, database: str = "sqlite") -> None:
    """Make the home of a new node, without tables."""
    make_home(
        home,
        settings={
            "country": "US",
            "administration": "Customs of US",
            "demo": True,
            "database": database,
        },
        passphrase="bench",  # noqa: S106  of keys that live as long as one run
        host="localhost",
        at=datetime.now(UTC),
    )


def run_in_node(home: Path, module: str, *words: str) -> None:
    """Run a module in a node; what it prints is printed."""
    # What the environment says of another node must not reach this one.
    environment = {
        name: told for name, told in os.environ.items() if not name.startswith("COMITY_")
    }
    command = [sys.executable, "-m", "comity.node.django_start", module, *words]
    subprocess.run(command, env={**environment, "COMITY_HOME": str(home)}, check=True)


def run_in_new_node(module: str, *words: str) -> None:
    """Run a module in a new node without tables, which is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as home:
        make_node(Path(home))
        run_in_node(Path(home), module, *words)


if __name__ == "__main__":
    run_in_new_node(*sys.argv[1:])
