"""Practice notes: the library, writing one, sharing it, telling what a partner's is worth."""
