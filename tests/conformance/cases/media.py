"""Parcels, receipts and exhibits as files: a medium, and the folder of a gateway."""

import re
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from tests.conformance.cases.case import (
    Both,
    Case,
    DifferentError,
    base,
    public,
    seeds,
    taken,
    text_of,
    vector,
)

Told = dict[str, Any]
ANY = "any code"
FOREIGN = text_of(b"\xff\xd8\xff a holiday")


def cases() -> Iterator[Case]:
    scenes: dict[str, Callable[[Both], None]] = {
        "read in any order and by any name": _any_order,
        "read twice": _twice,
        "that comes too early": _early,
        "that is forged, cut or foreign": _bad,
        "written ahead of the receipt": _ahead,
        "written ahead goes on by the line": _then_by_the_line,
        "whose receipt is brought": _receipt_brought,
        "of a channel that stands still": _halted,
        "of an exhibit, written": _exhibit_written,
        "of an exhibit, read": _exhibit_read,
        "of an exhibit by another name": partial(_exhibit_not_taken, "0" * 64),
        "of an exhibit that is changed": partial(_exhibit_not_taken, ""),
    }
    for name, play in scenes.items():
        yield Case(f"medium {name}", play)
    folders: dict[str, Callable[[Both, Path], None]] = {
        "is emptied, and the receipt laid out": _emptied,
        "keeps what comes too early": _waits,
        "keeps what is not whole": _not_whole,
        "sets aside what is none of ours": _set_aside,
        "has the receipt again for what comes again": _again,
    }
    for name, look in folders.items():
        yield Case(f"folder {name}", partial(_with_folder, look))


def _ends(own: str, partner: str) -> Told:
    notes, keys = vector("descriptors"), vector("keys")
    return {
        **{"own": notes[own]["note"], "partner": notes[partner]["note"]},
        **{"holder": seeds(own, "holder"), "sender": seeds(own, "sender")},
        "sealing_seed": keys[own]["sealing"]["seed"],
    }


def _channel() -> str:
    return sha256(vector("link")["origin"].encode()).hexdigest()[:16]


def _file(parcel: str, name: str = "") -> Told:
    return {"name": name or f"{sha256(parcel.encode()).hexdigest()[:9]}.comity"} | {
        "data": vector("scenarios")["parcels"][parcel]
    }


# ---- a medium, read by US


def _holder(both: Both) -> None:
    taken(both.program.ask("holder.new", **_ends("US", "UA")))


def _brings(both: Both, due: dict[str, str], *files: Told) -> None:
    """Files are read at once; due is the code of each by its name, empty where it is in order."""
    at = vector("scenarios")["at"]
    found = taken(both.program.ask("holder.bring", files=list(files), at=at))["files"]
    told = {each["name"]: each["code"] for each in found}
    for name, code in due.items():
        if (code == ANY and not told.get(name)) or (code not in (ANY, told.get(name))):
            raise DifferentError(f"{name}: {told.get(name)!r}, not {code!r}")


def _holds(both: Both, size: int) -> None:
    told = vector("scenarios")
    question = told["parcels"]["question of nothing"]
    receipt = taken(both.program.ask("holder.take", parcel=question, at=told["at"]))["receipt"]
    _covers(both, receipt, size)


def _covers(both: Both, receipt: str, size: int) -> None:
    read = {"key": public("US", "holder"), "origin": vector("link")["origin"]}
    taken(both.checker.ask("receipt.check", note=receipt, **read), size=size)


def _any_order(both: Both) -> None:
    _holder(both)
    files = (_file("4", "a.bin"), _file("2 to 3", "Z"), _file("1", "m.comity"))
    _brings(both, {"a.bin": "", "Z": "", "m.comity": ""}, *files)
    _holds(both, 4)


def _twice(both: Both) -> None:
    _holder(both)
    for _ in range(2):
        _brings(both, {"a": "", "b": ""}, _file("1", "a"), _file("2 to 3", "b"))
        _holds(both, 3)


def _early(both: Both) -> None:
    _holder(both)
    _brings(both, {"c": "parcel_gap"}, _file("4", "c"))
    _holds(both, 0)
    _brings(
        both, {"c": "", "a": "", "b": ""}, _file("4", "c"), _file("1", "a"), _file("2 to 3", "b")
    )
    _holds(both, 4)


