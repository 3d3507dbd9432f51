"""Countersigned terms from both ends: our treaty desk, and a partner that may also lie."""

import json
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.db import transaction

from comity.agreements.queries import TermsDetail, current_register, own_text, terms_proposal
from comity.agreements.queries import terms_proposals as proposals
from comity.agreements.register_files import RegisterFileError, instrument_from_text
from comity.agreements.services import import_register
from comity.agreements.terms.countersigning import Statement, TermsState
from comity.exchange.envelope import read_envelope
from comity.exchange.services import (
    countersign_terms,
    decline_terms,
    propose_terms,
    sign_terms,
)
from comity.exchange.terms import REFUSED_TYPE
from comity.officers.services import found_administration
from tests.integration.exchange.conftest import BROOKS, Node

AGREEMENT = "us-ua-2016"
FILES = ("bilateral/us-ua-2016.toml", "bilateral/us-ke-2014.toml", "templates/us-model.toml")


@dataclass
class TermsDesk:
    """One treaty desk with a small register, and the partner at the other end of the link."""

    node: Node
    folder: Path

    def found(self, register: Path) -> None:
        """Found the administration and import three files of the register shipped."""
        with transaction.atomic(durable=True):
            found_administration("US", name="US customs", agencies=[("CBP", "Border Protection")])
        for name in FILES:
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(register / name, self.folder / name)
        self.change("")

    def change(self, more: str) -> None:
        """Go on with an encoding that says more; an import is how a register changes."""
        file = self.folder / FILES[0]
        file.write_text(file.read_text() + more)
        with transaction.atomic(durable=True):
            import_register(self.folder, by="test", at=self.node.now)

    # ---- our treaty desk

    def propose(self, agreement: str = AGREEMENT, partner: str = "UA") -> int:
        with transaction.atomic(durable=True):
            return propose_terms(agreement, partner=partner, officer=BROOKS, at=self.node.now)

    def countersign(self, proposal: int) -> None:
        with transaction.atomic(durable=True):
            countersign_terms(proposal, officer=BROOKS, at=self.node.now)

    def decline(self, proposal: int, reasons: str) -> None:
        with transaction.atomic(durable=True):
            decline_terms(proposal, reasons=reasons, officer=BROOKS, at=self.node.now)

    def sign_and_send(self) -> None:
        sign_terms(self.node.keys, at=self.node.now)
        self.node.work()

    def shown(self, proposal: int) -> TermsDetail:
        return terms_proposal(proposal, seen_by=BROOKS)

    def states(self) -> list[TermsState]:
        """The states of all proposals, the oldest first."""
        return [each.state for each in proposals(seen_by=BROOKS)][::-1]

    # ---- the partner

    def held_there(self) -> list[tuple[str, dict[str, Any]]]:
        """What the partner's node holds of ours: types and bodies."""
        held = self.node.partner.held.messages
        return [(read_envelope(each.envelope).type, json.loads(each.body)) for each in held]

    def refused_there(self) -> str:
        """The code under which we refused the partner's last message by name."""
        self.node.work()
        kind, body = self.held_there()[-1]
        assert kind == REFUSED_TYPE
        return str(body["code"])

    def statement(self, encoding: str, **changes: Any) -> Statement:
        now = self.node.now.replace(microsecond=0)
        made = Statement(AGREEMENT, digest_of(encoding), "UA", "US", 1, "", now)
        return replace(made, **changes)

    def proposed_there(
        self,
        encoding: str | None = None,
        *,
        body: dict[str, Any] | None = None,
        envelope: dict[str, Any] | None = None,
        **changes: Any,
    ) -> int:
        """The partner proposes; what is named is changed after it was signed.

        Returns:
            The id of the proposal; 0 when it was refused.
        """
        text = own_text(AGREEMENT) if encoding is None else encoding
        statement = self.statement(text, **changes)
        note = self.node.partner.keys.sender.sign_note(statement.text()).decode()
        told = {
            "agreement": statement.agreement,
            "digest": statement.digest,
            "number": statement.number,
            "replaces": statement.replaces,
            "made_at": statement.made_at_text,
            "encoding": text,
            "note": note,
        }
        return self.told("terms.proposed", {**told, **(body or {})}, **(envelope or {}))

    def countersigned_there(self, proposal: int, **body: Any) -> None:
        statement = self.shown(proposal).view.statement
        note = self.node.partner.keys.sender.sign_note(statement.text()).decode()
        self.told("terms.countersigned", {**named(statement), "note": note, **body})

    def declined_there(self, proposal: int, reasons: str) -> None:
        statement = self.shown(proposal).view.statement
        self.told("terms.declined", {**named(statement), "reasons": reasons})

    def told(self, kind: str, body: dict[str, Any], **envelope: Any) -> int:
        """Take one message of the partner in, over the channel and by its handler."""
        partner = self.node.partner
        before = {each.id for each in proposals(seen_by=BROOKS)}
        partner.write(kind, body, **{"under": None, **envelope})
        partner.settle(self.node.receive(partner.parcel()))
        self.node.handle()
        after = {each.id for each in proposals(seen_by=BROOKS)}
        return max(after - before, default=0)


def named(statement: Statement) -> dict[str, Any]:
    return {
        "agreement": statement.agreement,
        "digest": statement.digest,
        "number": statement.number,
    }


def digest_of(encoding: str) -> str:
    """The digest of an encoding; an encoding that nobody can read may claim any."""
    try:
        return instrument_from_text(encoding, among=current_register()).digest
    except RegisterFileError:
        return "0" * 64
