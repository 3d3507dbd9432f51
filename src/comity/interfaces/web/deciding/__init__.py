"""What was decided on a request beside yes and no, on its page."""
