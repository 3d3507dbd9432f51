"""A stand-in for two AS4 access points: it knows the folder contract and nothing else of a node.

It takes whole files out of one node's `out` and puts them into the other's `in`; on its way it
delays, doubles and reorders them, and forgets some, as a bad network and a careless operator do.
"""

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class AccessPoint:
    """Carries between two gateway folders.

    Attributes:
        ends: the two folders, each with `out` and `in`.
        spool: where files lie on their way.
        chance: decides what happens to each file.
        delivered: the names of what was put into a folder, in that order.
    """

    ends: tuple[Path, Path]
    spool: Path
    chance: random.Random
    on_the_way: list[tuple[Path, Path]] = field(default_factory=list)
    delivered: list[str] = field(default_factory=list)
    made: int = 0

    def collect(self, *, lose: float = 0.0, double: float = 0.0) -> None:
        """Take away what lies ready; some is lost, some taken twice."""
        here, there = self.ends
        for source, target in ((here, there), (there, here)):
            for path in sorted((source / "out").glob("[!.]*")):
                if path.suffix == ".part":
                    continue
                copies = 1 + (self.chance.random() < double)
                if self.chance.random() < lose:
                    copies = 0
                for _ in range(copies):
                    self.on_the_way.append((self._kept(path), target / "in"))
                path.unlink()

    def deliver(self, *, most: int = 1_000, turned: bool = False, keeping: str = "") -> None:
        """Put some of what is on its way where it belongs, in any order; the rest is delayed.

        Args:
            most: most files.
            turned: the worst order instead of any: receipts first, then the newest parcel first.
            keeping: how the names begin of what stays on its way for now; nothing where empty.
        """
        self.chance.shuffle(self.on_the_way)
        if turned:
            self.on_the_way.sort(key=lambda each: _name(each[0]))
        later = []
        for _ in range(min(most, len(self.on_the_way))):
            kept, inbox = self.on_the_way.pop()
            name = _name(kept)
            # The second of two comes on its own, once the first was taken.
            if (inbox / name).exists() or (keeping and name.startswith(keeping)):
                later.append((kept, inbox))
                continue
            # As the contract says: under another name first, and only whole under its own.
            part = inbox / f"{kept.name}.part"
            shutil.copyfile(kept, part)
            part.replace(inbox / name)
            self.delivered.append(name)
        self.on_the_way += later

    def _kept(self, path: Path) -> Path:
        self.made += 1
        kept = self.spool / f"{self.made}~{path.name}"
        shutil.copyfile(path, kept)
        return kept


def _name(kept: Path) -> str:
    return kept.name.split("~", 1)[1]
