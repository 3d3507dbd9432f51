"""JSON that readers disagree about, or choke on; each with the name it is refused by."""

from collections.abc import Iterator

from comity.exchange.refusals import JsonFault

Told = tuple[str, bytes, JsonFault]


def bad_json(good: bytes, *, key: bytes, depth: int) -> Iterator[Told]:
    """Spoil one good object in every way a reader could differ about.

    Args:
        good: a JSON object in its shortest form, that begins with `{"`.
        key: one of its keys, whose value is a text.
        depth: how many objects and lists may stand inside one another.
    """
    assert good.startswith(b'{"') and good.endswith(b"}")
    inside = good[1:-1]
    odd = JsonFault.MALFORMED
    yield from (
        ("nothing", b"", odd),
        ("a space", b" ", odd),
        ("half of it", good[: len(good) // 2], odd),
        ("it without its end", good[:-1], odd),
        ("it twice", good + good, odd),
        ("a comma at its end", b"{" + inside + b",}", odd),
        ("a comma at its beginning", b"{," + inside + b"}", odd),
        ("a comment", b"{/* hello */" + inside + b"}", odd),
        ("single quotes", good.replace(b'"', b"'"), odd),
        ("a key without quotes", b"{x:1," + inside + b"}", odd),
        ("a number as key", b"{1:1," + inside + b"}", odd),
        ("a bare word", b'{"x":yes,' + inside + b"}", odd),
        ("a leading zero", b'{"x":01,' + inside + b"}", odd),
        ("a leading plus", b'{"x":+1,' + inside + b"}", odd),
        ("a number in hexadecimals", b'{"x":0x1F,' + inside + b"}", odd),
        ("a number that ends in a point", b'{"x":1.,' + inside + b"}", odd),
        ("a number that begins with a point", b'{"x":.5,' + inside + b"}", odd),
        ("digits of another script", '{"x":\u0661,'.encode() + inside + b"}", odd),
        ("a tab in a text", b'{"x":"\t",' + inside + b"}", odd),
        ("a line end in a text", b'{"x":"\n",' + inside + b"}", odd),
        ("a NUL in a text", b'{"x":"\0",' + inside + b"}", odd),
        ("a NUL behind it", good + b"\0", odd),
        ("an escape that is none", b'{"x":"\\x41",' + inside + b"}", odd),
        ("half an escape", b'{"x":"\\u12",' + inside + b"}", odd),
        ("a byte order mark", b"\xef\xbb\xbf" + good, odd),
        ("a no-break space before it", "\u00a0".encode() + good, odd),
        ("markup before it", b"<!-- -->" + good, odd),
        ("YAML", b"---\nx: 1\n", odd),
    )
    yield from (
        ("a list around it", b"[" + good + b"]", JsonFault.NOT_AN_OBJECT),
        ("null", b"null", JsonFault.NOT_AN_OBJECT),
        ("a text", b'"{}"', JsonFault.NOT_AN_OBJECT),
        ("a number", b"17", JsonFault.NOT_AN_OBJECT),
        ("a word for true", b"true", JsonFault.NOT_AN_OBJECT),
    )
    yield from bad_encodings(good, inside)
    yield from bad_numbers(inside)
    yield from doubled(good, key)
    yield from deep(inside, depth)


def bad_encodings(good: bytes, inside: bytes) -> Iterator[Told]:
    no, unprintable = JsonFault.NOT_UTF8, JsonFault.TEXT_UNPRINTABLE
    yield from (
        ("a byte FF", b'{"x":"\xff",' + inside + b"}", no),
        ("half a letter", b'{"x":"\xc3",' + inside + b"}", no),
        ("a slash written too long", b'{"x":"\xc0\xaf",' + inside + b"}", no),
        ("a NUL written too long", b'{"x":"\xc0\x80",' + inside + b"}", no),
        ("a surrogate as bytes", b'{"x":"\xed\xa0\x80",' + inside + b"}", no),
        ("a letter beyond Unicode", b'{"x":"\xf4\x90\x80\x80",' + inside + b"}", no),
        ("UTF-16", good.decode().encode("utf-16"), no),
        ("Latin-1", '{"x":"\u00fc",'.encode("latin-1") + inside + b"}", no),
        ("an escaped NUL", b'{"x":"\\u0000",' + inside + b"}", unprintable),
        ("half a pair", b'{"x":"\\ud800",' + inside + b"}", unprintable),
        ("the other half of a pair", b'{"x":"\\uDFFF",' + inside + b"}", unprintable),
        ("a pair the wrong way round", b'{"x":"\\udc00\\ud800",' + inside + b"}", unprintable),
        ("half a pair in a key", b'{"\\ud800":1,' + inside + b"}", unprintable),
        ("an escaped NUL deep inside", b'{"x":[[{"y":["\\u0000"]}]],' + inside + b"}", unprintable),
    )


def bad_numbers(inside: bytes) -> Iterator[Told]:
    beyond = JsonFault.NUMBER_OUT_OF_RANGE
    numbers = (
        *("9007199254740992", "-9007199254740992", "18446744073709551616", "1e16", "-1e16"),
        *("1e400", "-1E+400", "1e308", "NaN", "Infinity", "-Infinity", "9" * 25, "9" * 60_000),
        *("0." + "1" * 30, "1" + "0" * 5000 + ".0", "1e" + "9" * 40),
    )
    for number in numbers:
        shown = number if len(number) < 40 else f"{number[:5]}… of {len(number)} digits"
        yield f"the number {shown}", b'{"x":' + number.encode() + b"," + inside + b"}", beyond


def doubled(good: bytes, key: bytes) -> Iterator[Told]:
    twice = JsonFault.DUPLICATE_KEY
    escaped = b"\\u%04x" % key[0] + key[1:]
    yield "a key twice", good[:-1] + b',"' + key + b'":"other"}', twice
    yield "a key twice with one value", b'{"x":1,"x":1,' + good[1:], twice
    yield "a key twice, once escaped", good[:-1] + b',"' + escaped + b'":"other"}', twice
    yield "a key twice deep inside", b'{"x":{"y":1,"z":{"y":1,"y":2}},' + good[1:], twice
    yield "an empty key twice", b'{"":1,"":2,' + good[1:], twice
    yield "a key ten thousand times", b"{" + b'"x":1,' * 10_000 + good[1:], twice


def deep(inside: bytes, depth: int) -> Iterator[Told]:
    too_deep = JsonFault.TOO_DEEP
    for name, opening, closing in (("lists", b"[", b"]"), ("objects", b'{"x":', b"}")):
        for levels in (depth, 1000, 9000):
            raw = b'{"x":' + opening * levels + b"1" + closing * levels + b"," + inside + b"}"
            yield f"{levels} {name} inside one another", raw, too_deep
    yield "30,000 brackets that never close", b'{"x":' + b"[" * 30_000, too_deep
    yield "brackets behind a text that does not end", b'{"x":"' + b'"[' * 9000, too_deep
