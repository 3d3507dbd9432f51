"""One look-up from any code to its sentence, for pages, API and command line alike."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from comity.agreements import wording as agreements
from comity.assistance import wording as assistance
from comity.crypto import wording as crypto
from comity.evidence import wording as evidence
from comity.exchange import wording as exchange
from comity.interfaces import wording as interfaces
from comity.kernel.errors import ComityError
from comity.kernel.wording import fill
from comity.ledger import wording as ledger
from comity.officers import wording as officers

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        **crypto.SENTENCES,
        **ledger.SENTENCES,
        **officers.SENTENCES,
        **agreements.SENTENCES,
        **exchange.SENTENCES,
        **evidence.SENTENCES,
        **assistance.SENTENCES,
        **interfaces.SENTENCES,
    }
)

_REFUSAL_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_PLACE = re.compile(r"\{\w+\}")


def in_english(sentence: str) -> str:
    """Return the sentence as it is kept."""
    return sentence


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
        The sentence; the code itself when no package knows it, so that nothing is silent.
    """
    kept = SENTENCES.get(code)
    return code if kept is None else fill(translate(kept), facts)


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
