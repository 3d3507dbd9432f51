"""The sentence of every finding on this node itself: the cause, and what to do."""

from collections.abc import Mapping

from comity.kernel.wording import N_

SENTENCES: Mapping[str, str] = {
    "health_not_tried": N_("Not tried: the database does not answer."),
    "health_database_good": N_("The database answers."),
    "health_database_gone": N_(
        "The database does not answer. The administrator looks whether it runs, and whether the"
        " setting `database` still leads to it."
    ),
    "health_database_read_only": N_(
        "The database takes no writes: it is a copy, or its disk is full or read-only. The"
        " administrator makes room, or leads this node to the database that may be written."
    ),
    "health_disk_good": N_("{free} MB are free under {place}."),
    "health_disk_low": N_(
        "The disk under {place} is filling up: {free} MB are free, and {low} should be. The"
        " administrator makes room before nothing can be written."
    ),
    "health_disk_full": N_(
        "The disk under {place} is full: {free} MB are free, and {limit} are needed. Reading goes"
        " on; nothing is sent, received or recorded. The administrator makes room; the node then"
        " goes on by itself."
    ),
    "health_disk_read_only": N_(
        "The disk under {place} is read-only. Reading goes on; nothing is sent, received or"
        " recorded. The administrator looks into the machine's log why it was mounted so, and"
        " mounts it for writing; the node then goes on by itself."
    ),
    "health_worker_works": N_("The last pass of the worker was at {when}."),
    "health_worker_never": N_(
        "The worker has never made a pass ({job}): nothing is sent or taken up. The administrator"
        " starts the node (`comity node serve`); both doors must be running."
    ),
    "health_worker_restored": N_(
        "This node was restored from a backup and nobody has confirmed it, so its worker rests"
        " and the partners' door is shut. The administrator confirms it: `comity node"
        " confirm-restore`."
    ),
    "health_worker_paused": N_(
        "The worker is paused: process {process} on {host} was halted from outside, and made its"
        " last pass at {when}. The administrator lets it go on (kill -CONT {process}) or starts"
        " the node again."
    ),
    "health_worker_gone": N_(
        "The worker is gone: its process {process} on {host} ended after its last pass at {when}."
        " The administrator reads the node's log for the cause and starts the node again."
    ),
    "health_worker_silent": N_(
        "The worker ({job}) has made no pass since {when}; it ran as process {process} on {host}."
        " If the disk or the database is at fault, mend that first. Otherwise the administrator"
        " reads the node's log and starts the node again."
    ),
    "health_outbox_empty": N_("Nothing waits for any partner."),
    "health_outbox_moves": N_("{count} messages wait for partners, the oldest since {since}."),
    "health_outbox_old": N_(
        "{count} messages wait for partners, the oldest since {since}, for {partner}. The page"
        " Links shows the ladder of each partner, and where it is broken."
    ),
    "health_outbox_full": N_(
        "The queue of a partner is full: {count} messages wait, the oldest since {since}, for"
        " {partner}. The page Links shows the ladder of each partner, and where it is broken."
    ),
    "health_channels_good": N_("No channel stands still, and none has two histories."),
    "health_channels_forked": N_(
        "Of a channel with {partner} two histories are held that contradict each other; both"
        " signed statements are kept. One of the two nodes was set back, or its keys are in other"
        " hands. The administrator speaks with the partner's, and two officers open a new epoch."
    ),
    "health_channels_forked_and_halted": N_(
        "Of a channel with {partner} two histories are held that contradict each other; both"
        " signed statements are kept. One of the two nodes was set back, or its keys are in other"
        " hands. The channel to {partners} stands still, too, and the page Links names the cause."
        " The administrator speaks with those partners', and two officers open new epochs."
    ),
    "health_channels_halted": N_(
        "The channel to {partner} stands still, and nothing more goes there. The page Links names"
        " the cause; when it is understood on both sides, two officers open a new epoch."
    ),
    "health_nothing_set_aside": N_("No message is set aside."),
    "health_set_aside": N_(
        "{count} messages of partners ({partner}) are set aside: this node could not take them"
        " up. The page Links names the cause of each."
    ),
    "health_clock_good": N_("This node's clock agrees with the last receipts of its partners."),
    "health_clock_behind": N_(
        "The last receipt of {partner} was {minutes} minutes ahead of this node's clock. The"
        " administrator compares this machine with a time service; if it is right, the partner's"
        " clock is wrong."
    ),
    "health_keys_open": N_("The keystore is unlocked."),
    "health_keys_last": N_("The next key to end is the {role} key, on {ends}."),
    "health_keys_end_soon": N_(
        "The {role} key is meant to be used until {ends}, another {days} days. Replace it with"
        " comity keys rotate {role}."
    ),
    "health_keys_past_their_end": N_(
        "The {role} key was meant to be used until {ends}. Replace it with comity keys rotate"
        " {role}; a sealing key is replaced by the worker, if it runs."
    ),
    "health_keys_locked": N_(
        "The keystore is locked in this process: nothing can be signed or opened. The"
        " administrator starts the node again with the keystore's passphrase."
    ),
    "health_record_empty": N_("The record has no entry yet."),
    "health_record_never_verified": N_(
        "The record was never recomputed. The administrator or the auditor verifies it, on the"
        " page Records or by `comity verify`."
    ),
    "health_record_verified_long_ago": N_(
        "The record was last recomputed at {when}, whole up to entry {size}. The administrator or"
        " the auditor verifies it again."
    ),
    "health_record_whole": N_("The record was whole up to entry {size} at {when}."),
    "health_record_not_whole": N_(
        "The record was NOT whole at {when}. Stop the node, keep its disk as it is, and call the"
        " auditor: `comity verify` names every entry that differs."
    ),
    "health_anchors_none": N_("No partner has been made a witness of the record yet."),
    "health_anchors_agree": N_(
        "{count} anchors were sent to partners, the last for {on}; the record agrees with them."
    ),
    "health_anchors_late": N_(
        "The last of {count} anchors was sent for {on}: no partner has been made a witness of the"
        " record since. The administrator looks whether the worker runs."
    ),
    "health_anchors_differ": N_(
        "The record does NOT agree with {count} of the anchors partners hold. Stop the node, keep"
        " its disk as it is, and call the auditor: `comity verify` names each of them."
    ),
    "health_scanner_none": N_(
        "No malware scanner is set (`scan.clamd`): exhibits are opened without a scan."
    ),
    "health_scanner_answers": N_("The malware scanner at {place} answers; {count} to be scanned."),
    "health_scanner_gone": N_(
        "The malware scanner at {place} does not answer. Exhibits that wait for it: {count}; nobody"
        " opens them. The administrator starts clamd, or mends the setting `scan.clamd`; scanning"
        " then goes on by itself."
    ),
    "health_scanner_fails": N_(
        "The malware scanner at {place} answers, but some exhibit could not be scanned. Exhibits"
        " that wait for it: {count}; nobody opens them. The administrator reads the scanner's log."
    ),
    "health_key_token_none": N_(
        "Both halves of every sender and holder key lie in the keystore; no token is set."
    ),
    "health_key_token_not_tried": N_("Not tried: the keystore is locked."),
    "health_key_token_works": N_(
        "The Ed25519 half lies in the token {token} of: {in_token}. Wholly in the keystore: {kept}."
    ),
    "health_key_token_fails": N_(
        "The token {token} cannot be used, so nothing is signed with {in_token}. What is to be sent"
        " waits, and nothing is lost."
    ),
    "health_letter_seal_own": N_("Letters are sealed with this node's own key."),
    "health_letter_seal_token": N_(
        "Letters are sealed with the key in the token {token}; its certificate is valid until"
        " {ends}."
    ),
    "health_letter_seal_ends_soon": N_(
        "The certificate of the key in the token {token} ends in {days} days ({ends}); no letter is"
        " sealed after that. The administrator has a new one made for the same key, puts it in its"
        " place, and tells partners its fingerprint."
    ),
    "health_letter_seal_fails": N_(
        "No letter can be sealed with the token {token}, and none is sealed with another key."
    ),
    "health_certificate_good": N_("The certificate of the partners' door is valid until {ends}."),
    "health_certificate_ends_soon": N_(
        "The certificate of the partners' door ends in {days} days ({ends}). The administrator"
        " makes a new one and a new descriptor, and sends it to every partner in time."
    ),
    "health_certificate_expired": N_(
        "The certificate of the partners' door expired ({ends}): no partner can reach this node."
        " The administrator makes a new one and a new descriptor, and sends it to every partner."
    ),
    "health_certificate_unreadable": N_(
        "The certificate of the partners' door cannot be read. The administrator restores"
        " `keys/tls-certificate.pem` from the last backup."
    ),
    "disk_full": N_(
        "This node's disk is full. Nothing was changed; reading goes on. The administrator makes"
        " room, then try again."
    ),
    "disk_read_only": N_(
        "This node's disk is read-only. Nothing was changed; reading goes on. The administrator"
        " mounts it for writing, then try again."
    ),
    "disk_full_told": N_(
        "The disk of this node is full: nothing can be saved, sent or received. Reading goes on."
        " Tell the administrator."
    ),
    "disk_read_only_told": N_(
        "The disk of this node is read-only: nothing can be saved, sent or received. Reading goes"
        " on. Tell the administrator."
    ),
}

LOOK_NAMES: Mapping[str, str] = {
    "database": N_("Database"),
    "outbox": N_("Outbox"),
    "channels": N_("Channels"),
    "clock": N_("Clock"),
    "keystore": N_("Keystore"),
    "record": N_("Record"),
    "scanner": N_("Malware scanner"),
    "letter_seal": N_("Seal of letters"),
    "own_certificate": N_("Own certificate"),
    "own_keys": N_("Own keys"),
    "key_token": N_("Token of keys"),
    "anchors": N_("What partners witnessed"),
}
