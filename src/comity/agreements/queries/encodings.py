"""Encodings by their digest: one's own, an older one's own, or one that a partner has shown."""

from comity.agreements.models import InstrumentText, TermsProposal
from comity.agreements.queries.register import current_register, text_of
from comity.agreements.register_files import RegisterFileError, instrument_from_text
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
    own = own_encoding(reference)
    if own is not None and own.digest == digest:
        return own
    shown = TermsProposal.objects.filter(reference=reference, digest=digest).first()
    texts = [shown.encoding] if shown is not None else _older(reference)
    found = (_read(text) for text in texts)
    return next((each for each in found if each is not None and each.digest == digest), None)


def _older(reference: str) -> list[str]:
    held = InstrumentText.objects.filter(path__endswith=f"/{reference}.toml")
    return list(held.order_by("-pk").values_list("text", flat=True))


def _read(text: str) -> Instrument | None:
    """Return an encoding of another time; None when today's register cannot read it any more."""
    try:
        return instrument_from_text(text, among=current_register())
    except RegisterFileError:
        return None
