"""Mutation without coverage: for machines without the fuzzing engine, and for every test run."""

import random
from collections.abc import Sequence

TOKENS = (
    *(
        b"\n\n",
        b"\n",
        b"\0",
        b"\xff",
        b"\xc3",
        b"\xe2\x80\x94 ",
        b'"',
        b"\\u0000",
        b"\\ud800",
        b"{}",
    ),
    *(b"[[", b"-> ", b"--- ", b"1e999", b"-0", b"9" * 30, b"NaN", b"null", b"=", b"+", b"/", b" "),
    *(b"\x00\x00\x00\x00", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\xed\xa0\x80"),
)


def mutated(seeds: Sequence[bytes], chance: random.Random, *, longest: int) -> bytes:
    """Return one seed changed in one to eight places."""
    raw = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 8)):
        place = chance.randint(0, len(raw))
        match chance.randint(0, 6):
            case 0 if raw:
                raw[place % len(raw)] ^= 1 << chance.randint(0, 7)
            case 1:
                del raw[place : place + chance.randint(1, 40)]
            case 2:
                raw[place:place] = chance.choice(TOKENS)
            case 3:
                raw[place : place + 4] = chance.choice(TOKENS)
            case 4:
                raw[place:place] = raw[place : place + chance.randint(1, 200)]
            case 5:
                other = chance.choice(seeds)
                raw[place:] = other[chance.randint(0, len(other)) :]
            case _:
                raw[place:place] = chance.randbytes(chance.randint(1, 8))
    return bytes(raw[:longest])
