"""Signature lines that are not written as the one way there is to write them."""

from collections.abc import Iterator

from comity.exchange.refusals import ParcelFault
from tests.hostile import forging
from tests.hostile.case import Bad

MOST_LINES = 16


def bad_lines(head: bytes) -> Iterator[Bad]:
    """Heads whose signature lines are out of form, one line each."""
    note = forging.taken_apart(head)
    first, second = note.signatures
    name, good = first.name, forging.written(first)
    last = second.to_bytes().decode()
    dash = forging.DASH
    odd = {
        "a hyphen for its dash": f"- {name} {good}",
        "an en dash": f"\u2013 {name} {good}",
        "no dash": f"{name} {good}",
        "no space after its dash": f"{dash}{name} {good}",
        "two spaces": f"{dash} {name}  {good}",
        "no name": f"{dash}  {good}",
        "a name with a plus": f"{dash} UA+sender {good}",
        "no signature": f"{dash} {name} ",
        "a key id alone": f"{dash} {name} AAAAAA==",
        "three bytes of a key id": f"{dash} {name} AAAA",
        "Base64 without its padding": f"{dash} {name} {good.rstrip('=')}",
        "Base64 for addresses": f"{dash} {name} {'_-' * 40}",
        "spaces in its Base64": f"{dash} {name} {good[:20]} {good[20:]}",
        "two ways to write its last letter": f"{dash} {name} AAAAAAB=",
        "something behind it": f"{dash} {name} {good} more",
        "a space at its end": f"{dash} {name} {good} ",
        "a name of 256 letters": f"{dash} {'n' * 256} {good}",
        "a name of a no-break space": f"{dash} UA\u00a0sender {good}",
        "a name that reads backwards": f"{dash} \u202eUA/sender {good}",
    }
    for what, line in odd.items():
        raw = note.text + b"\n" + f"{line}\n{last}".encode()
        yield Bad(f"head whose signature line has {what}", raw, ParcelFault.HEAD_MALFORMED.value)
    many = f"{dash} zz/{{}} AAAAAAAA\n"
    lines = "".join(many.format(number) for number in range(MOST_LINES - 1))
    raw = head[:-1] + b"\n" + lines.encode()
    yield Bad("head with seventeen signatures", raw, ParcelFault.HEAD_MALFORMED.value)
