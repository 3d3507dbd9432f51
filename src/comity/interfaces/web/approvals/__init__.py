"""Four eyes: what would leave, and why it may."""
