"""The keys of this node."""
