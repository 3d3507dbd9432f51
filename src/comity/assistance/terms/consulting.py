"""Asking a partner for its informal view of a draft; nothing in it binds either side."""

from enum import StrEnum

from comity.kernel.errors import ComityError


class ConsultationState(StrEnum):
    """Where a consultation stands in the record of one administration."""

    WRITTEN = "written"
    SENT = "sent"
    ANSWERED = "answered"
    RECEIVED = "received"
    VIEW_WRITTEN = "view_written"
    REPLIED = "replied"


class ConsultationNotOpenError(ComityError):
    """The consultation, or its draft, does not stand where this could be done."""

    code = "consultation_not_open"


class ConsultationByNodeError(ComityError):
    """The partner has no node: it is asked for its view by letter or telephone."""

    code = "consultation_by_node"
