"""How a page does an act: one transaction, and what stands in the way told in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from comity.assistance.models import Request
from comity.assistance.queries import Offer
from comity.assistance.terms import Channel, OtherAgencyError
from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.telling import tell_error
from comity.kernel.duties import Duty
from comity.kernel.errors import ComityError, InvalidDraftError, NotAllowedError, NotFoundError
from comity.officers.terms import FreshSignInNeededError, Viewer, demand_role


@dataclass(frozen=True, slots=True)
class Done:
    """What is said when an act is done, by how it goes to the partner."""

    by_node: str
    by_letter: str

    def through(self, channel: Channel) -> str:
        """Return what is said of an act that goes by a channel."""
        return self.by_letter if channel is Channel.LETTER else self.by_node


# Errors that speak of one field, where a form has it.
_BESIDE: Mapping[str, str] = {"unknown_agency": "agency"}


def act(request: HttpRequest, do: Callable[[], object], *, done: str) -> bool:
    """Do one act in one transaction and say at the top of the next page what came of it.

    Args:
        request: to whose officer it is said.
        do: the service with its arguments.
        done: what to say when it is done.

    Returns:
        Whether it was done; when not, the reason has been said.
    """
    try:
        with transaction.atomic(durable=True):
            do()
    except (NotFoundError, NotAllowedError, FreshSignInNeededError):
        raise  # the door answers these
    except ComityError as refused:
        messages.error(request, tell_error(refused))
        return False
    messages.success(request, done)
    return True


def demand_open(offer: Offer | None) -> None:
    """Refuse the page of an act that the viewer's office does not carry, or not for that agency.

    What else stands in the way of the act is told on its page.

    Raises:
        NotAllowedError: the office does not carry it.
        OtherAgencyError: it belongs to another agency.
    """
    for shut in (OtherAgencyError, NotAllowedError):
        if offer is not None and offer.code == shut.code:
            raise shut(**dict(offer.facts))


def demand_own(request: Request, viewer: Viewer, duty: Duty) -> None:
    """Refuse the page of an act on a request that the viewer's office does not carry there.

    Raises:
        NotAllowedError: the office does not carry it.
        OtherAgencyError: the request belongs to another agency.
    """
    demand_role(viewer, duty.roles)
    if not viewer.reaches(request.agency_code, roles=duty.roles):
        raise OtherAgencyError(agency=request.agency_code or "")


def act_from(form: forms.Form, do: Callable[[dict[str, str]], object]) -> bool:
    """Do one act with what was typed, in one transaction; what is wrong stands beside its field.

    Returns:
        Whether it was done; when not, the form says why and still holds what was typed.
    """
    assert form.is_valid(), "a form that does not judge has nothing to refuse"
    try:
        with transaction.atomic(durable=True):
            do(form.cleaned_data)
    except InvalidDraftError as refused:
        show_problems(form, refused.problems)
    except (NotFoundError, NotAllowedError, FreshSignInNeededError):
        raise  # the door answers these
    except ComityError as refused:
        field = _BESIDE.get(refused.code, "")
        form.add_error(field if field in form.fields else None, tell_error(refused))
    else:
        return True
    return False
