"""Files in place of the line, and the folder of a gateway: exchange.md §14."""

from hashlib import sha256
from pathlib import Path

from tests.conformance.second.exhibits import Giver, Puller
from tests.conformance.second.holder import Holder, Log
from tests.conformance.second.notes import LONGEST_HEAD, Head, read_head, read_note
from tests.conformance.second.parcels import parted, read_origin, write_parcel
from tests.conformance.second.refused import RefusedError
from tests.conformance.second.sender import Sender

MOST_AHEAD = 1024
PART, LATER = ".part", "parcel_gap"
Files = dict[str, bytes]
Codes = dict[str, str]


def name_of(kind: str, origin: str, size: int) -> str:
    return f"{kind}-{sha256(origin.encode()).hexdigest()[:16]}-{size:012}.comity"


def _claimed(raw: bytes) -> Head:
    """What a file says it is; a parcel begins with a head, and a receipt is a note too."""
    try:
        head = parted(raw)[0]
    except RefusedError:
        head = raw[:LONGEST_HEAD]
    return read_head(read_note(head, limit=LONGEST_HEAD).text)


# ---- parcels and receipts


def bring(holder: Holder, files: Files, *, at: int) -> Codes:
    """Read files of any name, those of one channel in the order of their sizes."""
    codes, claims = {}, []
    for name, raw in files.items():
        try:
            head = _claimed(raw)
            claims.append((read_origin(head.origin).epoch, head.size, name))
        except RefusedError as wrong:
            codes[name] = wrong.code
    for _, _, name in sorted(claims):
        try:
            holder.take(files[name], at=at)
            codes[name] = ""
        except RefusedError as wrong:
            codes[name] = wrong.code
    return codes


def carry(sender: Sender) -> Files:
    """Number ahead, one parcel after the other, and write all that has no receipt."""
    if sender.halted:
        raise RefusedError(sender.halted)
    while sender.waiting and len([s for s in sender.heads if s > sender.receipted]) < MOST_AHEAD:
        sender.number()
    files, begins = {}, sender.receipted
    sealing = sender.keys.in_force("sealing")[-1].key.ed
    for size in sorted(size for size in sender.heads if size > sender.receipted):
        messages = sender.numbered[begins:size]
        raw = write_parcel(sender.heads[size], begins, messages, sealing)
        files[name_of("parcel", sender.origin.line(), size)] = raw
        begins = size
    return files


def settle(sender: Sender, files: Files) -> Codes:
    codes = {}
    for name, raw in files.items():
        codes[name] = ""
        try:
            sender.settle(raw)
        except RefusedError as wrong:
            # A receipt for a part of what was written covers that part.
            codes[name] = "" if wrong.code == "receipt_covers_less" else wrong.code
    return codes


# ---- exhibits


def exhibit_files(giver: Giver, named: dict[str, str]) -> Files:
    """Each as the door gives it; `named` is the digest of the payload by the capability."""
    return {f"exhibit-{digest}.age": giver.files[who] for who, digest in named.items()}


def bring_exhibit(puller: Puller, files: Files) -> Codes:
    """What is not the exhibit is refused as a file, and the exhibit goes on being awaited."""
    codes = {}
    for name, raw in files.items():
        if name != f"exhibit-{puller.named['payload_digest']}.age":
            codes[name] = "not named by a message"
            continue
        read = Puller(puller.seed)
        read.announce(puller.named)
        read.given(206, f"bytes 0-{len(raw) - 1}/{len(raw)}", raw)
        codes[name] = read.refused
        if read.content is not None:
            puller.content = read.content
    return codes


# ---- the folder


def look(holder: Holder, root: Path, *, at: int) -> None:
    """Take what lies in the folder, and lay out the receipt for what came."""
    places = {name: root / holder.partner.code / name for name in ("in", "out", "refused")}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    whole = [path for path in places["in"].iterdir() if not path.name.endswith(PART)]
    codes = bring(holder, {path.name: path.read_bytes() for path in whole}, at=at)
    for path in whole:
        if not codes[path.name]:
            path.unlink()
        elif codes[path.name] != LATER:
            path.rename(places["refused"] / path.name)
    if "" in codes.values():
        _lay_out(holder.log, places["out"])


def _lay_out(log: Log, out: Path) -> None:
    size = max(log.receipts)
    path = out / name_of("receipt", log.origin.line(), size)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(log.receipts[size])
    part.rename(path)
