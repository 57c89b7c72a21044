"""What this subject offers through the registry: kind, item, order. Nothing that is due, searched, counted or held."""

from collections.abc import Callable
from typing import Any

from enlace.mechanisms.assessments import entries, privacy
from enlace.mechanisms.models import Assessment, AssessmentFinding


def private_assessments() -> type[Assessment]:
    return Assessment


def private_findings() -> type[AssessmentFinding]:
    return AssessmentFinding


OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("private_subject", private_assessments, 0),
    ("private_subject", private_findings, 0),
    ("erase", privacy.erase_from_findings, 10),
    ("workspace_foot", entries.assessments_entry, 16),
)
