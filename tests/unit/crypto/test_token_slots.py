"""One act at a time speaks to a token, and none waits for ever for the one before it."""

import os
import threading
from pathlib import Path

import pytest

from comity.crypto.token_slots import alone, plugged_in


class BusyError(Exception):
    """Another act has not ended."""


class MissingError(Exception):
    """There is no module."""


def test_a_token_that_hangs_holds_up_whoever_waits_only_so_long() -> None:
    told: list[type[BaseException]] = []

    def wait_for_it() -> None:
        with pytest.raises(BusyError) as refused, alone(busy=BusyError(), seconds=0.01):
            pass
        told.append(refused.type)

    with alone(busy=BusyError()):
        other = threading.Thread(target=wait_for_it)
        other.start()
        other.join()
    assert told == [BusyError]
    with alone(busy=BusyError(), seconds=0.01):
        pass


def test_an_act_that_fails_keeps_no_other_from_the_token() -> None:
    with pytest.raises(ZeroDivisionError), alone(busy=BusyError()):
        raise ZeroDivisionError
    with alone(busy=BusyError(), seconds=0.01):
        pass


@pytest.mark.parametrize("path", ["/nowhere/module.so", os.devnull, "here"])
def test_what_is_no_module_is_told_as_the_caller_names_it(tmp_path: Path, path: str) -> None:
    here = tmp_path / "here"
    here.write_bytes(b"no library")
    given = str(here) if path == "here" else path
    with pytest.raises(MissingError), plugged_in(given, missing=MissingError()):
        pass
