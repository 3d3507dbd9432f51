"""What one bad input is, and how a set of them is kept free of doubles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Bad:
    """One bad input.

    Attributes:
        name: what is wrong with it, in words.
        raw: its bytes, as they would come from outside.
        code: the code by which it must be refused.
        field: what the refusal must name, where it names something.
        recorded: whether the refusal of a known sender's parcel is recorded.
    """

    name: str
    raw: bytes
    code: str
    field: str = ""
    recorded: bool = True


def distinct(cases: Iterable[Bad]) -> tuple[Bad, ...]:
    """Return the cases; two of one name or of equal bytes are a fault of the corpus."""
    found = tuple(cases)
    doubles = twice([case.name for case in found])
    assert not doubles, f"named twice: {doubles}"
    by_bytes: dict[bytes, str] = {}
    for case in found:
        other = by_bytes.setdefault(sha256(case.raw).digest(), case.name)
        assert other == case.name, f"equal bytes: {other!r} and {case.name!r}"
    return found


def twice(names: Sequence[str]) -> list[str]:
    """Return the names that stand there more than once."""
    return sorted({name for name in names if names.count(name) > 1})
