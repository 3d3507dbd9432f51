"""All a ruling says, word for word: each ground with its facts, each condition, each road.

`told.txt` beside this file holds it. After a change that is meant to change what rulings say,
`python -m tests.unit.agreements.test_told` writes it anew; the difference is for a reviewer.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from comity.interfaces.sentences import cited
from comity.kernel.rulings import Citation, Permission, Ruling
from tests.spec.language import in_words
from tests.unit.agreements.rulings import SCENARIOS

TOLD = Path(__file__).with_name("told.txt")


def told(ruling: Ruling) -> str:
    """Return a ruling with everything it says, a line for each thing."""
    lines = [f"{in_words(ruling)} on {ruling.on.isoformat()}"]
    lines += [f"  {g.code} [{g.limb}] {_said(g.cites, g.facts)}" for g in ruling.grounds]
    if isinstance(ruling, Permission):
        lines += [f"  ! {each.code} {_said(each.cites, each.facts)}" for each in ruling.conditions]
    else:
        lines += [f"  > {e.code} {_said(e.cites, e.facts)}" for e in ruling.alternatives]
    return "\n".join(line.rstrip() for line in lines)


def _said(cites: Citation, facts: Iterable[tuple[str, str]]) -> str:
    return f"<{cited(cites)}> " + "; ".join(f"{name}={value}" for name, value in facts)


def _expected() -> dict[str, str]:
    parts = TOLD.read_text().split("\n\n")
    return dict(part.strip().split("\n", 1) for part in parts if part.strip())


EXPECTED = _expected() if TOLD.exists() else {}


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_ruling_says_all_it_did_word_for_word(name: str) -> None:
    assert told(SCENARIOS[name]()) == EXPECTED.get(f"# {name}")


def test_nothing_is_kept_of_a_ruling_that_nobody_asks_for() -> None:
    assert set(EXPECTED) == {f"# {name}" for name in SCENARIOS}


if __name__ == "__main__":
    said = (f"# {name}\n{told(ruled())}\n" for name, ruled in SCENARIOS.items())
    TOLD.write_text("\n".join(said))
