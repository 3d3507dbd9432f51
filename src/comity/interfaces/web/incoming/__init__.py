"""What the central unit decides on a partner's request."""
