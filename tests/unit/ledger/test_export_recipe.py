"""The recipe of the reference page, run as it stands there."""

import re
import subprocess
import sys
from pathlib import Path

from comity.crypto import checkpoints
from comity.crypto.canonical import canonical_json
from comity.crypto.keys import NodeKeys
from comity.crypto.merkle import inclusion_proof, leaf_hash, root_of
from comity.ledger.exports.lines import (
    Header,
    Tally,
    end_line,
    entry_line,
    ranges_of,
    summary_text,
    voucher_text,
)

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "record-export.md"
CHOSEN = (0, 1, 2, 5, 9)


def export(keys: NodeKeys | None = None) -> tuple[bytes, str]:
    """A file of five entries of eleven, and the fingerprint of the key."""
    keys = keys or NodeKeys.generate("us")
    key = keys.ledger
    bodies = [canonical_json({"epoch": 1, "index": index, "by": "Жук"}) for index in range(11)]
    leaves = [leaf_hash(body) for body in bodies]
    head = checkpoints.Checkpoint("us/ledger/epoch-1", 11, root_of(leaves))
    header = Header(
        origin=head.origin,
        epoch=1,
        asked={},
        indexes=ranges_of(CHOSEN),
        entries=len(CHOSEN),
        made_at="",
        made_by="A. Hale",
        key=key.public(),
        voucher=keys.sender.sign_note(voucher_text(key.public())),
        checkpoint=checkpoints.sign_checkpoint(head, key),
        earlier=b"",
        consistency=(),
    )
    tally = Tally()
    out = [tally.take_header(header.line())]
    for index in CHOSEN:
        proof = inclusion_proof(leaves, index=index, size=11)
        out.append(tally.take(entry_line(index, bodies[index], proof)))
    text = summary_text(head.origin, header=tally.header, entries=len(CHOSEN), lines=tally.lines)
    return b"".join([*out, end_line(key.sign_note(text))]), key.public().digest().hex()


def run(folder: Path, raw: bytes, fingerprint: str) -> subprocess.CompletedProcess[str]:
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert found is not None
    (folder / "recipe.py").write_text(found[1])
    (folder / "part.jsonl").write_bytes(raw)
    command = [sys.executable, "recipe.py", "part.jsonl", fingerprint]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_recipe_calls_a_whole_file_whole(tmp_path: Path) -> None:
    done = run(tmp_path, *export())
    assert done.stdout == "whole: 5 entries of us/ledger/epoch-1, signed at 11\n", done.stderr


def test_the_recipe_finds_what_was_changed_removed_or_added(tmp_path: Path) -> None:
    raw, fingerprint = export()
    lines = raw.splitlines(True)
    changed = lines[3].replace(b'"body":"ey', b'"body":"eX')
    spoilt = {
        "another key": (raw, "00" * 32),
        "before 5": (b"".join([*lines[:3], *lines[4:]]), fingerprint),
        "entry 2 was changed": (b"".join([*lines[:3], changed, *lines[4:]]), fingerprint),
        "follows the end": (raw + b"\n", fingerprint),
    }
    for told, (broken, pinned) in spoilt.items():
        done = run(tmp_path, broken, pinned)
        assert done.returncode != 0
        assert told in done.stderr
