"""Whether this node is well: what is looked at, and the word for strangers."""
