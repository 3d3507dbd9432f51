"""One edition of the public register: as of which day, by whom, in which language, for where."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from comity.interfaces.languages import is_unreviewed
from comity.kernel.languages import direction_of


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
        return direction_of(self.language)

    @property
    def unreviewed(self) -> bool:
        """Whether its readers have to be told that a machine translated, and nobody reviewed."""
        return is_unreviewed(self.language)

    def address(self, path: str) -> str:
        """Return the address of a file of the register, from its top folder."""
        return self.base_url + quote(path)
