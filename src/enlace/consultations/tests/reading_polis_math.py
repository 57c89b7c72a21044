"""The conversations of `polis_math`: their votes, and what Polis computed from them."""

import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from enlace.consultations.common_ground.votes import Votes

SHARED = Path(os.environ.get("ENLACE_SHARED_DATA", Path(__file__).parents[5] / "shared" / "data"))
needs_shared_data = pytest.mark.skipif(
    not (SHARED / "polis_math").is_dir(), reason="the shared data is absent: set ENLACE_SHARED_DATA to its folder"
)
CONVERSATIONS = sorted(path.name for path in (SHARED / "polis_math").glob("*/"))


@dataclass(frozen=True)
class Conversation:
    votes: Votes
    math: dict[str, Any]
    groups: dict[int, int]
    voter_cast: list[int]
    statement_cast: list[int]

    @property
    def moderated_out(self) -> set[int]:
        return set(self.math["mod-out"])


@cache
def conversation(name: str) -> Conversation:
    """`votes` with statements by number; `groups`: for each participant in one, Polis's group.

    `voter_cast` and `statement_cast`: who voted on what, in the order of time.
    """
    folder = SHARED / "polis_math" / name
    math = json.loads((folder / "math-pca2.json").read_text())
    cast = sorted(json.loads((folder / "votes.json").read_text()), key=lambda row: float(row["modified"]))
    voter, statement = ("pid", "tid") if "pid" in cast[0] else ("participant_id", "statement_id")
    votes = Votes.of(((row[voter], row[statement], row["vote"]) for row in cast), statements=sorted(math["tids"]))
    members = dict(zip(math["base-clusters"]["id"], math["base-clusters"]["members"], strict=True))
    groups = {
        participant: group["id"]
        for group in math["group-clusters"]
        for cluster in group["members"]
        for participant in members[cluster]
    }
    return Conversation(votes, math, groups, [row[voter] for row in cast], [row[statement] for row in cast])
