"""What is done at the node's machine tells the officer named and the user who typed it."""

import os
import pwd
import socket

import pytest

from comity.kernel.errors import NotFoundError
from comity.ledger.models import LedgerEntry
from comity.node.appointing import appoint_as
from comity.node.at_machine import LONGEST, officer_at_machine
from comity.officers.appointment import Newcomer
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene

WHO = f"({pwd.getpwuid(os.geteuid()).pw_name}@{socket.gethostname()})"


def test_the_record_tells_who_typed_it(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "somebody else")
    monkeypatch.setenv("USER", "somebody else")
    newcomer = Newcomer("w.kamau", "Wanjiru Kamau", "CBP", ("approver",))
    appoint_as(newcomer, by="n.okafor", at=scene.now)
    named = Officer.objects.get(username="n.okafor").name
    assert LedgerEntry.objects.latest("index").by == f"{named} {WHO}"


def test_the_officer_stays_the_officer_however_long_the_name_is(scene: Scene) -> None:
    officer = Officer.objects.get(username="t.brooks")
    Officer.objects.filter(pk=officer.pk).update(name="T" * LONGEST)
    viewer = officer_at_machine("t.brooks")
    assert (viewer.officer_id, viewer.roles) == (officer.pk, officer.as_viewer().roles)
    assert len(viewer.name) == LONGEST
    assert viewer.name.endswith(f"T {WHO}")
    with pytest.raises(NotFoundError):
        officer_at_machine("nobody.here")
