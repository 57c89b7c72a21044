"""On the page of a contribution, a paper or evidence: what was made of it, and the way to make it."""

from collections import defaultdict
from collections.abc import Iterable

from django.http import HttpRequest
from django.urls import reverse

from enlace.commitments.models import Evidence
from enlace.core.registry import Panel
from enlace.files.models import Version
from enlace.library.cataloguing.rules import can_add_publication
from enlace.library.models import Publication
from enlace.library.origins.rules import can_make_from_contribution, can_make_from_paper
from enlace.meetings.models import Contribution, Paper


def contribution_panel(request: HttpRequest, contribution: Contribution) -> Panel | None:
    made = Publication.objects.visible_to(request.user).filter(from_contribution=contribution)
    may_make = can_make_from_contribution(request.user, contribution)
    return _panel(made, reverse("library:make_from_contribution", args=[contribution.pk]) if may_make else "")


def paper_panel(request: HttpRequest, paper: Paper) -> Panel | None:
    made = Publication.objects.visible_to(request.user).filter(from_paper=paper)
    may_make = can_make_from_paper(request.user, paper)
    return _panel(made, reverse("library:make_from_paper", args=[paper.pk]) if may_make else "")


def _panel(made: Iterable[Publication], address: str, template: str = "origin") -> Panel | None:
    publications = list(made)
    context = {"publications": publications, "address": address}
    return Panel(f"library/panels/{template}.html", context) if publications or address else None


def evidence_panel(request: HttpRequest, evidence: Evidence) -> Panel | None:
    """A report has many: what is asked is asked once for all of it, and kept with the request."""
    kept: dict[int, EvidenceOfReport] = request.__dict__.setdefault("_evidence_in_library", {})
    if evidence.progress_id not in kept:
        kept[evidence.progress_id] = EvidenceOfReport(request, evidence)
    of_report = kept[evidence.progress_id]
    address = reverse("library:make_from_evidence", args=[evidence.pk]) if of_report.may_make(evidence) else ""
    return _panel(of_report.made[evidence.pk], address, "evidence_origin")


class EvidenceOfReport:
    """Of one report, what was made of each piece of evidence, and of which something can be made. Three queries."""

    def __init__(self, request: HttpRequest, evidence: Evidence) -> None:
        progress = evidence.progress
        self.made: dict[int, list[Publication]] = defaultdict(list)
        for one in Publication.objects.visible_to(request.user).filter(from_evidence__progress=progress):
            self.made[one.from_evidence_id or 0].append(one)
        self.ready: set[int] = set()
        if can_add_publication(request.user) and progress.cleared_at and not progress.taken_back_at:
            taken = Publication.objects.filter(from_evidence__progress=progress).values("from_evidence")
            spare = Evidence.objects.filter(progress=progress).exclude(pk__in=taken).values("pk")
            files = Version.objects.kept().of(Evidence, spare)
            self.ready = set(files.values_list("file__owner_id", flat=True))

    def may_make(self, evidence: Evidence) -> bool:
        """As `can_make_from_evidence` says of each; a test compares the two."""
        return evidence.pk in self.ready
