"""How far our groups of opinion agree with Polis's, beside red-dwarf's on the same votes.

    python benches/common_ground_groups.py [FOLDER …] [--red-dwarf PYTHON]

Prints the adjusted Rand index on every conversation found: with the number of groups that each chooses, before the null
test, with Polis's number, and after the null test. A FOLDER is an export of Polis with `participants-votes.csv`, or
with `votes.json`, `comments.json` and `math-pca2.json`; by default all of the shared data (`ENLACE_SHARED_DATA` or
`../shared/data`) are taken. Of red-dwarf, those voters count whom it groups. For an interpreter with red-dwarf see
`common_ground.py`.
"""

import argparse
import csv
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from django.conf import settings

from common_ground import add_red_dwarf_option, run_red_dwarf
from enlace.consultations.common_ground.agreement_of_groups import adjusted_rand_index
from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.polis.export import PolisExport
from enlace.consultations.polis.reading import read_export

SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))

GROUPS_OF_RED_DWARF = """
import json, sys, warnings
warnings.filterwarnings("ignore")
from reddwarf.implementations.polis import run_pipeline
asked = json.load(sys.stdin)
votes = [dict(participant_id=who, statement_id=what, vote=vote, modified=0) for who, what, vote in asked["votes"]]
for count in (None, asked["count"]):
    result = run_pipeline(votes=votes, mod_out_statement_ids=asked["left_out"], force_group_count=count, random_state=0)
    groups = result.participants_df["cluster_id"].dropna()
    print(json.dumps({str(who): int(group) for who, group in groups.items()}))
"""


@dataclass
class Compared:
    count: int
    agreement: float

    @classmethod
    def of(cls, ours: dict[Any, Any], theirs: dict[str, int]) -> "Compared":
        both = [voter for voter in ours if voter in theirs]
        agreement = adjusted_rand_index([ours[one] for one in both], [theirs[one] for one in both])
        return cls(len({*ours.values()}), agreement)

    def __str__(self) -> str:
        return f"{self.count:>3} {self.agreement:>6.3f}"


def groups_of_polis(folder: Path) -> dict[str, int]:
    if (folder / "participants-votes.csv").exists():
        with (folder / "participants-votes.csv").open(newline="") as file:
            return {row["participant"]: int(row["group-id"]) for row in csv.DictReader(file) if row["group-id"]}
    math = json.loads((folder / "math-pca2.json").read_text())
    members = dict(zip(math["base-clusters"]["id"], math["base-clusters"]["members"], strict=True))
    return {
        str(voter): group["id"]
        for group in math["group-clusters"]
        for cluster in group["members"]
        for voter in members[cluster]
    }


def ours(export: PolisExport, theirs: dict[str, int], **options: Any) -> Compared:
    found = analyse(export.votes, left_out=export.left_out, counted=export.entered, **options)
    return Compared.of(found.memberships, theirs)


def of_red_dwarf(python: str, export: PolisExport, theirs: dict[str, int]) -> list[Compared]:
    votes = export.votes
    cast = zip(votes.voter.tolist(), votes.statement.tolist(), votes.value.tolist(), strict=True)
    asked = {
        "votes": [(int(str(votes.voters[who])), votes.statements[what], value) for who, what, value in cast],
        "left_out": list(export.left_out),
        "count": len({*theirs.values()}),
    }
    lines = run_red_dwarf(python, GROUPS_OF_RED_DWARF, json.dumps(asked)).splitlines()
    return [Compared.of(json.loads(line), theirs) for line in lines]


def main() -> None:
    settings.configure(USE_I18N=False)
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    add_red_dwarf_option(parser)
    options = parser.parse_args()
    names = ("participants-votes.csv", "math-pca2.json")
    found = {path.parent for path in SHARED.glob("polis_*/*/*") if path.name in names}
    print(f"{'':<32} {'Polis':>5} |{'chosen':^23}|{'as many as Polis':^23}| after the")
    columns = f"{'ours':^10} {'red-dwarf':^12}"
    print(f"{'conversation':<32} {'k':>5} |{columns}|{columns}| null test")
    for folder in options.folders or sorted(found):
        export, theirs = read_export(str(folder)), groups_of_polis(folder)
        count = len({*theirs.values()})
        beside = of_red_dwarf(options.red_dwarf, export, theirs) if options.red_dwarf else ["", ""]
        chosen, forced = ours(export, theirs, null_test=False), ours(export, theirs, group_count=count)
        cells = f"{chosen} {beside[0]!s:>12} |{forced} {beside[1]!s:>12} | {ours(export, theirs)}"
        print(f"{folder.name:<32} {count:>5} |{cells}", flush=True)


if __name__ == "__main__":
    main()