def _bad(both: Both) -> None:
    _holder(both)
    name = f"parcel-{_channel()}-000000000001.comity"
    due = {
        name: "parcel_signature_missing",
        "b": "parcel_seal_broken",
        "c": ANY,
        "d": "parcel_for_another_node",
    }
    files = (
        _file("1 by another key of that name", name),
        _file("1 without its end", "b"),
        {"name": "c", "data": FOREIGN},
        _file("1 for another node", "d"),
    )
    _brings(both, due, *files)
    _holds(both, 0)


# ---- a medium, written by UA


def _sender(both: Both, *names: str) -> None:
    taken(both.program.ask("sender.new", **_ends("UA", "US")))
    for name in names:
        _writes(both, name)


def _writes(both: Both, name: str) -> None:
    taken(both.program.ask("sender.write", **vector("scenarios")["messages"][name]))


def _carried(both: Both) -> dict[int, bytes]:
    """The parcels that are written, by size, each named and made as it must be."""
    files = taken(both.program.ask("sender.carry"))["files"]
    opens = {"key": public("UA", "sender"), "origin": vector("link")["origin"]}
    seed, found = vector("keys")["US"]["sealing"]["seed"], {}
    for each in files:
        named = re.fullmatch(rf"parcel-{_channel()}-(\d{{12}})\.comity", each["name"])
        if named is None:
            raise DifferentError(f"a file is called {each['name']!r}")
        read = taken(both.checker.ask("parcel.open", parcel=each["data"], **opens, seed=seed))
        size = int(named[1])
        taken(both.checker.ask("head.check", note=read["head"], **opens), size=size)
        if read["start"] + len(read["messages"]) != size:
            raise DifferentError(f"{each['name']} does not lead to its size")
        found[size] = base(read["head"])
    return found


def _demand_sizes(found: dict[int, bytes], *sizes: int) -> None:
    if sorted(found) != list(sizes):
        raise DifferentError(f"parcels to {sorted(found)}, not {list(sizes)}")


def _ahead(both: Both) -> None:
    _sender(both, "first", "second")
    before = _carried(both)
    _demand_sizes(before, 2)
    _writes(both, "third")
    after = _carried(both)
    _demand_sizes(after, 2, 3)
    if before[2] != after[2]:
        raise DifferentError("the head of one size was signed anew")


def _then_by_the_line(both: Both) -> None:
    _sender(both, "first", "second")
    heads = _carried(both)
    _writes(both, "third")
    heads |= _carried(both)
    receipts = vector("scenarios")["receipts"]
    taken(both.program.ask("sender.next"))
    # The question is for a size that the partner does not hold.
    gap = {"code": "parcel_gap", "facts": {"expected": "0"}}
    for size in (2, 3):
        posted = both.program.ask("sender.told", **gap) if size == 2 else None
        parcel = taken(posted or both.program.ask("sender.next"))["parcel"]
        if parcel is None or not base(parcel).startswith(heads[size]):
            raise DifferentError(f"the parcel to {size} is not posted as it was written")
        taken(both.program.ask("sender.settle", receipt=receipts[f"of {size}"]))
    taken(both.program.ask("sender.state"), delivered=3)


def _receipt_brought(both: Both) -> None:
    _sender(both, "first", "second")
    _carried(both)
    _writes(both, "third")
    _carried(both)
    receipts, at = vector("scenarios")["receipts"], vector("scenarios")["at"]
    for _ in range(2):
        file = {"name": "odd", "data": receipts["of 2"]}
        told = taken(both.program.ask("sender.bring", files=[file], at=at))["files"]
        if told[0]["code"]:
            raise DifferentError(f"the receipt is refused as {told[0]['code']}")
        taken(both.program.ask("sender.state"), delivered=2)
    _demand_sizes(_carried(both), 3)


def _halted(both: Both) -> None:
    _sender(both, "first", "second")
    _carried(both)
    told = vector("scenarios")
    file = {"name": "odd", "data": told["receipts"]["of 5"]}
    taken(both.program.ask("sender.bring", files=[file], at=told["at"]))
    taken(both.program.ask("sender.state"), delivered=0, halted=True)
    answer = both.program.ask("sender.carry")
    if "refused" not in answer and taken(answer)["files"]:
        raise DifferentError("something is written of a channel that stands still")


# ---- exhibits


def _exhibit_written(both: Both) -> None:
    taken(both.program.ask("giver.new", **_ends("UA", "US")))
    content = vector("exhibits")["content"]
    exhibit = taken(both.program.ask("giver.offer", content=content))["exhibit"]
    capability = {"capability": exhibit["capability"], "range": None}
    given = taken(both.program.ask("giver.give", **capability))["data"]
    files = taken(both.program.ask("giver.carry"))["files"]
    if files != [{"name": f"exhibit-{exhibit['payload_digest']}.age", "data": given}]:
        raise DifferentError(f"written as {[each['name'] for each in files]}")


