"""One edition of the public register: as of which day, by whom, in which language, for where."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

# Written from right to left.
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}


@dataclass(frozen=True, slots=True)
class Edition:
    """What is told of the whole.

    Attributes:
        title: the name of the register, at the head of every page.
        publisher: who publishes it; the author of the feed.
        on: the civil day whose law it shows.
        language: of its pages, as `en`.
        base_url: where it will be served, ending in a slash; empty when that is not known, and
            every address is relative then.
    """

    title: str
    publisher: str
    on: date
    language: str = "en"
    base_url: str = ""

    @property
    def direction(self) -> str:
        """The direction of the script, as HTML names it."""
        return "rtl" if self.language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"

    def address(self, path: str) -> str:
        """Return the address of a file of the register, from its top folder."""
        return self.base_url + quote(path)
