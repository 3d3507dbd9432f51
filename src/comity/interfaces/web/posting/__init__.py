"""Letters on paper: where they go, that one left, what one says that came."""
