"""Three nodes on this machine, and one lawful exchange played through them."""
