"""The vectors of countersigned terms: encodings with their digests, and a note over one of them."""

from typing import Any

from comity.agreements.register_files import encoding_from_text
from comity.agreements.terms.countersigning import Statement
from tools.vector_keys import AT, kept, keys_of

ENCODING = """\
# An arrangement that does not exist.

reference = "us-ua-example"
kind = "mra"
title = "Взаємне визнання — recognition of each other's operators"
short_title = "Example"
reading = "none"
public = true
note = "Made up for the test vectors."

[parent]
unknown = true

[[parties]]
code = "US"

[[parties]]
code = "UA"

[[events]]
what = "signed"
on = 2016-11-21
source = "Nobody"

[[sources]]
title = "Nobody"
"""


def terms(before: dict[str, Any]) -> dict[str, Any]:
    """Return the file."""
    first, _, rest = ENCODING.partition("reference")
    texts = {
        "as it is": ENCODING,
        "with other comments and lines": f"{first}# Another comment.\n\n\nreference{rest}",
        "that is not public": ENCODING.replace("public = true", "public = false"),
        "without a mark": ENCODING.replace("public = true\n", ""),
        "of another day": ENCODING.replace("2016-11-21", "2016-11-22"),
        "of another title": ENCODING.replace(" — ", " - "),
    }
    digests = {name: encoding_from_text(text, templates=()).digest for name, text in texts.items()}
    statement = Statement("us-ua-example", digests["as it is"], "UA", "US", 1, "", AT).text()
    key = keys_of("UA").sender
    made, verifier = key.sign_note(statement), key.public()
    note = kept(made, before.get("note"), lambda raw: verifier.open(raw, limit=len(raw)))
    encodings = {name: {"text": texts[name], "digest": digests[name]} for name in texts}
    return {"encodings": encodings, "statement": statement.decode(), "note": note}
