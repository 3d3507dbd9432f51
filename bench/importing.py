"""What it costs to take the open caseload of the time before a node in.

    python -m bench.importing [rows]

The work is done and measured in a new node (`bench.importing_node`).
"""

import sys

from bench.new_node import run_in_new_node

if __name__ == "__main__":
    run_in_new_node("bench.importing_node", *sys.argv[1:])
