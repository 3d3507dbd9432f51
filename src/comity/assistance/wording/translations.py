"""What is said of translations, and what the fields of one are called."""

from collections.abc import Mapping

from comity.assistance.terms.translations import Authority, TextOf
from comity.kernel.wording import N_

TEXT_NAMES: Mapping[TextOf, str] = {
    TextOf.REQUEST: N_("the request"),
    TextOf.ANSWER: N_("the answer"),
}
AUTHORITY_NAMES: Mapping[Authority, str] = {
    Authority.ORIGINAL: N_("the original"),
    Authority.TRANSLATION: N_("the translation"),
}
SENTENCES: Mapping[str, str] = {
    "translation_language": N_("Write a language as its code of two or three letters, such as uk."),
    "translation_same_language": N_("A translation is into another language than the original's."),
}
