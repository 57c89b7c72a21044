"""The conversations of the shared data with the groups that Polis drew."""

import csv
from functools import cache
from pathlib import Path

from enlace.consultations.polis.reading import read_export

from .reading_polis_math import SHARED, conversation

TABLE = "participants-votes.csv"
FOLDERS = sorted(path.parent for path in SHARED.glob("polis_*/*/*") if path.name in (TABLE, "math-pca2.json"))


@cache
def export_of(folder: Path):
    return read_export(str(folder))


@cache
def groups_of_polis(folder: Path) -> dict[str, int]:
    """The group of each voter, as text, whom Polis put into one."""
    if not (folder / TABLE).exists():
        return {str(voter): group for voter, group in conversation(folder.name).groups.items()}
    with (folder / TABLE).open(newline="") as file:
        return {row["participant"]: int(row["group-id"]) for row in csv.DictReader(file) if row["group-id"]}
