"""Libraries in front of the C library, built when a test first needs them."""

import atexit
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

_HERE = Path(__file__).resolve().parent


@cache
def shim(name: str) -> Path:
    """Compile one of the shims of this folder: `power` or `clock`."""
    folder = Path(mkdtemp(prefix="comity-shim-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = folder / f"{name}.so"
    source = str(_HERE / f"{name}.c")
    command = ["gcc", "-O2", "-shared", "-fPIC", "-o", str(made), source, "-ldl"]
    subprocess.run(command, check=True)
    return made
