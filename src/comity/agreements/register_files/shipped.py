"""Where the register lies that comes with this software."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[2]
_INSTALLED = _PACKAGE / "register"

# A wheel carries it inside the package; a checkout of the repository has it beside the source.
SHIPPED = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parents[1] / "register"
