"""The sentence of every code of carrying by file."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "medium_name_strange": N_(
        "The name of this file is none that a node gives; it was passed over. A file of a node has"
        " letters, digits, points and hyphens in its name."
    ),
    "medium_no_file": N_(
        "This is no plain file but a link, a folder or a device; it was passed over."
    ),
    "medium_unfinished": N_(
        "This file is not finished yet; it was passed over. Copy it again once it has its final"
        " name."
    ),
    "medium_foreign": N_("This is no parcel, no receipt and no sealed exhibit of a node."),
    "medium_too_large": N_("The file is larger than the {limit} bytes that one of its kind has."),
    "medium_unreadable": N_(
        "The file cannot be read ({cause}). Copy it again, or have the partner write another"
        " medium."
    ),
    "medium_too_many_files": N_(
        "Only {limit} files of one folder are read; this one was left. Move those that were taken"
        " away, and read again."
    ),
    "medium_exhibit_not_named": N_(
        "No message held here waits for this exhibit. Read the parcels first; if they are here,"
        " read the folder again once their messages are taken up."
    ),
    "medium_exhibit_being_fetched": N_(
        "The exhibit is being fetched over the line at this moment. Read the folder again later."
    ),
    "medium_channel_busy": N_(
        "The node is sending to this partner at this moment. Nothing was written; try again."
    ),
    "medium_no_folder": N_("There is no folder {folder}. Nothing was done."),
    "medium_folder_unwritable": N_(
        "The folder {folder} cannot be written ({cause}). What stands there complete may be used;"
        " write the rest to another medium."
    ),
    "medium_node_restored": N_(
        "This node was set back to a backup, and nobody has confirmed it yet. Nothing was written"
        " or read."
    ),
    "medium_parcel_held": N_("Held: messages of {partner} up to size {size}."),
    "medium_parcel_held_already": N_(
        "Held already: messages of {partner} up to size {size}. Nothing changed."
    ),
    "medium_receipt_settled": N_(
        "Settled: {partner} signed that it holds every message up to size {size}."
    ),
    "medium_receipt_known": N_(
        "Known already: the receipt of {partner} up to size {size}. Nothing changed."
    ),
    "medium_exhibit_held": N_("Held: an exhibit of {partner}, both digests as signed."),
    "medium_exhibit_held_already": N_("Held already: an exhibit of {partner}. Nothing changed."),
    "medium_exhibit_wanted": N_(
        "The partner still waits for an exhibit. It goes along again with what is written for it"
        " next."
    ),
    "medium_would_hold": N_("Would be held: messages of {partner} up to size {size}."),
    "medium_would_settle": N_("Would be settled: the receipt of {partner} up to size {size}."),
    "medium_would_take": N_("Would be taken and checked: a sealed exhibit of {bytes} bytes."),
}
