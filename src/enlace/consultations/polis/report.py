"""The common ground of an export, as JSON for programs."""

from collections.abc import Hashable
from dataclasses import asdict
from typing import Any

from enlace.consultations.common_ground.findings import (
    Agreement,
    CommonGround,
    Division,
    Group,
    Representative,
    StatementFinding,
)
from enlace.consultations.common_ground.tallies import Tally

from .export import PolisExport

type Texts = dict[Hashable, str]


def as_json(found: CommonGround, export: PolisExport) -> dict[str, Any]:
    """Numbers, strings, lists and objects only; no number is NaN or infinite. Keys: `docs/administrator.md`."""
    texts: Texts = {one.id: one.text for one in export.statements}
    return {
        "voters": found.voters,
        "counted": len(found.counted),
        "groups": [{"id": group.id, "size": group.size, "stability": group.stability} for group in found.groups],
        "memberships": {str(voter): group for voter, group in found.memberships.items()},
        "consensus": [_consensus(one, found.groups, texts) for one in found.consensus],
        "representative": {
            str(group.id): [_representative(one, texts) for one in group.representative] for group in found.groups
        },
        "agreement": {
            "agree": [_agreement(one, texts) for one in found.agreement],
            "disagree": [_agreement(one, texts) for one in found.disagreement],
        },
        "distinct": found.distinct,
        "divisions": [_division(one, found.groups, texts) for one in found.divisions],
        "trials": [asdict(trial) for trial in found.trials],
        "topic": export.topic,
        "left_out": list(export.left_out),
        "findings": list(export.findings),
    }


def _consensus(one: StatementFinding, groups: tuple[Group, ...], texts: Texts) -> dict[str, Any]:
    return {
        "statement": one.statement,
        "gic": one.gic,
        "gic_mean": one.gic_mean,
        **_counts(one.tally),
        "text": texts[one.statement],
        "by_group": _by_group(one.by_group, groups),
        "common": one.common,
        "rejected": one.rejected,
        "robustness": one.robustness,
    }


def _representative(one: Representative, texts: Texts) -> dict[str, Any]:
    return {
        "statement": one.statement,
        "side": one.side,
        **_counts(one.tally),
        "p": one.p,
        "z": one.z,
        "ratio": one.ratio,
        "z_ratio": one.z_ratio,
        "robustness": one.robustness,
        "text": texts[one.statement],
        "significant": one.significant,
        "others": _counts(one.others),
    }


def _agreement(one: Agreement, texts: Texts) -> dict[str, Any]:
    return {
        "statement": one.statement,
        "side": one.side,
        **_counts(one.tally),
        "p": one.p,
        "z": one.z,
        "robustness": one.robustness,
        "text": texts[one.statement],
    }


def _division(one: Division, groups: tuple[Group, ...], texts: Texts) -> dict[str, Any]:
    return {
        "statement": one.statement,
        "agrees": one.agrees,
        "disagrees": one.disagrees,
        "spread": one.spread,
        "z": one.z,
        "robustness": one.robustness,
        "by_group": _by_group(one.by_group, groups),
        "text": texts[one.statement],
    }


def _by_group(tallies: tuple[Tally, ...], groups: tuple[Group, ...]) -> dict[str, dict[str, int]]:
    return {str(group.id): _counts(tally) for group, tally in zip(groups, tallies, strict=True)}


def _counts(tally: Tally) -> dict[str, int]:
    return {"agree": tally.agree, "disagree": tally.disagree, "pass": tally.passed}
