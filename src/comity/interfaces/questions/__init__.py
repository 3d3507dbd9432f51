"""Questions to the law, as any door is asked them: read from words, and ruled on."""

from comity.interfaces.questions.reading import FIELDS, question_from
from comity.interfaces.questions.ruling import Ruled, rule_on
from comity.interfaces.questions.terms import Question

__all__ = ["FIELDS", "Question", "Ruled", "question_from", "rule_on"]
