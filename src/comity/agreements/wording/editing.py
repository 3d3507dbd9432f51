"""Sentences of changes made to the register by hand."""

from collections.abc import Mapping

from comity.kernel.wording import N_

EDITING: Mapping[str, str] = {
    "register_file_not_found": N_("The register has no agreement with a file called {reference}."),
    "proposal_not_found": N_("There is no such change, or none that you may see."),
    "proposal_not_open": N_("This cannot be done: the change has moved on meanwhile."),
    "proposal_of_another": N_("Only {author}, who wrote this change, may do that."),
    "proposal_own": N_("You wrote this change; another officer of the treaty desk judges it."),
    "proposal_outdated": N_(
        "The file {file} was changed since this change began, so what it would replace is no "
        "longer there. Begin anew from the file as it stands; the text written here stays to be "
        "copied from."
    ),
    "proposal_unchanged": N_("The text says what the register says already; nothing would change."),
    "proposal_moved": N_(
        "This change was written in since the page was opened. Look at it again before you go on."
    ),
    "proposal_reason_owed": N_("Say why, and what was read: the record keeps it."),
    "proposal_reason_too_long": N_("Say it in at most {limit} characters."),
    "proposal_entry_needs_text": N_(
        "This entry stands in the file in a way that a form cannot change without touching "
        "something else. Change it in the text of the file."
    ),
    "proposal_reference_taken": N_("The register already has a file of this name: {file}."),
    "register_conflict": N_(
        "Nothing was imported: {count} files were changed here, and the folder brings other texts "
        "for them: {files}. Take the changes over into the folder, or import with replacement."
    ),
}
