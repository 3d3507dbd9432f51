"""Help: one page, with a section for each place of the node."""
