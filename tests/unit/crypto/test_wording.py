"""Every error of the package has a sentence, and every place in a sentence a fact."""

import re

import pytest

from comity.crypto import errors
from comity.crypto.wording import SENTENCES
from comity.kernel.errors import ComityError

CODES = {
    kind.code
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, ComityError) and kind is not ComityError
}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert set(SENTENCES) == CODES


@pytest.mark.parametrize("sentence", SENTENCES.values())
def test_a_sentence_is_one(sentence: str) -> None:
    assert sentence[0].isupper() or sentence.startswith("{")
    assert sentence.endswith(".")
    assert re.sub(r"{[a-z_]+}", "", sentence).count("{") == 0
