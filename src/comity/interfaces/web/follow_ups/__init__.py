"""What follows a reply: supplementary questions, and what became of it."""
