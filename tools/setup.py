"""Make the environment this repository runs in: a `.venv`, finished by a marker written last.

Run by `make setup` with the system's python3, so it uses the standard library only. What is
missing from the system is installed when this runs as root; otherwise the one line to type is
printed. Nothing here calls git, curl or a compiler.

    python3 tools/setup.py runtime      what `make demo` needs
    python3 tools/setup.py development  that, and what `make test` needs
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
POSTGRES = "/usr/lib/postgresql"
# What the tests drive and ask, and the packages it comes from.
JUDGES = {
    "/usr/bin/chromium-headless-shell": ["chromium-headless-shell", "fonts-noto-core"],
    "/usr/bin/pdfsig": ["poppler-utils"],  # the seal and the fonts of letters
    "/usr/bin/softhsm2-util": ["softhsm2"],  # a token in software, which seals letters
    "/usr/bin/tidy": ["tidy"],  # the pages of the public register
    "/usr/bin/gcc": ["gcc", "libc6-dev"],  # shims of the tests for a disk and a clock
    "/usr/bin/ip": ["iproute2"],  # two nodes in networks of their own
}


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


def stop(text: str) -> None:
    print(f"setup: {text}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def run(*command: str | Path, **environment: str) -> None:
    done = subprocess.run([str(part) for part in command], env={**os.environ, **environment})
    if done.returncode:
        stop(f"`{' '.join(str(part) for part in command)}` failed (exit {done.returncode}).")


def apt_install(packages: list[str], *, because: str) -> None:
    """Install Debian packages when this is root; otherwise print the one line that does."""
    line = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        stop(f"{because} Type this, then run make again:\n\n    sudo {line}\n")
    say(f"{because} Installing: {' '.join(packages)}")
    for command in ("apt-get update -qq", f"{line} -qq"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        if subprocess.run(command.split(), env=environment).returncode:
            stop(f"`{command}` failed. When packages can be had, type:\n\n    {line}\n")


def missing_programs(profile: str) -> list[str]:
    """Return the Debian packages that are missing, all at once."""
    missing = []
    # Debian ships `venv` without `ensurepip`; the pair comes with python3-venv.
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        missing.append("python3-venv")
    if profile == "development":
        for program, packages in JUDGES.items():
            if not Path(program).exists():
                missing += packages
        # The browser's driver is linked against it; a minimal Debian does not have it.
        if not any(Path("/usr/lib").glob("*/libatomic.so.1")):
            missing.append("libatomic1")
        if not any(Path(POSTGRES).glob("*/bin/initdb")):
            missing.append("postgresql")
    return missing


def fingerprint(lock: Path) -> str:
    told = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    return hashlib.sha256(told).hexdigest()


def make_venv(profile: str) -> None:
    lock = ROOT / "requirements" / ("runtime.txt" if profile == "runtime" else "dev.txt")
    marker = VENV / f".complete-{profile}"
    done = [VENV / ".complete-development", marker]
    if any(path.exists() and path.read_text() == fingerprint_of(path) for path in done):
        return
    if VENV.exists() and not any(VENV.glob(".complete-*")):
        say("A half-made .venv is here; starting over.")
        shutil.rmtree(VENV)
    if not PYTHON.exists():
        say("Making .venv")
        run(sys.executable, "-m", "venv", VENV)
    say(f"Installing the locked {profile} packages (hashes are checked)")
    pip = (PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    run(*pip, "--require-hashes", "--only-binary=:all:", "-r", lock)
    run(*pip, "--no-deps", "--no-build-isolation", "--no-index", "-e", ROOT)
    marker.write_text(fingerprint(lock))


def fingerprint_of(marker: Path) -> str:
    name = "runtime.txt" if marker.name.endswith("runtime") else "dev.txt"
    return fingerprint(ROOT / "requirements" / name)


def compile_catalogues() -> None:
    run(PYTHON, ROOT / "tools" / "catalogues.py", "compile")


def main() -> None:
    profile = sys.argv[1] if len(sys.argv) > 1 else "runtime"
    if sys.version_info < (3, 11):
        stop(f"Python 3.11 or later is needed; this is {sys.version.split()[0]}.")
    if missing := missing_programs(profile):
        need = "make test drives a browser, a PostgreSQL, a token and judges of HTML and of seals."
        apt_install(missing, because=need if profile == "development" else "Python lacks venv.")
    make_venv(profile)
    compile_catalogues()


main()
