"""The file in the letter: the request as a program reads it, and what names it on paper."""

import hashlib
from collections.abc import Iterable
from dataclasses import asdict

from comity.assistance.schemas import IN_BODY
from comity.assistance.terms.kinds import own_entries
from comity.crypto.canonical import canonical_json
from comity.letters.reply_terms import ReplyMatter
from comity.letters.terms import FORMAT, REPLY_FORMAT, Languages, Matter, Translated


def attached_request(matter: Matter, *, languages: Languages) -> bytes:
    """Return what is attached: the fields of the message, what it relies on, and the enclosures.

    No capability stands in it: whoever finds the paper cannot fetch an exhibit with it.

    Args:
        matter: what the letter is made from.
        languages: those of the letter.
    """
    return canonical_json(
        {
            "format": FORMAT,
            "reference": matter.reference,
            "from": {
                "code": matter.own.code,
                "name": matter.own.name,
                "unit": matter.own.unit,
            },
            "to": {"code": matter.partner.code, "name": matter.partner.name},
            "under": matter.under,
            "title": matter.title,
            "article": matter.article,
            "terms_digest": matter.terms_digest,
            "message": matter.message,
            "approved_on": matter.approved_on.isoformat(),
            "made_on": matter.made_on.isoformat(),
            "languages": [languages.first, languages.second],
            "request": {
                **{field.name: getattr(matter.draft, field.name) for field in IN_BODY},
                # What was typed for another kind stays here.
                "particulars": own_entries(matter.draft.kind, matter.draft.particulars),
                "code_lists": {each.list: each.version for each in matter.coded},
            },
            "translations": translations_told(matter.translated),
            "enclosures": [asdict(each) for each in matter.enclosed],
        }
    )


def attached_reply(matter: ReplyMatter, *, languages: Languages) -> bytes:
    """Return what is attached to a letter of a decision or an answer: what a node would be told.

    Args:
        matter: what the letter is made from.
        languages: those of the letter.
    """
    answered = matter.answered
    return canonical_json(
        {
            "format": REPLY_FORMAT,
            "says": matter.says.value,
            "reference": matter.reference,
            "from": {
                "code": matter.own.code,
                "name": matter.own.name,
                "unit": matter.own.unit,
            },
            "to": {"code": matter.partner.code, "name": matter.partner.name},
            "their_number": matter.their_number,
            "under": matter.under,
            "title": matter.title,
            "article": matter.article,
            "settled_on": matter.settled_on.isoformat(),
            "made_on": matter.made_on.isoformat(),
            "languages": [languages.first, languages.second],
            "message": matter.message,
            "translations": translations_told(answered.translated if answered else ()),
            "enclosures": [asdict(each) for each in (answered.enclosed if answered else ())],
        }
    )


def translations_told(translated: Iterable[Translated]) -> list[dict[str, str]]:
    """Return translations as a program reads them."""
    return [
        {**asdict(each), "translated_on": each.translated_on.isoformat()} for each in translated
    ]


def digest_of(attached: bytes) -> str:
    """Return the SHA-256 of what is attached, in hex."""
    return hashlib.sha256(attached).hexdigest()


def code_on_paper(reference: str, digest: str) -> str:
    """Return what the square code on the letter says.

    Args:
        reference: of the request.
        digest: of what is attached.
    """
    return f"{FORMAT} {reference} sha256:{digest}"
