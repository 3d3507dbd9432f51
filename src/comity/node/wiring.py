"""What lower packages know only as protocols is joined here."""

from comity.assistance import messages, retold
from comity.crypto.keys import furnish_token
from comity.crypto.signing import HybridVerifier
from comity.evidence import quota, scanner, vault
from comity.evidence.source import SealedExhibits
from comity.exchange import wiring
from comity.exchange.descriptor import read_descriptor
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.queries import is_linked
from comity.exchange.services import own_descriptor
from comity.interfaces import diagnosis, letters, media, record_keys
from comity.interfaces.web.records import proof
from comity.investigations import messages as investigations
from comity.investigations.services import forget_items
from comity.ledger.exports.lines import voucher_text
from comity.ledger.exports.making import ExportKeys
from comity.node import key_token
from comity.node.configuration import NodeSettings, home_folder
from comity.node.health.report import health, ladder
from comity.node.health.verified import note_verification
from comity.node.home import Home
from comity.node.keyring import keys
from comity.node.letter_seal import seal_letter
from comity.node.medium.carrying import this_node
from comity.node.medium.uploads import read_uploads
from comity.practices import messages as practices

LARGEST_EXHIBIT_BYTES = 64 * 1024**3


def ledger_verifier() -> HybridVerifier:
    """Return what checks the signatures of this node's own record; the keys are opened for it."""
    return keys().ledger.public()


def export_keys() -> ExportKeys:
    """Return what parts of the record are signed with when they are taken out."""
    ledger = keys().ledger
    # By the sender key of the descriptor published last, which is what an auditor is given.
    sender = keys().that_signs(read_descriptor(own_descriptor()).sender.digest())
    return ExportKeys(ledger, sender.sign_note(voucher_text(ledger.public())))


def wire() -> None:
    """Fill the tables of message types, handlers and exhibits of this process."""
    vault.furnish(keys=keys, folder=Home(home_folder()).blobs, size_limit=LARGEST_EXHIBIT_BYTES)
    told = NodeSettings()
    scanner.furnish(told.scan.scanner())
    quota.furnish(told.quota.shares())
    kinds = (*messages.KINDS, *practices.KINDS, *investigations.KINDS, *LINK_KINDS)
    wiring.register(kinds=kinds, exhibits=SealedExhibits(is_linked))
    retold.furnish(forget_items)
    proof.furnish(ledger_verifier, noted=note_verification)
    diagnosis.furnish(ladder=ladder, health=health)
    record_keys.furnish(verifier=ledger_verifier, signing=export_keys)
    letters.furnish(seal_letter)
    furnish_token(key_token.sign)
    media.furnish(ready=lambda partner: this_node().ready_for(partner), read=read_uploads)
