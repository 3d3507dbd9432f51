"""Where this node's register files lie."""

from pathlib import Path

from comity.agreements.register_files.shipped import SHIPPED
from comity.node.configuration import NodeSettings


def register_folder() -> Path:
    """Return the folder named in the settings, or the one shipped with this software."""
    return NodeSettings().register_folder or SHIPPED
