"""How long the common ground of a consultation takes, beside red-dwarf on the same votes in the same run.

    python benches/common_ground.py [--red-dwarf PYTHON] [--rounds 5]

Both compute the same from the same list of votes: map, groups, representativeness and consensus, of 10,000 voters × 200
statements of which each sees one in twenty. Then ours alone: 100,000 × 500 at one in fifty, with the peak of memory in
a process of its own, and 18 × 30, as in a network. Groups are planted, with a fixed seed. Ours is timed with the null
test and the stability of groups, which red-dwarf has not, and without the null test.

red-dwarf runs in an interpreter of its own, `--red-dwarf` or the variable ENLACE_RED_DWARF. To make one:

    uv venv /tmp/red-dwarf && uv pip install --python /tmp/red-dwarf --group bench

and give /tmp/red-dwarf/bin/python. Where there is none, ours is timed alone.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import numpy as np

from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.common_ground.votes import Votes

TIMES_OF_RED_DWARF = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
from reddwarf.implementations.polis import run_pipeline
asked = json.load(sys.stdin)
cast = json.load(open(asked["votes"]))
votes = [dict(participant_id=who, statement_id=what, vote=vote, modified=0) for who, what, vote in cast]
for _round in range(asked["rounds"]):
    begun = time.perf_counter()
    result = run_pipeline(votes=votes, random_state=0)
    print(time.perf_counter() - begun, result.participants_df["cluster_id"].nunique())
"""


def planted(voters: int, statements: int, seen: float, seed: int = 1) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Voter, statement and value of each vote of three groups, of a half, three tenths and a fifth of the voters."""
    random = np.random.default_rng(seed)
    group = random.choice(3, voters, p=[0.5, 0.3, 0.2])
    leaning = random.choice([-1, 1], (3, statements))
    pair = np.unique(random.integers(0, voters * statements, int(voters * statements * seen * (1 + seen / 2))))
    voter, statement = pair // statements, pair % statements
    value = np.where(random.random(len(pair)) < 0.9, 1, -1) * leaning[group[voter], statement]
    return voter, statement, np.where(random.random(len(pair)) < 0.08, 0, value)


def add_red_dwarf_option(parser: argparse.ArgumentParser) -> None:
    python = os.environ.get("ENLACE_RED_DWARF")
    parser.add_argument("--red-dwarf", metavar="PYTHON", default=python, help="an interpreter that has red-dwarf")


def run_red_dwarf(python: str, program: str, asked: str) -> str:
    done = subprocess.run([python, "-c", program], input=asked, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"red-dwarf did not run in {python}:\n{done.stderr[-2000:]}")
    return done.stdout


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def line(name: str, mine: float, theirs: float | None) -> None:
    beside = f"{theirs:>9.3f}s {theirs / mine:>8.1f}x" if theirs else f"{'-':>10} {'-':>9}"
    print(f"{name:<46} {mine:>8.3f}s {beside}", flush=True)


def beside_red_dwarf(python: str | None, rounds: int) -> None:
    columns = [column.tolist() for column in planted(10_000, 200, 0.05)]
    cast = list(zip(*columns, strict=True))
    theirs: list[float] = []
    tested, untested = [], []
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(cast, file)
        file.flush()
        for _round in range(rounds):
            tested.append(seconds(lambda: analyse(Votes.of(cast))))
            untested.append(seconds(lambda: analyse(Votes.of(cast), null_test=False)))
            if python:
                report = run_red_dwarf(python, TIMES_OF_RED_DWARF, json.dumps({"votes": file.name, "rounds": 1}))
                theirs.append(float(report.split()[0]))
    slower = statistics.median(theirs) if theirs else None
    shape = f"10,000 × 200, {len(cast):,} votes"
    line(f"{shape}", statistics.median(tested), slower)
    line(f"{shape}, no null test", statistics.median(untested), slower)


def many_votes() -> None:
    """Prints seconds and peaks of memory; to be run in a process of its own."""
    voter, statement, value = planted(100_000, 500, 0.02)
    votes = Votes.of_arrays(list(range(100_000)), list(range(500)), voter, statement, value)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took = seconds(lambda: analyse(votes))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{took} {before} {peak} {len(value)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add_red_dwarf_option(parser)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--many-votes", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.many_votes:
        return many_votes()
    print(f"{'':<46} {'Enlace':>9} {'red-dwarf':>10} {'faster':>9}")
    beside_red_dwarf(options.red_dwarf, options.rounds)
    if not options.red_dwarf:
        print("red-dwarf was not given, so ours stands alone; `--help` and this file tell how to make an interpreter.")
    child = [sys.executable, __file__, "--many-votes"]
    report = subprocess.run(child, capture_output=True, text=True, check=True).stdout.split()
    took, before, peak = map(float, report[:3])
    line(f"100,000 × 500, {int(report[3]):,} votes", took, None)
    print(f"{'':<8}peak of memory {peak:,.0f} MB, of which {before:,.0f} MB before the computation")
    voter, statement, value = planted(18, 30, 1.0)
    small = Votes.of_arrays(list(range(18)), list(range(30)), voter, statement, value)
    analyse(small)
    line(f"18 × 30, {len(value):,} votes", statistics.median(seconds(lambda: analyse(small)) for _ in range(40)), None)
    return None


if __name__ == "__main__":
    main()
