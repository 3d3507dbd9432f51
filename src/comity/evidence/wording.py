"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.evidence.terms import EVENTS, CustodyKind
from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    **{event.name: event.sentence for event in EVENTS},
    "exhibit_too_large": N_("The file is larger than the {limit} bytes this node takes in."),
    "exhibit_empty": N_("The file is empty; there is nothing to take in."),
    "exhibit_digest_differs": N_(
        "The bytes are not those that were signed for: their SHA-256 differs. Nothing was handed"
        " out; tell the central unit."
    ),
    "exhibit_wrong_size": N_(
        "The partner's node offers {offered} bytes where its message announced {announced}. Ask"
        " the partner to send the exhibit again."
    ),
    "exhibit_announced_too_large": N_(
        "The partner announced more bytes than this node takes in for one exhibit; nothing of it"
        " was pulled. Ask the partner to send it in parts."
    ),
    "exhibit_sizes_disagree": N_(
        "The two sizes that the partner announced do not belong together; nothing of the exhibit"
        " was pulled. Ask the partner to send it again."
    ),
    "exhibit_no_room": N_(
        "This node's disk has no room for the exhibit; nothing of it is kept. Once the node's"
        " administrator has made room, ask the partner to send it again."
    ),
    "exhibit_over_officers_share": N_(
        "One officer takes in at most {limit} MB within 24 hours, and this would be more. Take it"
        " in later, or ask the node's administrator for more (`quota.officer_mb_a_day`)."
    ),
    "exhibit_over_partners_share": N_(
        "At most {limit} MB are pulled from one partner within 24 hours. The rest waits and is"
        " pulled by itself."
    ),
    "exhibit_not_held": N_(
        "The exhibit is announced and still on its way; it is pulled by itself."
    ),
    "exhibit_erased": N_("It was erased. Its chain of custody is all that stays."),
    "exhibit_bytes_missing": N_(
        "The sealed file is missing from this node's disk. Restore it from a backup; its digest"
        " will be checked."
    ),
    "exhibit_announced_twice": N_("The partner announced this exhibit before."),
    "exhibit_scan_awaited": N_(
        "The exhibit waits for the malware scan, and nobody opens it before. It is scanned by"
        " itself."
    ),
    "exhibit_scan_failed": N_(
        "The malware scan has not succeeded yet, and nobody opens the exhibit before it has. It is"
        " tried again by itself; tell the node's administrator if it stays so."
    ),
    "exhibit_kept_shut": N_(
        "The malware scanner found something in this exhibit: {finding}. To take a copy all the"
        " same, say that you know."
    ),
    "exhibit_found_stays": N_(
        "The malware scanner found something in an exhibit: {finding}. It does not go to a partner;"
        " leave it out."
    ),
    "exhibit_not_scannable": N_(
        "This exhibit is larger than the malware scanner takes; it was not scanned. To take a copy"
        " all the same, say that you know."
    ),
    "exhibit_scan_none": N_("Not scanned: this node has no malware scanner."),
    "exhibit_scan_clean": N_("Scanned for malware; nothing was found."),
    "exhibit_scan_found": N_("The malware scanner found something: {finding}."),
    "exhibit_scan_too_large": N_("Larger than the malware scanner takes; not scanned."),
    "scanner_unreachable": N_(
        "The malware scanner cannot be reached. The administrator looks whether it runs, and"
        " whether the setting `scan.clamd` leads to it."
    ),
    "scanner_too_slow": N_("The malware scanner has not answered in time."),
    "scanner_broke_off": N_("The malware scanner hung up without an answer."),
    "scanner_reply_strange": N_(
        "What answers as the malware scanner does not speak its protocol. The administrator looks"
        " whether the setting `scan.clamd` leads to clamd."
    ),
    "scanner_fault": N_("The malware scanner says that it failed; its own log names the cause."),
    "first_bytes_not_of_name": N_("The name says {said}, the first bytes say {kind}."),
    "first_bytes_unlike_name": N_("The name says {said}, the first bytes do not."),
    "first_bytes_not_of_type": N_("It is declared as {said}; the first bytes are those of {kind}."),
    "first_bytes_unlike_type": N_("It is declared as {said}; the first bytes are something else."),
    "file_name_is_path": N_("Give the name of the file alone, without folders."),
    "media_type_malformed": N_("This is not a media type, such as application/pdf."),
}

CUSTODY_NAMES: Mapping[CustodyKind, str] = {
    CustodyKind.TAKEN_IN: N_("taken in and sealed"),
    CustodyKind.TRANSFERRED: N_("transferred"),
    CustodyKind.ANNOUNCED: N_("announced by the partner"),
    CustodyKind.RECEIVED: N_("received whole"),
    CustodyKind.REFUSED: N_("refused on arrival"),
    CustodyKind.COPIED: N_("copied by download"),
    CustodyKind.SHARED: N_("shown to another agency"),
    CustodyKind.UNSHARED: N_("shown to another agency no longer"),
    CustodyKind.ERASED: N_("erased: key and bytes"),
    CustodyKind.SCANNED: N_("scanned for malware, nothing found"),
    CustodyKind.FINDING: N_("scanned for malware, something found"),
    CustodyKind.NOT_SCANNABLE: N_("too large for the malware scanner"),
}
