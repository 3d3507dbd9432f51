"""Countersigned terms from proposal to countersignature, and a partner that lies about them."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from comity.agreements.models import TermsProposal
from comity.agreements.queries import (
    countersigned_terms,
    current_register,
    file_of,
    own_encoding,
    own_text,
    terms_differences,
)
from comity.agreements.register_files import encoding_from_text
from comity.agreements.services import terms_received
from comity.agreements.terms.countersigning import PROVISO, TermsState
from comity.agreements.terms.countersigning_errors import (
    ReasonsMissingError,
    TermsAnsweredError,
    TermsNotAlikeError,
    TermsNotBetweenError,
    TermsProposalNotFoundError,
    TermsProposedAlreadyError,
)
from comity.agreements.terms.editing import RegisterFileNotFoundError
from comity.exchange import wiring
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.link_schemas import HIGHEST_NUMBER
from comity.exchange.models import Outbound
from comity.exchange.refusals import LinkNotConfirmedError, MessageRefusedError
from comity.exchange.services import (
    propose_terms,
    queue_link_message,
    sign_terms,
    signatures_hold,
    suspend_link,
)
from comity.exchange.terms import NewMessage
from comity.kernel.errors import NotAllowedError
from comity.ledger.models import LedgerEntry
from tests.integration.exchange.conftest import ALVAREZ, BROOKS, Node
from tests.integration.exchange.terms_desk import AGREEMENT, TermsDesk

MORE = '\n[[provisions]]\nkind = "exe.deadline"\narticle = "Article 9"\nparameters.days = 30\n'
READ = 'verified = { by = "O. Koval", on = 2026-01-05, against = "the text of record" }\n'


@pytest.fixture
def terms(node: Node, tmp_path: Path, register_folder: Path) -> Iterator[TermsDesk]:
    wiring.register(LINK_KINDS)
    desk = TermsDesk(node, tmp_path / "register")
    desk.found(register_folder)
    yield desk


def events() -> list[str]:
    found = LedgerEntry.objects.filter(event__startswith="terms.").order_by("index")
    return list(found.values_list("event", flat=True))


def test_what_we_propose_is_signed_sent_countersigned_and_counts(terms: TermsDesk) -> None:
    proposal = terms.propose()
    assert terms.states() == [TermsState.BEING_SIGNED]
    terms.sign_and_send()
    assert terms.states() == [TermsState.OPEN]
    kind, body = terms.held_there()[-1]
    assert (kind, body["encoding"]) == ("terms.proposed", own_text(AGREEMENT))
    assert PROVISO in body["note"]
    terms.countersigned_there(proposal)
    assert terms.states() == [TermsState.COUNTERSIGNED]
    counting = countersigned_terms("UA", AGREEMENT)
    assert counting is not None
    assert counting.digest == body["digest"]
    assert events() == ["terms.proposed", "terms.countersigned_there"]


def test_both_signatures_are_checked_again_from_the_bytes(terms: TermsDesk) -> None:
    proposal = terms.propose()
    terms.sign_and_send()
    assert signatures_hold(terms.shown(proposal)) == {"US": True}
    terms.countersigned_there(proposal)
    assert signatures_hold(terms.shown(proposal)) == {"US": True, "UA": True}


def test_what_a_partner_proposes_is_compared_and_countersigned(terms: TermsDesk) -> None:
    proposal = terms.proposed_there()
    shown = terms.shown(proposal)
    assert shown.view.awaits_us and shown.view.is_alike
    assert shown.differences == ()
    terms.countersign(proposal)
    assert terms.states() == [TermsState.BEING_SIGNED]
    terms.sign_and_send()
    assert terms.states() == [TermsState.COUNTERSIGNED]
    kind, body = terms.held_there()[-1]
    assert kind == "terms.countersigned"
    opened = terms.node.keys.sender.public().open(body["note"].encode(), limit=16384)
    assert opened == shown.view.statement.text()
    assert events() == ["terms.received", "terms.countersigned"]


def test_what_differs_is_told_by_article_and_cannot_be_countersigned(terms: TermsDesk) -> None:
    proposal = terms.proposed_there(own_text(AGREEMENT) + MORE + READ)
    shown = terms.shown(proposal)
    assert [(each.code, each.article) for each in shown.differences] == [
        ("provision_only_in_second", "Article 9")
    ]
    with pytest.raises(TermsNotAlikeError) as refused:
        terms.countersign(proposal)
    assert dict(refused.value.facts) == {"count": "1"}
    assert terms.states() == [TermsState.OPEN]


def test_an_encoding_taken_over_can_be_countersigned(terms: TermsDesk) -> None:
    proposal = terms.proposed_there(own_text(AGREEMENT) + MORE + READ)
    terms.change(MORE + READ)
    assert terms.shown(proposal).view.is_alike
    terms.countersign(proposal)
    terms.sign_and_send()
    assert terms.states() == [TermsState.COUNTERSIGNED]


def test_a_proposal_is_declined_with_reasons_once(terms: TermsDesk) -> None:
    proposal = terms.proposed_there()
    with pytest.raises(ReasonsMissingError):
        terms.decline(proposal, "  ")
    terms.decline(proposal, "Article 9 is not in the text.")
    assert terms.states() == [TermsState.DECLINED]
    with pytest.raises(TermsAnsweredError):
        terms.countersign(proposal)
    terms.node.work()
    kind, body = terms.held_there()[-1]
    assert (kind, body["reasons"]) == ("terms.declined", "Article 9 is not in the text.")


def test_a_partners_reasons_for_declining_are_kept(terms: TermsDesk) -> None:
    proposal = terms.propose()
    terms.sign_and_send()
    terms.declined_there(proposal, "We read Article 4 otherwise.")
    assert terms.states() == [TermsState.DECLINED]
    assert terms.shown(proposal).view.steps[-1].reasons == "We read Article 4 otherwise."


def test_newer_terms_take_the_place_of_older_ones_once_countersigned(terms: TermsDesk) -> None:
    first = terms.propose()
    terms.sign_and_send()
    terms.countersigned_there(first)
    terms.change(MORE + READ)
    second = terms.propose()
    terms.sign_and_send()
    assert terms.states() == [TermsState.COUNTERSIGNED, TermsState.OPEN]
    statement = terms.shown(second).view.statement
    assert (statement.number, statement.replaces) == (2, terms.shown(first).view.statement.digest)
    terms.countersigned_there(second)
    assert terms.states() == [TermsState.SUPERSEDED, TermsState.COUNTERSIGNED]
    assert countersigned_terms("UA", AGREEMENT) == statement


def test_a_newer_proposal_of_the_same_side_closes_the_open_one(terms: TermsDesk) -> None:
    first = terms.proposed_there()
    terms.proposed_there(own_text(AGREEMENT) + MORE + READ, number=2)
    assert terms.states() == [TermsState.SUPERSEDED, TermsState.OPEN]
    with pytest.raises(TermsAnsweredError):
        terms.countersign(first)


def test_the_same_encoding_is_not_proposed_twice(terms: TermsDesk) -> None:
    terms.propose()
    with pytest.raises(TermsProposedAlreadyError):
        terms.propose()


def test_only_the_treaty_desk_proposes_and_only_over_a_confirmed_link(terms: TermsDesk) -> None:
    with pytest.raises(NotAllowedError), transaction.atomic(durable=True):
        propose_terms(AGREEMENT, partner="UA", officer=ALVAREZ, at=terms.node.now)
    with pytest.raises(LinkNotConfirmedError):
        terms.propose("us-ke-2014", partner="KE")
    with pytest.raises(TermsNotBetweenError):
        terms.propose("us-ke-2014")
    with pytest.raises(TermsProposalNotFoundError):
        terms.countersign(4711)


def test_what_is_to_be_signed_waits_while_the_link_rests(terms: TermsDesk) -> None:
    terms.propose()
    with transaction.atomic(durable=True):
        suspend_link("UA", reason="a doubt", officer=BROOKS, at=terms.node.now)
    assert sign_terms(terms.node.keys, at=terms.node.now) == 0
    assert terms.states() == [TermsState.BEING_SIGNED]


def test_two_workers_send_one_signature(terms: TermsDesk) -> None:
    terms.propose()
    assert sign_terms(terms.node.keys, at=terms.node.now) == 1
    assert sign_terms(terms.node.keys, at=terms.node.now) == 0
    assert Outbound.objects.filter(type="terms.proposed").count() == 1


LATER = timedelta(days=3)
LIES: dict[str, tuple[dict[str, Any], str]] = {
    "another digest was signed": ({"digest": "a" * 64}, "terms_digest_differs"),
    "another text was sent": (
        {"body": {"encoding": 'reference = "us-ua-2016"'}},
        "terms_unreadable",
    ),
    "no register file at all": ({"encoding": "title = ["}, "terms_unreadable"),
    "the body says another number": ({"body": {"number": 7}}, "terms_signature_wrong"),
    "the note is no note": ({"body": {"note": "signed, honestly"}}, "terms_signature_wrong"),
    "another agreement's name": ({"agreement": "us-ua-1066"}, "terms_other_agreement"),
    "a number far ahead": ({"number": 5000}, "terms_number_ahead"),
    "what it replaces was never there": ({"replaces": "b" * 64}, "terms_replaces_unknown"),
    "no such day": ({"body": {"made_at": "2026-02-30T00:00:00Z"}}, "terms_time_implausible"),
    "a path for a name": ({"body": {"agreement": "../us-ua-2016"}}, "message_body_invalid"),
    "endless nesting": ({"encoding": f"[{'a.' * 99_000}a]"}, "terms_unreadable"),
    "a list to keep us busy": (
        {"encoding": "".join(f'[[sources]]\ntitle="{n}"\n' for n in range(9000))},
        "terms_unreadable",
    ),
    "too long a file": ({"body": {"encoding": "#" * 262_145}}, "message_body_invalid"),
    "a case": ({"envelope": {"case": "UA-US-2026-00007"}}, "message_not_of_the_link"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_partner_that_lies_is_refused_by_name_and_leaves_nothing(
    terms: TermsDesk, lie: str
) -> None:
    how, code = LIES[lie]
    assert terms.proposed_there(**how) == 0
    assert terms.refused_there() == code
    assert terms.states() == []
    assert events() == []


def test_terms_between_others_are_refused(terms: TermsDesk, register_folder: Path) -> None:
    other = (register_folder / "bilateral" / "us-ke-2014.toml").read_text()
    assert terms.proposed_there(other, agreement="us-ke-2014") == 0
    assert terms.refused_there() == "terms_other_parties"


def test_a_proposal_dated_in_the_future_would_outlive_honest_ones(terms: TermsDesk) -> None:
    assert terms.proposed_there(made_at=terms.node.now.replace(microsecond=0) + LATER) == 0
    assert terms.refused_there() == "terms_time_implausible"


def test_a_proposal_that_comes_again_is_refused(terms: TermsDesk) -> None:
    terms.proposed_there()
    assert terms.proposed_there() == 0
    assert terms.refused_there() == "terms_number_taken"
    assert len(terms.states()) == 1


def test_a_countersignature_must_be_under_what_we_proposed(terms: TermsDesk) -> None:
    proposal = terms.propose()
    terms.sign_and_send()
    for change, code in (
        ({"digest": "c" * 64}, "terms_proposal_unknown"),
        ({"number": 2}, "terms_proposal_unknown"),
        ({"note": "signed, honestly"}, "terms_signature_wrong"),
    ):
        terms.countersigned_there(proposal, **change)
        assert terms.refused_there() == code
    assert terms.states() == [TermsState.OPEN]
    terms.countersigned_there(proposal)
    terms.countersigned_there(proposal)
    assert terms.refused_there() == "terms_answered"


def test_our_proposal_that_the_partners_node_refuses_is_closed(terms: TermsDesk) -> None:
    terms.propose()
    terms.sign_and_send()
    sent = Outbound.objects.get(type="terms.proposed").message_id
    terms.told("message.refused", {"code": "terms_unreadable", "facts": {}}, answers=sent)
    assert terms.states() == [TermsState.REFUSED]


@pytest.mark.parametrize(
    "named",
    [
        '[parent]\nreference = "us-xx-1999"\n',
        '[parent]\nreference = "us-ke-2014"\n',
        '[[events]]\nwhat = "superseded"\nby = "us-xx-1999"\non = 2030-01-01\nsource = "x"\n',
    ],
)
def test_a_partner_does_not_learn_which_other_agreements_we_hold(
    terms: TermsDesk, named: str
) -> None:
    text = f"{own_text('us-ua-2016')}\n{named}"
    digest = encoding_from_text(text, templates=current_register().templates).digest
    assert terms.proposed_there(text, digest=digest)
    assert terms.states() == [TermsState.OPEN]


def test_a_partner_cannot_fill_the_desk_with_proposals(
    terms: TermsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terms_received, "MOST_A_DAY", 2)
    assert terms.proposed_there(number=1)
    assert terms.proposed_there(number=2)
    assert terms.proposed_there(number=3) == 0
    assert terms.refused_there() == "terms_too_many"
    terms.node.now += timedelta(days=2)
    assert terms.proposed_there(number=3)


def test_a_partner_learns_nothing_of_what_we_have_with_others(terms: TermsDesk) -> None:
    others = own_encoding("us-ke-2014")
    assert others is not None
    told = {"agreement": "us-ke-2014", "relied_on": others.digest, "own": "e" * 64}
    terms.told("terms.differ", told)
    assert terms.refused_there() == "terms_not_ours"
    terms.told("terms.differ", {**told, "relied_on": "f" * 64})
    assert terms.refused_there() == "terms_not_ours"
    assert events() == []


def test_however_many_differences_a_partner_tells_each_text_is_read_once(
    terms: TermsDesk, django_assert_max_num_queries: Any
) -> None:
    own = own_encoding(AGREEMENT)
    assert own is not None
    for number in range(20):
        theirs = f"{number:064x}"
        terms.told("terms.differ", {"agreement": AGREEMENT, "relied_on": own.digest, "own": theirs})
    with django_assert_max_num_queries(15):
        assert len(terms_differences(seen_by=BROOKS)) == 20


def test_what_cannot_be_sent_holds_nobody_else_back(terms: TermsDesk) -> None:
    stuck = terms.propose()
    TermsProposal.objects.filter(pk=stuck).update(number=HIGHEST_NUMBER + 1, reference="us-ua-old")
    terms.propose()
    terms.sign_and_send()
    sent = Outbound.objects.get(type="terms.proposed")
    assert json.loads(bytes(sent.body))["agreement"] == AGREEMENT


def test_a_file_name_of_own_law_is_no_agreement_to_take_over(
    terms: TermsDesk, register_folder: Path
) -> None:
    law = terms.folder / "domestic" / "us.toml"
    law.parent.mkdir()
    law.write_text((register_folder / "domestic" / "us.toml").read_text())
    terms.change("")
    named = own_text(AGREEMENT).replace('reference = "us-ua-2016"', 'reference = "us"', 1)
    assert terms.proposed_there(named, agreement="us")
    with pytest.raises(RegisterFileNotFoundError):
        file_of("us")


@pytest.mark.usefixtures("terms")
def test_only_the_closed_list_rests_on_the_link_alone(node: Node) -> None:
    for message in (NewMessage("assistance.request", {}), NewMessage("terms.differ", {}, case="1")):
        with pytest.raises(MessageRefusedError) as refused, transaction.atomic(durable=True):
            queue_link_message(message, to="UA", at=node.now)
        assert refused.value.code == "message_not_of_the_link"
