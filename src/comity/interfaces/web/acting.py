"""How a page does an act: one transaction, and what stands in the way told in words."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest

from comity.interfaces.web.forms import show_problems
from comity.interfaces.web.telling import tell_error
from comity.kernel.errors import ComityError, InvalidDraftError, NotFoundError
from comity.officers.terms import FreshSignInNeededError

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
    except (NotFoundError, FreshSignInNeededError):
        raise  # the door answers these
    except ComityError as refused:
        messages.error(request, tell_error(refused))
        return False
    messages.success(request, done)
    return True


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
    except NotFoundError:
        raise
    except ComityError as refused:
        field = _BESIDE.get(refused.code, "")
        form.add_error(field if field in form.fields else None, tell_error(refused))
    else:
        return True
    return False
