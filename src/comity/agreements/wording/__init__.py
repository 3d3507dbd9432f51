"""The sentence of every code this package can say, in words for an officer on night duty."""

from collections.abc import Mapping

from comity.agreements.wording.faults import FAULTS
from comity.agreements.wording.grounds import GROUNDS
from comity.agreements.wording.overview import OVERVIEW
from comity.agreements.wording.roads import ALTERNATIVES, CONDITIONS

__all__ = ["ALTERNATIVES", "CONDITIONS", "FAULTS", "GROUNDS", "OVERVIEW", "SENTENCES"]

SENTENCES: Mapping[str, str] = {**GROUNDS, **CONDITIONS, **ALTERNATIVES, **FAULTS, **OVERVIEW}
