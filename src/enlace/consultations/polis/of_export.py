"""The common ground of an export that lies in a file."""

from dataclasses import dataclass, replace
from pathlib import Path

from enlace.consultations.common_ground.analysis import analyse
from enlace.consultations.common_ground.findings import CommonGround

from .export import PolisExport
from .given_groups import BadGroups, read_groups
from .reading import read_export


@dataclass(frozen=True)
class Asked:
    """`groups`: a file of groups to take instead of computing them. `count`: so many groups, without a null test."""

    groups: Path | None = None
    count: int | None = None
    null_test: bool = True


def common_ground_of(path: str, asked: Asked) -> tuple[CommonGround, PolisExport]:
    """Raises BadExport and BadGroups, whose messages are sentences."""
    if asked.count is not None and (asked.count < 1 or asked.groups):
        raise BadGroups("--count takes a number of 1 or more, and not together with --groups.")
    export = read_export(path)
    groups = read_groups(asked.groups, export.votes.voters) if asked.groups else None
    found = analyse(
        export.votes,
        left_out=export.left_out,
        groups=groups,
        group_count=asked.count,
        null_test=asked.null_test,
        counted=export.entered,
    )
    if asked.count is not None and len(found.groups) < asked.count:
        fewer = f"{asked.count} groups were asked for; {len(found.groups)} can be drawn with 3 voters or more in each."
        export = replace(export, findings=(*export.findings, fewer))
    return found, export
