"""The sandbox as a process of its own, without Django: `python -m enlace.giving.sandbox`.

Its key is ENLACE_SANDBOX_KEY. It prints the port on which it listens, and runs until it is told to end.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from enlace.giving.sandbox.server import Options, Sandbox


def main() -> None:
    parser = argparse.ArgumentParser(prog="enlace.giving.sandbox")
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--webhook", default="")
    parser.add_argument("--tests", action="store_true", help="may be steered: clock, faults")
    parser.add_argument("--slow-seconds", type=float, default=1.0)
    parser.add_argument("--faults", type=json.loads, default={}, help="as JSON; see faults.py")
    chosen = parser.parse_args()
    sandbox = Sandbox(
        Options(
            path=chosen.file,
            key=os.environ["ENLACE_SANDBOX_KEY"],
            webhook=chosen.webhook,
            port=chosen.port,
            tests=chosen.tests,
            slow_seconds=chosen.slow_seconds,
            first_pause=100 if chosen.tests else 1000,
            faults=tuple(chosen.faults.items()),
        )
    )
    sys.stdout.write(f"{sandbox.server_port}\n")
    sys.stdout.flush()
    sandbox.run()


if __name__ == "__main__":
    main()
