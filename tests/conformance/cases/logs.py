"""Trees and their proofs."""

from collections.abc import Iterator
from typing import Any

from tests.conformance.cases.case import Case, asked, declined, vector

Told = dict[str, Any]


def cases() -> Iterator[Case]:
    log = vector("log")
    entries = [message["envelope"] for message in log["messages"]]
    for size, root in enumerate(log["roots"]):
        yield asked(f"root of {size}", "tree.root", {"entries": entries[:size]}, root=root)
    yield from _inclusion(log)
    yield from _consistency(log)


def _turned(digest: str) -> str:
    return ("1" if digest[0] == "0" else "0") + digest[1:]


def _inclusion(log: Told) -> Iterator[Case]:
    for proof in log["inclusion"]:
        index, size, path = proof["index"], proof["size"], proof["path"]
        good = {
            **{"index": index, "size": size, "path": path},
            **{"leaf": log["messages"][index]["leaf"], "root": log["roots"][size]},
        }
        name = f"inclusion of {index}"
        yield asked(name, "proof.inclusion", good)
        bad = {
            "of another leaf": {**good, "leaf": _turned(str(good["leaf"]))},
            "to another root": {**good, "root": log["roots"][size - 1]},
            "at another index": {**good, "index": (index + 1) % size},
            "beyond the end": {**good, "index": size},
            "without its end": {**good, "path": path[:-1]},
            "with more behind it": {**good, "path": [*path, log["roots"][1]]},
            "with a hash turned": {**good, "path": [_turned(path[0]), *path[1:]]},
        }
        for how, told in bad.items():
            yield declined(f"{name} {how}", "proof.inclusion", told, "proof_wrong")


def _consistency(log: Told) -> Iterator[Case]:
    for proof in log["consistency"]:
        old, new, path = proof["old"], proof["new"], proof["path"]
        good = {
            **{"old": old, "new": new, "path": path},
            **{"old_root": log["roots"][old], "new_root": log["roots"][new]},
        }
        name = f"consistency from {old}"
        yield asked(name, "proof.consistency", good)
        bad = {
            "from another root": {**good, "old_root": _turned(str(good["old_root"]))},
            "to another root": {**good, "new_root": _turned(str(good["new_root"]))},
            "with more behind it": {**good, "path": [*path, log["roots"][1]]},
        }
        if path:
            bad["without its end"] = {**good, "path": path[:-1]}
            bad["with a hash turned"] = {**good, "path": [_turned(path[0]), *path[1:]]}
        for how, told in bad.items():
            yield declined(f"{name} {how}", "proof.consistency", told, "proof_wrong")
