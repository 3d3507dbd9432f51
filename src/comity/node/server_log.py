"""The formatter of the servers' own lines, before any package of the node is loaded."""

import logging

from comity.node.configuration import NodeSettings
from comity.node.logs import FORMATTERS


def formatter() -> logging.Formatter:
    """Return the formatter that the settings name."""
    return FORMATTERS[NodeSettings().log.format]()
