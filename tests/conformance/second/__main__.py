"""`python -m tests.conformance.second`: JSON lines in, JSON lines out."""

import json
import sys

from tests.conformance.second.verbs import Program, answer


def main() -> int:
    program = Program()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(program, json.loads(line))) + "\n")
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
