"""An answer in one sentence with a stable code; at the API's border it becomes a problem."""

from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext

from comity.interfaces.sentences import sentence


class CodedAnswer(HttpResponse):
    """A refusal given before any page or handler of the API is reached.

    Args:
        code: stable code of a sentence.
        status: HTTP status.
    """

    def __init__(self, code: str, *, status: HTTPStatus) -> None:
        self.code = code
        told = sentence(code, translate=gettext)
        super().__init__(told, status=status, content_type="text/plain; charset=utf-8")
