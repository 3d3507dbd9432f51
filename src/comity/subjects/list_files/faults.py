"""Code lists that are refused: every fault of every file, with its place."""

from comity.agreements.register_files import Fault
from comity.kernel.errors import ComityError


class CodeListsRefusedError(ComityError):
    """Files of code lists that are refused; all faults of all files are named at once.

    Attributes:
        faults: every fault, by file and line.
    """

    code = "code_lists_refused"

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__(count=len(faults), first=str(self.faults[0]))
