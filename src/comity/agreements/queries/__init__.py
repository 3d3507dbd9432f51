"""What people, rules and proofs read of the agreements."""

from comity.agreements.queries.countersigning import (
    DifferenceView,
    StepView,
    TermsDetail,
    TermsView,
    terms_difference,
    terms_differences,
    terms_proposal,
    terms_proposals,
)
from comity.agreements.queries.editing import (
    FileVersion,
    RegisterFile,
    file_at,
    file_named,
    file_of,
    local_edits,
    proposal,
    proposals,
    proposals_about,
    text_at,
    versions_of,
)
from comity.agreements.queries.encodings import encoding_of_digest, own_encoding, own_text
from comity.agreements.queries.importing import EditsBeside, ImportOutlook, import_outlook
from comity.agreements.queries.living_law import living_law
from comity.agreements.queries.own_law import (
    assurance,
    assurances,
    breach,
    breaches,
    instruction,
    instructions,
)
from comity.agreements.queries.proposals import countersigned_terms
from comity.agreements.queries.recorded import (
    TwoRulings,
    ruled_then_and_now,
    ruling_as_known,
)
from comity.agreements.queries.register import (
    RegisterNotImportedError,
    current_register,
    register_mark,
    settlements_about,
    text_of,
)

__all__ = [
    "DifferenceView",
    "EditsBeside",
    "FileVersion",
    "ImportOutlook",
    "RegisterFile",
    "RegisterNotImportedError",
    "StepView",
    "TermsDetail",
    "TermsView",
    "TwoRulings",
    "assurance",
    "assurances",
    "breach",
    "breaches",
    "countersigned_terms",
    "current_register",
    "encoding_of_digest",
    "file_at",
    "file_named",
    "file_of",
    "import_outlook",
    "instruction",
    "instructions",
    "living_law",
    "local_edits",
    "own_encoding",
    "own_text",
    "proposal",
    "proposals",
    "proposals_about",
    "register_mark",
    "ruled_then_and_now",
    "ruling_as_known",
    "settlements_about",
    "terms_difference",
    "terms_differences",
    "terms_proposal",
    "terms_proposals",
    "text_at",
    "text_of",
    "versions_of",
]
