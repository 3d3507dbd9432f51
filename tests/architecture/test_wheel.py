"""The wheel is whole: what an installation by it lacks would be found at an administration."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT_FROM = ("pyproject.toml", "setup.py", "MANIFEST.in", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built beside the repository, because a build leaves its own marks."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in BUILT_FROM:
        shutil.copy(ROOT / name, source / name)
    kept_out = shutil.ignore_patterns("__pycache__", "*.egg-info", "*.mo")
    for folder in ("src", "register"):
        shutil.copytree(ROOT / folder, source / folder, ignore=kept_out)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(out)]
    done = subprocess.run([*pip, *options, str(source)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("comity-*.whl")
    return built


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel puts where Python looks."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as held:
        held.extractall(folder)
    return folder


def test_the_wheel_holds_every_file_of_the_package_and_the_register(unpacked: Path) -> None:
    places = {ROOT / "src" / "comity": "comity", ROOT / "register": "comity/register"}
    wanted = {
        f"{into}/{path.relative_to(folder)}"
        for folder, into in places.items()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }
    wanted |= {name.removesuffix(".po") + ".mo" for name in wanted if name.endswith(".po")}
    held = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    assert wanted - held == set()
    assert {name for name in held - wanted if ".dist-info/" not in name} == set()


def test_a_node_is_set_up_by_what_the_wheel_holds(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    kept = {name: told for name, told in os.environ.items() if not name.startswith("COMITY_")}
    environment = kept | {
        "PYTHONPATH": str(unpacked),
        "COMITY_HOME": str(home),
        "COMITY_KEYSTORE_PASSPHRASE": "calm harbour at dawn",
    }
    told = {
        "country": "KE",
        "administration": "Kenya Revenue Authority",
        "agency": "KRA=Customs",
        "officers-door": "comity.kra.example",
        "partners-door": "https://node.kra.example:8400",
    }
    options = [word for name, value in told.items() for word in (f"--{name}", value)]
    people = ["--administrator", "a.otieno=A Otieno", "--administrator", "b.mwangi=B Mwangi"]

    # In an empty folder, so that the package comes from the wheel and from nowhere else.
    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=tmp_path,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "B Mwangi" in run("-m", "comity.node.main", "init", *options, *people)
    where = "import comity.agreements.register_files.shipped as s; print(s.SHIPPED)"
    assert run("-c", where).strip() == str(unpacked / "comity" / "register")
