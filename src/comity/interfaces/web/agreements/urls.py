"""Addresses of the register."""

from django.urls import path

from comity.interfaces.compressing import told_short
from comity.interfaces.web.agreements import (
    beginning,
    changes,
    comparison,
    entries,
    explorer,
    gaps,
    history,
    importing,
    instrument,
    register,
    settling,
)

urlpatterns = [
    path("", told_short(register.agreements), name="agreements"),
    path("compare/", told_short(comparison.compare), name="agreements_compare"),
    path("changes/", changes.changes, name="proposals"),
    path("changes/import/", importing.import_folder, name="register_import"),
    path("changes/new/", told_short(beginning.begin), name="proposal_new"),
    path("changes/<int:number>/", told_short(changes.change), name="proposal"),
    path("changes/<int:number>/text/", told_short(changes.change_text), name="proposal_text"),
    path("changes/<int:number>/propose/", changes.propose, name="proposal_propose"),
    path("changes/<int:number>/approve/", changes.approve, name="proposal_approve"),
    path("changes/<int:number>/return/", changes.send_back, name="proposal_return"),
    path("changes/<int:number>/withdraw/", changes.withdraw, name="proposal_withdraw"),
    path(
        "changes/<int:number>/<slug:table>/<slug:position>/",
        told_short(entries.part),
        name="proposal_part",
    ),
    path("gaps/", told_short(gaps.gaps), name="agreements_gaps"),
    path("may/", told_short(explorer.may), name="agreements_may"),
    path("<slug:reference>/", told_short(instrument.agreement), name="agreement"),
    path("<slug:reference>/edit/", changes.edit, name="agreement_edit"),
    path("<slug:reference>/versions/", history.history, name="agreement_history"),
    path("<slug:reference>/settle/", settling.settle, name="agreement_settle"),
]
