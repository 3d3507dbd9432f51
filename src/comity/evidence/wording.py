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
    "exhibit_not_held": N_(
        "The exhibit is announced and still on its way; it is pulled by itself."
    ),
    "exhibit_bytes_missing": N_(
        "The sealed file is missing from this node's disk. Restore it from a backup; its digest"
        " will be checked."
    ),
    "exhibit_announced_twice": N_("The partner announced this exhibit before."),
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
}
