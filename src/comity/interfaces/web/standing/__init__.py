"""Standing exchanges: terms, agreement, suspension, and the files of each period."""
