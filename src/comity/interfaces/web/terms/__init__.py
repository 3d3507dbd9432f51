"""Pages of countersigned terms, below those of the links."""
