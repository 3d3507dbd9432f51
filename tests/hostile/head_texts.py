"""Heads whose text is not the one way there is to write it, or is not what was signed."""

from collections.abc import Iterator
from dataclasses import replace

from comity.crypto.hashing import sha256
from comity.exchange.refusals import ParcelFault
from tests.hostile import forging
from tests.hostile.case import Bad
from tests.nodes.partner_simulator import PartnerSimulator

MALFORMED = ParcelFault.HEAD_MALFORMED.value
WRONG = ParcelFault.SIGNATURE_WRONG.value


def wrong_texts(partner: PartnerSimulator) -> Iterator[Bad]:
    head, older = partner.head(), partner.head(size=1)
    yield Bad("head whose root was changed", forging.restated(head, root=sha256(b"other")), WRONG)
    yield Bad("head whose size was changed", forging.restated(head, size=5), WRONG)
    epoch = replace(partner.sent.origin, epoch=2).line()
    yield Bad("head whose epoch was changed", forging.restated(head, origin=epoch), WRONG)
    turned = replace(partner.sent.origin, recipient="KE").line()
    yield Bad("head whose recipient was changed", forging.restated(head, origin=turned), WRONG)
    text = forging.taken_apart(head).text
    yield Bad("head under the signatures of an older one", forging.with_text(older, text), WRONG)
    origin, size, root = text.decode().split("\n")[:3]
    for name, (told_origin, told_size, told_root) in {
        **{f"the origin {each!r}": (each, size, root) for each in odd_origins(origin)},
        **{f"the size {each!r}": (origin, each, root) for each in ODD_SIZES},
        **{f"the root {each!r}": (origin, size, each) for each in odd_roots(root)},
    }.items():
        raw = forging.over(
            forging.head_text(told_origin, told_size, told_root), partner.keys.sender
        )
        yield Bad(f"head with {name}", raw, MALFORMED)
    texts = {
        "an extension line": f"{origin}\n{size}\n{root}\nmore\n",
        "two lines": f"{origin}\n{size}\n",
        "one line": f"{origin}\n",
        "its lines in another order": f"{size}\n{origin}\n{root}\n",
        "line ends of Windows": f"{origin}\r\n{size}\r\n{root}\r\n",
        "a byte order mark": f"\ufeff{origin}\n{size}\n{root}\n",
        "an empty line first": f"\n{origin}\n{size}\n{root}\n",
    }
    for name, told in texts.items():
        yield Bad(f"head with {name}", forging.over(told.encode(), partner.keys.sender), MALFORMED)
    for name, byte in {
        "a NUL": b"\0",
        "a byte that is no UTF-8": b"\xff",
        "half a letter": b"\xc3",
    }.items():
        raw = forging.over(text[:20] + byte + text[20:], partner.keys.sender)
        yield Bad(f"head with {name} in its text", raw, MALFORMED)


def odd_origins(honest: str) -> list[str]:
    start, link, sender, recipient, epoch = honest.split("/")
    rest = f"{sender}/{recipient}/{epoch}"
    return [
        f"Comity/{link}/{rest}",
        f"{start}/{link.upper()}/{rest}" if link.upper() != link else f"{start}/{'A' * 32}/{rest}",
        f"{start}/{link[:-1]}/{rest}",
        f"{start}/{link}0/{rest}",
        f"{start}/{link}/{sender.lower()}/{recipient}/{epoch}",
        f"{start}/{link}/{sender}/{recipient}X/{epoch}",
        f"{start}/{link}/U\u0410/{recipient}/{epoch}",
        f"{start}/{link}/{sender}/\uff35\uff33/{epoch}",
        f"{start}/{link}/{sender}/\u202eSU/{epoch}",
        f"{start}/{link}/{sender}/{recipient}",
        *(
            f"{start}/{link}/{sender}/{recipient}/epoch-{each}"
            for each in ("0", "01", "-1", "+1", "1.0", "1000000", "1e1", "", "one", "\u0661")
        ),
        f"{honest}/",
        f"/{honest}",
        f"{honest} ",
        f" {honest}",
        f"{honest}+1",
        f"{start}//{rest}",
        f"{start}/../{rest}",
        "x" * 256,
        "go.sum database tree",
        "",
    ]


ODD_SIZES = (
    *("-1", "+4", "04", "4.0", "4e0", "0x4", "", " 4", "4 ", "four", "4_0", "9" * 19, "9" * 400),
    *("\uff14", "\u0664", "4\u200b", "NaN"),
)


def odd_roots(honest: str) -> list[str]:
    return [
        "",
        honest[:-4],
        honest + "AAAA",
        honest.rstrip("="),
        honest + "=",
        f" {honest}",
        f"{honest[:10]} {honest[10:]}",
        "-" * 43 + "=",
        "!" * 44,
        "A" * 42 + "B=",
        "AAAA",
        sha256(b"in hex").hex(),
    ]
