"""The day on which a register page is read."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from comity.interfaces.web.clock import today


@dataclass(frozen=True, slots=True)
class DayAsked:
    """The day on which the register is read.

    Attributes:
        on: the day; today when none is asked for, or none that is a day.
        typed: as it was typed.
        wrong: what was typed is no day.
    """

    on: date
    typed: str
    wrong: bool = False

    @property
    def is_today(self) -> bool:
        """Whether the register is read as it stands now."""
        return self.on == today()


def day_asked(request: HttpRequest) -> DayAsked:
    """Return the day the page is asked for, and what was typed for it."""
    typed = request.GET.get("on", "").strip()
    try:
        return DayAsked(date.fromisoformat(typed) if typed else today(), typed)
    except ValueError:
        return DayAsked(today(), typed, wrong=True)
