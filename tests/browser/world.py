"""A US node with cases in every state, served for a browser; `node` starts it with its home."""

import json
import os
from pathlib import Path

from comity.node.configuration import home_folder
from comity.node.serving import door_command
from tests.browser.cases import fill

PLACES = "places.json"


def main() -> None:
    """Fill the node, say what is where, and become its officers' door."""
    (home_folder() / PLACES).write_text(json.dumps(fill()))
    command = door_command("officers")
    os.chdir(Path(home_folder()))
    os.execv(command[0], command)  # noqa: S606  this process becomes the server


if __name__ == "__main__":
    main()
