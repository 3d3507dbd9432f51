"""The lock of an alert: taken first, so that acts on its matters wait and never in a circle."""

from comity.assistance.models import Alert, Information, Request
from comity.officers.terms import Viewer


def lock_alert_of(reference: str, *, officer: Viewer) -> None:
    """Lock the alert of a matter and all matters of it, before anything else of them is locked.

    An alert is locked before its matters, those in one order, and the record's head last.

    Args:
        reference: of the matter; of no alert, or none that the officer may see, nothing is locked.
        officer: who acts.
    """
    seen = Information.objects.all().visible_to(officer).filter(request__reference=reference)
    number = seen.values_list("alert", flat=True).first()
    if number is None:
        return
    Alert.objects.select_for_update(of=("self",), no_key=True).get(pk=number)
    matters = Request.objects.filter(information__alert=number)
    list(matters.select_for_update(of=("self",), no_key=True).order_by("pk").only("pk"))
