"""What is done with the bodies of forms before any view sees them."""

import errno
import os
from collections.abc import Callable, Mapping
from typing import Any

from allauth.headless.internal.sessionkit import authenticate_by_x_session_token
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext

from comity.crypto.spool import EncryptedSpool
from comity.evidence.vault import vault
from comity.interfaces.sentences import sentence

STRANGERS_BYTES = 64 * 1024
"""How much a form may weigh whose sender is not signed in: a sign-in form, and no file."""

_FORMS = ("multipart/", "application/x-www-form-urlencoded")


class SealedSpoolHandler(FileUploadHandler):
    """Keeps an uploaded file encrypted on disk until evidence seals it, or the request ends."""

    spool: EncryptedSpool

    def new_file(self, *args: Any, **named: Any) -> None:
        """Begin with the next file of the form."""
        super().new_file(*args, **named)
        # One byte more than may be taken in, so that the vault says what is wrong.
        self.spool = EncryptedSpool(settings.UPLOADS_FOLDER, keep=vault().size_limit + 1)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take the next bytes; no other handler gets them."""
        if not vault().has_room_for(len(raw_data)):
            # What is uploaded must leave the node the room it needs itself.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.spool.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """Hand the file to the form."""
        self.spool.rewind()
        # It only needs to be read and closed, which the stubs ask more of.
        spool: Any = self.spool
        return UploadedFile(
            file=spool,
            name=self.file_name,
            content_type=self.content_type,
            size=self.spool.size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )

    def upload_interrupted(self) -> None:
        """Drop what had come when the caller hung up."""
        self.spool.close()


class RefuseBodiesOfStrangers:
    """Refuse a heavy form from someone who is not signed in, before a byte of it is read.

    The check for forged requests reads the form, and it runs before any view asks who is there.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, or answer that signing in comes first."""
        if _is_heavy_form(request.META) and not _is_signed_in(request):
            told = sentence("sign_in_needed", translate=gettext)
            return HttpResponse(told, status=413, content_type="text/plain; charset=utf-8")
        return self._answer(request)


def _is_heavy_form(meta: Mapping[str, object]) -> bool:
    length = str(meta.get("CONTENT_LENGTH") or "0")
    weight = int(length) if length.isdecimal() else 0
    return weight > STRANGERS_BYTES and str(meta.get("CONTENT_TYPE", "")).startswith(_FORMS)


def _is_signed_in(request: HttpRequest) -> bool:
    token = request.headers.get("X-Session-Token", "")
    if token:
        return authenticate_by_x_session_token(token) is not None
    return request.user.is_authenticated
