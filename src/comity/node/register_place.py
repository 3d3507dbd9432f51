"""Where this node's register files lie."""

from pathlib import Path

from comity.node.configuration import NodeSettings

SHIPPED = Path(__file__).resolve().parents[3] / "register"


def register_folder() -> Path:
    """Return the folder named in the settings, or the one shipped with this software."""
    return NodeSettings().register_folder or SHIPPED
