"""The languages people are spoken to in, each by its own name."""

from collections.abc import Mapping
from types import MappingProxyType

# English is what every sentence is kept in; the others have a catalogue.
SOURCE = "en"
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "English",
        "fr": "Français",
        "es": "Español",
        "uk": "Українська",
        "sw": "Kiswahili",
        "ar": "العربية",
    }
)
RIGHT_TO_LEFT = frozenset({"ar"})


def direction_of(language: str) -> str:
    """Return the direction of a language's script, as HTML names it.

    Args:
        language: its code, as `ar` or `ar-eg`.
    """
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
