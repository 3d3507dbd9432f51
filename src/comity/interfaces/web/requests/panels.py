"""What stands on a request's page beside its papers, each part of the work with a card of its own.

A card asks the database as little as it can, and nothing where what the page has read already says
that there is nothing to show: most requests have none of these.
"""

from collections.abc import Callable

from comity.assistance.queries import RequestDetail
from comity.assistance.queries.retention import is_gone
from comity.interfaces.web.afterwords.panel import afterwords_panel
from comity.interfaces.web.clocks.panel import clocks_panel
from comity.interfaces.web.competence.panels import passed_on_panel
from comity.interfaces.web.consulting.panels import consultations_panel
from comity.interfaces.web.data_transfers.panels import data_transfer_panel
from comity.interfaces.web.deciding.panels import decision_panel
from comity.interfaces.web.delivery.panels import delivery_panel
from comity.interfaces.web.enquiries.panels import enquiries_panel
from comity.interfaces.web.finding.copies import copies_panel
from comity.interfaces.web.follow_ups.panels import feedback_panel, questions_panel
from comity.interfaces.web.imports.panel import former_panel
from comity.interfaces.web.incoming.panel import same_number_panel
from comity.interfaces.web.information.panel import information_panel
from comity.interfaces.web.investigations.panels import folders_panel
from comity.interfaces.web.joining.panels import joining_panel
from comity.interfaces.web.markings.shown import markings_panel
from comity.interfaces.web.panel import Panel
from comity.interfaces.web.replies.views import replies_panel
from comity.interfaces.web.reply_parts.shown import parts_panel
from comity.interfaces.web.retention.panels import retention_panel
from comity.interfaces.web.same_matter.panels import same_matter_panel
from comity.interfaces.web.standing.panels import standing_panel
from comity.interfaces.web.tasks.panels import tasks_panel
from comity.interfaces.web.translations.shown import translations_panel
from comity.interfaces.web.urgent.panels import alone_panel, oral_panel
from comity.officers.terms import Viewer

MakePanel = Callable[[RequestDetail, Viewer], Panel | None]

# In the order in which they stand.
PANELS: tuple[MakePanel, ...] = (
    information_panel,
    afterwords_panel,
    markings_panel,
    parts_panel,
    clocks_panel,
    replies_panel,
    questions_panel,
    feedback_panel,
    oral_panel,
    alone_panel,
    same_matter_panel,
    data_transfer_panel,
    retention_panel,
    same_number_panel,
    decision_panel,
    delivery_panel,
    standing_panel,
    passed_on_panel,
    enquiries_panel,
    consultations_panel,
    tasks_panel,
    folders_panel,
    former_panel,
    joining_panel,
    translations_panel,
    copies_panel,
)


def panels_of(detail: RequestDetail, viewer: Viewer) -> tuple[Panel, ...]:
    """Return the cards that have something to show, or to offer, to this viewer.

    Of a matter whose content was erased nothing is offered: its tombstone alone stands there.
    """
    if is_gone(detail.request):
        tombstone = retention_panel(detail, viewer)
        return () if tombstone is None else (tombstone,)
    made = (make(detail, viewer) for make in PANELS)
    return tuple(panel for panel in made if panel is not None)
