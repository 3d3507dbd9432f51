"""What was asked by word of mouth, and what a duty officer let leave alone."""
