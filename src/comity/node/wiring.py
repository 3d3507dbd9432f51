"""What lower packages know only as protocols is joined here."""

from comity.assistance import messages
from comity.crypto.keys import LetterSeal
from comity.crypto.signing import HybridVerifier
from comity.evidence import quota, scanner, vault
from comity.evidence.source import SealedExhibits
from comity.exchange import wiring
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.queries import is_linked
from comity.interfaces import diagnosis, letters, record_keys
from comity.interfaces.web.records import proof
from comity.ledger.exports.lines import voucher_text
from comity.ledger.exports.making import ExportKeys
from comity.node.configuration import NodeSettings, home_folder
from comity.node.health.report import health, ladder
from comity.node.health.verified import note_verification
from comity.node.home import Home
from comity.node.keyring import keys
from comity.officers.queries import own_administration
from comity.practices import messages as practices

LARGEST_EXHIBIT_BYTES = 2 * 1024**3


def ledger_verifier() -> HybridVerifier:
    """Return what checks the signatures of this node's own record; the keys are opened for it."""
    return keys().ledger.public()


def export_keys() -> ExportKeys:
    """Return what parts of the record are signed with when they are taken out."""
    ledger = keys().ledger
    return ExportKeys(ledger, keys().sender.sign_note(voucher_text(ledger.public())))


def seal_letter(letter: bytes, reference: str) -> bytes:
    """Return a letter with the seal of this administration."""
    # Loaded by the first letter: it takes a third of a second and 25 MB of every process.
    from comity.letters.sealing import seal

    own = own_administration()
    sealer = LetterSeal.of(keys().letters, name=own.name, country=own.code)
    return seal(letter, sealer=sealer, reference=reference)


def wire() -> None:
    """Fill the tables of message types, handlers and exhibits of this process."""
    vault.furnish(keys=keys, folder=Home(home_folder()).blobs, size_limit=LARGEST_EXHIBIT_BYTES)
    told = NodeSettings()
    scanner.furnish(told.scan.scanner())
    quota.furnish(told.quota.shares())
    kinds = (*messages.KINDS, *practices.KINDS, *LINK_KINDS)
    wiring.register(kinds=kinds, exhibits=SealedExhibits(is_linked))
    proof.furnish(ledger_verifier, noted=note_verification)
    diagnosis.furnish(ladder=ladder, health=health)
    record_keys.furnish(verifier=ledger_verifier, signing=export_keys)
    letters.furnish(seal_letter)
