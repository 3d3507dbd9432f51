"""What a wheel carries beside the package: the register, and the catalogues compiled.

Everything else of the build is told in pyproject.toml.
"""

import shutil
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWhole(build_py):
    """Builds the package, and puts into it what lies elsewhere or is made from it."""

    def run(self) -> None:
        """Build; an editable installation finds everything in the repository itself."""
        super().run()
        if not self.editable_mode:
            package = Path(self.build_lib) / "comity"
            shutil.copytree(ROOT / "register", package / "register", dirs_exist_ok=True)
            _compile(package / "node" / "locale")


def _compile(locale: Path) -> None:
    for path in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        with path.open("rb") as source, path.with_suffix(".mo").open("wb") as out:
            write_mo(out, read_po(source, locale=path.parent.parent.name))


setup(cmdclass={"build_py": BuildWhole})
