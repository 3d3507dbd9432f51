"""People and machines: what the administrators of the node do for who signs in."""
