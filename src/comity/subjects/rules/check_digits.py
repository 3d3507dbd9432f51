"""The arithmetic of check digits, as the standards give it. Every argument is of the right form."""

from collections.abc import Sequence

_DIGITS_AND_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Letters count from 10 without the multiples of 11, which the remainder could not tell from zero.
_CONTAINER_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(
        zip(
            _DIGITS_AND_LETTERS[10:],
            (value for value in range(10, 39) if value % 11),
            strict=True,
        )
    ),
}
_VIN_VALUES = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ",
        map(int, "012345678912345678123457923456789"),
        strict=True,
    )
)
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_IMO_WEIGHTS = (7, 6, 5, 4, 3, 2)
_MRZ_WEIGHTS = (7, 3, 1)


def imo_digit(six: str) -> str:
    """Return the last digit of the ship number whose other six digits these are.

    Source: [imo-a-1117].
    """
    return str(_weighed([int(digit) for digit in six], _IMO_WEIGHTS) % 10)


def container_digit(ten: str) -> str:
    """Return the last digit of a container number: of four letters and six digits.

    A remainder of ten is written as nought, so that one number in eleven is checked less well.

    Source: [iso-6346].
    """
    total = sum(_CONTAINER_VALUES[each] * 2**place for place, each in enumerate(ten))
    return str(total % 11 % 10)


def vin_character(vin: str) -> str:
    """Return what the ninth of 17 characters should be: a digit, or X for ten.

    Source: [iso-3779], where North America adds the check digit.
    """
    remainder = _weighed([_VIN_VALUES[each] for each in vin], _VIN_WEIGHTS) % 11
    return "X" if remainder == 10 else str(remainder)


def digits_mod_97(body: str) -> str:
    """Return the two check digits of letters and digits, by ISO/IEC 7064, MOD 97-10.

    Source: [iso-13616], [iso-17442].
    """
    number = int("".join(str(_DIGITS_AND_LETTERS.index(each)) for each in f"{body}00"))
    return f"{98 - number % 97:02d}"


def mrz_digit(field: str) -> str:
    """Return the check digit of a field of the machine-readable lines; `<` counts as nought.

    Source: [icao-9303].
    """
    values = [0 if each == "<" else _DIGITS_AND_LETTERS.index(each) for each in field]
    return str(_weighed(values, _MRZ_WEIGHTS) % 10)


def _weighed(values: Sequence[int], weights: Sequence[int]) -> int:
    return sum(value * weights[place % len(weights)] for place, value in enumerate(values))
