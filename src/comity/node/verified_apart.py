"""`comity verify` in a process of its own, which knows nothing of what was done before it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from comity.node.passphrase import handed_on


def verified_apart(home: Path, passphrase: str, **more: str) -> dict[str, Any]:
    """Return what verifying a node finds; empty when it could not even begin.

    Args:
        home: the node's home folder.
        passphrase: opens its keystore.
        more: further variables of the process.
    """
    with handed_on(passphrase) as (lent, environment):
        done = subprocess.run(
            [sys.executable, "-m", "comity.node.main", "verify", "--json"],
            env={**environment, "COMITY_HOME": str(home), **more},
            pass_fds=(lent,),
            stdout=subprocess.PIPE,
            check=False,
        )
    try:
        told = json.loads(done.stdout)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
