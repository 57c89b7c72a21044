"""Of what a report can be begun: years, editions of the register, meetings, rounds that have none yet."""

from collections.abc import Mapping, Sequence
from typing import Any

from enlace.commitments.models import ReviewRound
from enlace.mechanisms.models import Edition
from enlace.meetings.models import Meeting
from enlace.network.composition import years
from enlace.reports.annual.facts import EVERYBODY
from enlace.reports.kinds import KINDS
from enlace.reports.models import Report, ReportKind

Subjects = Mapping[str, Sequence[Any]]


def free_subjects() -> Subjects:
    """By kind, the newest first. Reports are public: of what is not over yet, or not public, there is none."""
    taken = {name: Report.objects.exclude(**{name: None}).values(name) for name in ("meeting", "review_round")}
    editions = Report.objects.exclude(mechanism_edition=None).values("mechanism_edition")
    have = set(Report.objects.exclude(year=None).values_list("year", flat=True))
    found: dict[str, Sequence[Any]] = {
        ReportKind.ANNUAL: [year for year in reversed(years()) if year not in have],
        ReportKind.BOOKLET: list(Edition.objects.closed().exclude(pk__in=editions)),
        ReportKind.MEETING: list(
            Meeting.objects.visible_to(EVERYBODY)
            .past()
            .filter(cancelled_at=None)
            .exclude(pk__in=taken["meeting"])
            .order_by("-begins_on")
        ),
        ReportKind.ROUND: list(
            ReviewRound.objects.visible_to(EVERYBODY).closed().exclude(pk__in=taken["review_round"])
        ),
    }
    return {kind: subjects for kind, subjects in found.items() if kind in KINDS}


def is_public(report: Report) -> bool:
    """Whether everybody may still read what the report is about, so that it can be drawn."""
    subject = report.subject
    if isinstance(subject, int):
        return True
    public: Any = type(subject)._default_manager.visible_to(EVERYBODY)
    return bool(public.filter(pk=subject.pk).exists())
