"""Text as it comes from people and partners: what may stand in it."""

import re

# Controls, directional overrides and isolates, and lone surrogates. An override lets a name read
# backwards on a screen ("invoice\u202efdp.exe"); the directional marks U+200E and U+200F stay
# allowed, because Arabic names need them.
_HIDDEN = "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff"
_IN_LINES = re.compile(f"[{_HIDDEN}]")
_IN_ONE_LINE = re.compile(f"[{_HIDDEN}\t\n]")

# The same for a JSON Schema, where text may have several lines.
CLEAN_PATTERN = f"^[^{_HIDDEN}]*$"
CLEAN_LINE_PATTERN = f"^[^{_HIDDEN}\t\n]*$"


def has_hidden_characters(text: str, *, lines: bool = False) -> bool:
    """Tell whether `text` holds characters that cannot be seen or that reorder what is seen.

    Args:
        text: as it came.
        lines: line breaks and tabs are allowed.
    """
    return (_IN_LINES if lines else _IN_ONE_LINE).search(text) is not None


def one_clean_line(longest: int) -> re.Pattern[str]:
    """Return the pattern of one line of 1 to `longest` characters, all of which can be seen."""
    return re.compile(f"[^{_HIDDEN}\t\n]{{1,{longest}}}")


def without_hidden_characters(text: str) -> str:
    """Return `text` as one line without what cannot be seen or reorders what is seen."""
    return _IN_ONE_LINE.sub(" ", text)
