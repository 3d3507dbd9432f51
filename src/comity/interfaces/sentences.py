"""One look-up from any code to its sentence, for pages, API and command line alike."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from comity.agreements import wording as agreements
from comity.assistance import wording as assistance
from comity.crypto import wording as crypto
from comity.evidence import wording as evidence
from comity.exchange import wording as exchange
from comity.interfaces import maps
from comity.interfaces import wording as interfaces
from comity.interfaces.names import named
from comity.investigations import wording as investigations
from comity.kernel.errors import ComityError
from comity.kernel.rulings import Citation
from comity.kernel.wording import fill
from comity.ledger import wording as ledger
from comity.letters import wording as letters
from comity.officers import wording as officers
from comity.oversight import wording as oversight
from comity.practices import wording as practices
from comity.subjects import wording as subjects

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        **crypto.SENTENCES,
        **ledger.SENTENCES,
        **officers.SENTENCES,
        **agreements.SENTENCES,
        **subjects.SENTENCES,
        **exchange.SENTENCES,
        **evidence.SENTENCES,
        **assistance.SENTENCES,
        **practices.SENTENCES,
        **investigations.SENTENCES,
        **oversight.SENTENCES,
        **letters.SENTENCES,
        **interfaces.SENTENCES,
        **maps.SENTENCES,
    }
)

Facts = Iterable[tuple[str, str]]
_REFUSAL_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_PLACE = re.compile(r"\{\w+\}")


def in_english(sentence: str) -> str:
    """Return the sentence as it is kept."""
    return sentence


def as_kept(facts: Facts) -> Facts:
    """Return facts as they are kept."""
    return facts


def sentence(
    code: str,
    facts: Iterable[tuple[str, str]] = (),
    *,
    translate: Callable[[str], str] = in_english,
) -> str:
    """Return the sentence of a code, translated first and filled afterwards.

    Args:
        code: a stable code of any package.
        facts: named values for the places of the sentence.
        translate: Django's gettext on pages; English elsewhere.

    Returns:
        The sentence, with roles and states by their names; the code itself when no package knows
        it, so that nothing is silent.
    """
    kept = SENTENCES.get(code)
    if kept is None:
        return code
    told = fill(translate(kept), named(facts, translate=translate))
    # A sentence that begins with a country's name begins with its article.
    return f"T{told[1:]}" if told.startswith("the ") and kept.startswith("{") else told


def cited(
    citation: Citation,
    *,
    translate: Callable[[str], str] = in_english,
    readable: Callable[[Facts], Facts] = as_kept,
) -> str:
    """Return what a part of a ruling rests on, in words.

    Args:
        citation: of a ground, a condition or another road.
        translate: as for `sentence`.
        readable: turns facts into what a reader reads, such as a day into the reader's writing.
    """
    told = sentence(citation.code, readable(citation.facts), translate=translate)
    for each in citation.further:
        further = cited(each, translate=translate, readable=readable)
        facts = (("first", told), ("further", further))
        told = sentence(agreements.JOINED, facts, translate=translate)
    return told


def sentence_of_partners_refusal(code: str, *, translate: Callable[[str], str] = in_english) -> str:
    """Return why a partner would not take a message of ours, from the code that it named.

    The code is the partner's word: it is looked up, and never shown as it came.

    Args:
        code: as the partner named it.
        translate: as for `sentence`.
    """
    known = SENTENCES.get(code) if _REFUSAL_CODE.fullmatch(code) else None
    # The facts are the partner's too; their places stay empty.
    told = translate(known or SENTENCES["refused_for_unknown_cause"])
    return _PLACE.sub("…", told)


def sentence_of(error: ComityError, *, translate: Callable[[str], str] = in_english) -> str:
    """Return the sentence of an anticipated error."""
    return sentence(error.code, error.facts, translate=translate)
