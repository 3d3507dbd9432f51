"""The health of this node."""