def _exhibit() -> tuple[Told, bytes]:
    told = vector("exhibits")
    return told["exhibit"], base(told["headers"]["US"]) + base(told["payload"])


def _awaits(both: Both, name: str, file: bytes) -> str:
    """A puller is brought one file; return the code of what became of it."""
    taken(both.program.ask("puller.new", **_ends("US", "UA")))
    taken(both.program.ask("puller.announce", exhibit=_exhibit()[0]))
    told = {"name": name, "data": text_of(file)}
    return str(taken(both.program.ask("puller.bring", files=[told]))["files"][0]["code"])


def _exhibit_read(both: Both) -> None:
    exhibit, file = _exhibit()
    if code := _awaits(both, f"exhibit-{exhibit['payload_digest']}.age", file):
        raise DifferentError(f"refused as {code}")
    taken(both.program.ask("puller.state"), state="held", content=vector("exhibits")["content"])


def _exhibit_not_taken(digest: str, both: Both) -> None:
    exhibit, file = _exhibit()
    changed = file if digest else file[:-1] + bytes([file[-1] ^ 1])
    named = f"exhibit-{digest or exhibit['payload_digest']}.age"
    if not _awaits(both, named, changed):
        raise DifferentError("taken")
    taken(both.program.ask("puller.state"), state="awaited")


# ---- the folder of a gateway: US, of what UA sends


def _with_folder(look: Callable[[Both, Path], None], both: Both) -> None:
    with tempfile.TemporaryDirectory(prefix="comity-conformance-") as root:
        _holder(both)
        _looks(both, Path(root))
        look(both, Path(root) / "UA")


def _looks(both: Both, root: Path) -> None:
    at = vector("scenarios")["at"]
    taken(both.program.ask("holder.look", root=str(root), at=at))


def _lays(folder: Path, *parcels: str) -> None:
    for name in parcels:
        (folder / "in" / f"{name.replace(' ', '-')}.x").write_bytes(
            base(vector("scenarios")["parcels"][name])
        )


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _demand(folder: Path, *names: str) -> None:
    if _names(folder) != sorted(names):
        raise DifferentError(f"{folder.name} holds {_names(folder)}, not {sorted(names)}")


def _receipt_of(both: Both, folder: Path, size: int) -> Path:
    path = folder / "out" / f"receipt-{_channel()}-{size:012}.comity"
    if not path.exists():
        raise DifferentError(f"out holds {_names(folder / 'out')}, not {path.name}")
    _covers(both, text_of(path.read_bytes()), size)
    return path


def _emptied(both: Both, folder: Path) -> None:
    _lays(folder, "1", "2 to 3")
    _looks(both, folder.parent)
    _demand(folder / "in")
    _receipt_of(both, folder, 3)


def _waits(both: Both, folder: Path) -> None:
    _lays(folder, "4")
    _looks(both, folder.parent)
    _demand(folder / "in", "4.x")
    _demand(folder / "out")
    _lays(folder, "1", "2 to 3")
    _looks(both, folder.parent)
    _demand(folder / "in")
    _receipt_of(both, folder, 4)


def _not_whole(both: Both, folder: Path) -> None:
    raw = base(vector("scenarios")["parcels"]["1"])
    part = folder / "in" / "1.part"
    part.write_bytes(raw)
    _looks(both, folder.parent)
    _demand(folder / "in", "1.part")
    _demand(folder / "out")
    part.rename(folder / "in" / "1")
    _looks(both, folder.parent)
    _demand(folder / "in")
    _receipt_of(both, folder, 1)


def _set_aside(both: Both, folder: Path) -> None:
    _lays(folder, "1 by another key of that name", "1")
    (folder / "in" / "holiday.jpg").write_bytes(base(FOREIGN))
    _looks(both, folder.parent)
    _demand(folder / "in")
    _demand(folder / "refused", "1-by-another-key-of-that-name.x", "holiday.jpg")
    _receipt_of(both, folder, 1)


def _again(both: Both, folder: Path) -> None:
    _lays(folder, "1")
    _looks(both, folder.parent)
    _receipt_of(both, folder, 1).unlink()
    _looks(both, folder.parent)
    _demand(folder / "out")
    _lays(folder, "1")
    _looks(both, folder.parent)
    _receipt_of(both, folder, 1)
