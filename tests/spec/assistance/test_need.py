"""The need: what an officer wants decides what has to be written, and it is never much.

Every kind of assistance has its own short form. Nothing that only another kind needs is asked for.

Picture: request-new-en: The short form, with what the agreement says of it beside it.
"""

from comity.agreements.terms import AssistanceKind
from comity.assistance.terms.kinds import KINDS, MOST_MINIMUM
from tests.spec.moves import assert_rows

# What every kind of assistance is asked for with.
ALWAYS = ("partner", "kind", "subject")


def owed(kind: str) -> str:
    return ", ".join(name for name in KINDS[AssistanceKind(kind)].minimum if name not in ALWAYS)


def test_beside_partner_kind_and_subject_a_request_is_not_sent_without() -> None:
    table = """
        what is wanted        | is not sent without
        origin-and-value      | facts, legal_elements, proceedings_nature, asked, enquiries_made
        document-authenticity | facts, legal_elements, proceedings_nature, documents, enquiries_made
        certified-documents   | facts, legal_elements, proceedings_nature, documents, document_form
        special-surveillance  | facts, legal_elements, proceedings_nature, watched_known_by, watch_until
        controlled-delivery   | facts, legal_elements, route, decides, fallback
        notification          | legal_elements, proceedings_nature, addressee, addressee_address, served
        recovery              | legal_elements, proceedings_nature, debtor, claim, title
        experts-witnesses     | legal_elements, proceedings_nature, court, hearing_day, questions
        presence              | facts, legal_elements, proceedings_nature, officials, present_from
        automatic-exchange    | facts, data_set, schedule, data_format, suspension
        technical-cooperation | facts, asked
    """  # noqa: E501  a table is read in rows
    assert_rows(table, lambda row: owed(row["what is wanted"]))


def test_no_kind_wants_more_than_eight_fields() -> None:
    assert MOST_MINIMUM == 8
    assert all(len(kind.minimum) <= MOST_MINIMUM for kind in KINDS.values())


def test_every_kind_is_ruled_on_when_it_is_asked_and_again_when_it_is_carried_out() -> None:
    assert all(len(set(kind.acts)) == 2 for kind in KINDS.values())
