"""The code lists this node goes by: those shipped, and its own in their place."""

from django.conf import settings

from comity.subjects.list_files import CodeListsRefusedError, load_code_lists
from comity.subjects.terms import CodeLists


def current_code_lists() -> CodeLists:
    """Return the lists as their files stand now.

    Raises:
        CodeListsRefusedError: files of the node's own folder are refused.
    """
    return load_code_lists(settings.CODE_LISTS_FOLDER)


def readable_code_lists() -> CodeLists:
    """Return the lists; none while files are refused, so that no request waits for them."""
    try:
        return current_code_lists()
    except CodeListsRefusedError:
        return CodeLists()
