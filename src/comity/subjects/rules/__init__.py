"""Checks of identifiers and of the parties that bear them: doubts in plain words, never a bar."""

from comity.subjects.rules.identifiers import LONGEST, doubts_about
from comity.subjects.rules.parties import doubts_in, identifiers_of, recognised
from comity.subjects.rules.spotting import spotted

__all__ = ["LONGEST", "doubts_about", "doubts_in", "identifiers_of", "recognised", "spotted"]
