"""The sentence of every code of this package."""

from collections.abc import Mapping

from comity.kernel.wording import N_
from comity.node import key_token_terms

SENTENCES: Mapping[str, str] = {
    **key_token_terms.SENTENCES,
    "secret_file": N_("A shared secret is expected in {path}, readable by the node alone."),
    "port_taken": N_(
        "Port {port}, which the node {node} needs, is taken by another program. "
        "Stop that program, or choose others with --base-port."
    ),
    "node_not_ready": N_("The node {node} did not start. Its log says why: {log}"),
    "folder_not_ours": N_(
        "{folder} holds something no demonstration made: {found}. Nothing was touched. "
        "Name an empty folder with --folder."
    ),
    "demo_already_running": N_("A demonstration runs in {folder} already. Stop it first."),
    "no_node_here": N_(
        "There is no node in {folder}. Say where it is: COMITY_HOME=/the/folder comity …"
    ),
    "story_differs": N_("The story came out otherwise at {step}: expected {expected}, got {got}."),
    "nothing_happened": N_("Waited in vain for {what}."),
    "settings_refused": N_("The node's settings are refused; {count} to mend:"),
    "settings_unreadable": N_("The file cannot be read: {reason}."),
    "setting_unknown": N_("There is no setting {name}."),
    "setting_unknown_near": N_("There is no setting {name}; {near} is meant, perhaps."),
    "setting_missing": N_("{name} is missing."),
    "setting_wrong": N_("{name}: {reason}."),
    "passphrase_missing": N_(
        "The keystore is locked, and nobody gave its passphrase: not by a systemd credential named "
        "comity-keystore, not by COMITY_KEYSTORE_FD or COMITY_KEYSTORE_PASSPHRASE, and there is no "
        "terminal to ask at."
    ),
    "passphrase_refused": N_("The passphrase offered is not taken: {reason}."),
    "node_runs": N_("A node runs in {folder}, or other work on it is under way. Stop it first."),
    "not_founded": N_(
        "The set-up of {folder} was never finished. Run `comity init` again; it goes on where it "
        "stopped."
    ),
    "answers_refused": N_("The set-up cannot begin; {count} to mend. Nothing was made."),
    "answer_missing": N_("{least} wanted, {found} given."),
    "answer_once": N_("Given {found} times; once is enough."),
    "answer_wrong": N_("“{answer}”: {reason}."),
    "answer_twice": N_("“{answer}” is given twice; two different ones are wanted."),
    "home_taken": N_("{folder} holds something no set-up made: {found}. Nothing was touched."),
    "node_stands": N_("A node stands in {folder} already. Nothing was touched."),
    "set_up_under_way": N_(
        "A set-up with other answers was interrupted in {folder}. Run `comity init` without "
        "answers to go on with it, or with --start-over to remove what it made."
    ),
    "passphrase_short": N_("The passphrase is too short: at least {least} characters are wanted."),
    "database_not_empty": N_(
        "The database is not empty: it holds the table {found}. Nothing was changed in it."
    ),
    "recovery_file_refused": N_("The recovery file cannot be used: {reason}."),
    "recovery_key_refused": N_("The recovery key {path} is refused: {reason}."),
    "backup_not_one": N_(
        "{path} is no backup of a node: it does not begin as one, or is cut off in its head."
    ),
    "backup_other_key": N_("{path} is sealed to another recovery key than the one given."),
    "backup_altered": N_("Part {chunk} of {path} was changed after the backup was made."),
    "backup_truncated": N_("{path} is cut off: its end is missing."),
    "backup_malformed": N_("{path}: item {number} cannot be read."),
    "backup_strange_item": N_("{path}: item {number}, “{name}”, belongs in no backup."),
    "backup_out_of_order": N_("{path}: item {number}, “{name}”, comes twice or out of order."),
    "backup_too_large": N_(
        "{path}: item {number}, “{name}”, says it has {size} bytes; the disk has no room for them."
    ),
    "backup_digest_differs": N_("{path}: “{name}” is not what the backup lists under that name."),
    "backup_not_listed": N_("{path}: “{name}” is missing, or is not listed."),
    "backup_newer": N_("{path} is a backup of another kind ({found}) than this software reads."),
    "backup_database_damaged": N_("The database in the backup is damaged: {cause}."),
    "backup_other_engine": N_(
        "This backup holds a SQLite database. Restore it into a folder, then move it with "
        "`comity db move`."
    ),
    "backup_no_room": N_(
        "The disk of {path} is full, or would be too full for the node. Nothing was kept of the "
        "backup; the node goes on."
    ),
    "backup_no_recipient": N_(
        "The settings name nobody who could open a backup: make a recovery key with "
        "`comity backup-key FILE` and put its recipient into backup_recipients."
    ),
    "backup_place_taken": N_("{path} holds something already. Nothing was touched."),
    "backup_place_refused": N_("{path}: {reason}."),
    "backup_under_way": N_("Another backup of {folder} is being made."),
    "row_refused": N_("Row {row} of the table {table} cannot be read."),
    "tables_differ": N_(
        "The table {table} differs after copying: {expected} rows expected, {found} found, or "
        "other ones."
    ),
    "copy_refused": N_("The database does not take the table {table}: {reason}."),
    "guards_missing": N_("The database would let somebody change the table {table}."),
    "migrations_unknown": N_(
        "The tables were made by a newer version of this software, which knows {name}."
    ),
    "settings_not_editable": N_(
        "comity.toml is written so that {names} cannot be changed by itself: write each setting "
        "on a line of its own above the first [table]."
    ),
    "not_set_back": N_("{folder} needs no confirming: it was not restored, or somebody did."),
    "set_back": N_(
        "The node in {folder} was restored from a backup and speaks to no partner until an "
        "administrator confirms it: comity node confirm-restore USERNAME"
    ),
    "upgrade_refused": N_(
        "Upgraded, the database would not hold what it held: {found}. Nothing was changed. "
        "`comity upgrade --rehearse` shows the differences."
    ),
    "move_refused": N_("The database is not moved: {reason}."),
    "database_unreachable": N_("The database cannot be reached: {reason}."),
    "moved_record_differs": N_(
        "The copy in {to} does not verify as the database here does. The settings were not "
        "changed; the node goes on with the old database. Drop the copy before another try."
    ),
}
