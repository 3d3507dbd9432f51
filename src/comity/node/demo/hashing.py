"""How a demonstration keeps its one password, which it prints for everybody."""

from django.contrib.auth.hashers import ScryptPasswordHasher


class PrintedPasswordHasher(ScryptPasswordHasher):
    """Scrypt at a hundredth of its cost: nobody is kept from a password that is printed.

    At full cost a demonstration spends six seconds of a processor on it before its nodes are up.
    """

    work_factor = 2**10
    parallelism = 1

    def must_update(self, encoded: str) -> bool:
        """Leave a password that was kept at full cost as it is."""
        return False
