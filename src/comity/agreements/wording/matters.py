"""Short phrases that stand as facts in sentences; pages translate them first."""

from collections.abc import Mapping

from comity.agreements.terms.vocabulary import Proceedings
from comity.kernel.wording import N_

MATTERS: Mapping[Proceedings, str] = {
    Proceedings.ADMINISTRATIVE: N_("use in administrative proceedings"),
    Proceedings.CIVIL: N_("use in civil proceedings"),
    Proceedings.CRIMINAL: N_("use in criminal proceedings"),
}
PASSING_ON = N_("passing it on")
PRIOR = N_("prior")
NOT_STATED = N_("not stated")

# Words that texts of agreements use for a form of consent or a level of protection.
WORDS_OF_TEXTS = (
    N_("written"),
    N_("express"),
    N_("prior written"),
    N_("equal"),
    N_("adequate"),
    N_("own"),
    N_("supplier"),
    N_("yes"),
    N_("no"),
)
PHRASES = (*MATTERS.values(), PASSING_ON, PRIOR, NOT_STATED, *WORDS_OF_TEXTS)
