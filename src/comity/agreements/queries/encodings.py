"""Encodings by their digest: one's own, an older one's own, or one that a partner has shown."""

from collections.abc import Set

from comity.agreements.models import InstrumentText, TermsProposal
from comity.agreements.queries.register import current_register, text_of
from comity.agreements.register_files import RegisterFileError, encoding_from_text
from comity.agreements.terms import Instrument, Register


def own_encoding(reference: str) -> Instrument | None:
    """Return this node's encoding as its file has it, without what was settled since.

    The digest is that of the file: two encodings are compared as their files, or a settlement
    would show as a difference that no digest knows of.
    """
    return encoding_in(current_register(), reference)


def encoding_in(register: Register, reference: str) -> Instrument | None:
    """Return the encoding of a register's file, or None when it has none of that reference."""
    return next((each for each in register.files if each.reference == reference), None)


def own_text(reference: str) -> str:
    """Return the file of this node's encoding, as it would be shown to a partner."""
    return text_of(reference)


def encoding_of_digest(reference: str, digest: str) -> Instrument | None:
    """Return the encoding a digest names, if this node has ever seen it.

    Args:
        reference: of the instrument.
        digest: SHA-256 (hex) of an encoding, as a message names it.

    Returns:
        The encoding; None when no proposal and no version of this node's register had it.
    """
    return encodings_of_digests(reference, {digest}).get(digest)


def encodings_of_digests(reference: str, digests: Set[str]) -> dict[str, Instrument]:
    """Return the encodings of one agreement that digests name, by digest.

    However many digests there are, each text of our own is read once: a partner can name any
    number of digests that nobody has ever seen.

    Args:
        reference: of the instrument.
        digests: SHA-256 (hex), as messages name them.
    """
    own = own_encoding(reference)
    found = {own.digest: own} if own is not None and own.digest in digests else {}
    shown = TermsProposal.objects.filter(reference=reference, digest__in=digests - found.keys())
    proposed = dict(shown.order_by("-pk").values_list("digest", "encoding"))
    left = digests - found.keys() - proposed.keys()
    texts = [*proposed.values(), *(_older(reference) if left else [])]
    read = (each for text in texts if (each := _read(text)) is not None)
    return found | {each.digest: each for each in read if each.digest in digests}


def _older(reference: str) -> list[str]:
    held = InstrumentText.objects.filter(path__endswith=f"/{reference}.toml")
    return list(held.order_by("-pk").values_list("text", flat=True))


def _read(text: str) -> Instrument | None:
    """Return an encoding of another time; None when it cannot be read any more."""
    try:
        return encoding_from_text(text, templates=current_register().templates)
    except RegisterFileError:
        return None
