"""What came to a meeting or stands as evidence becomes a draft of the library: by who catalogues, once."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Evidence
from enlace.core.permission import allows
from enlace.files.models import Version
from enlace.files.queries import files_of
from enlace.library.cataloguing.rules import CATALOGUERS
from enlace.meetings.models import Contribution, Paper
from enlace.meetings.papers.rules import has_file as paper_has_file


def _has_file(record: Any) -> bool:
    return files_of(record).filter(versions__in=Version.objects.kept()).exists()


@allows(
    *CATALOGUERS,
    does=_("Make a draft publication of what a speaker brought"),
    condition=_("it is submitted, the speaker agrees that it may be published, and none was made of it yet"),
)
def can_make_from_contribution(user: Anyone | None, contribution: Contribution) -> bool:
    ready = contribution.submitted_at is not None and contribution.may_be_published
    return ready and not contribution.publications.exists()


@allows(
    *CATALOGUERS,
    does=_("Make a draft publication of a paper of a session"),
    condition=_("it is released, its file is there, and none was made of it yet"),
)
def can_make_from_paper(user: Anyone | None, paper: Paper) -> bool:
    return paper.released_at is not None and not paper.publications.exists() and paper_has_file(paper)


@allows(
    *CATALOGUERS,
    does=_("Make a draft publication of evidence of progress"),
    condition=_("its report is cleared, it has a file, and none was made of it yet"),
)
def can_make_from_evidence(user: Anyone | None, evidence: Evidence) -> bool:
    cleared = evidence.progress.cleared_at is not None and evidence.progress.taken_back_at is None
    return cleared and not evidence.publications.exists() and _has_file(evidence)
