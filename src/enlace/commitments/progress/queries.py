"""Reports as they are shown: with what of their evidence the reader sees."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, Commitment, Evidence, Progress, ProgressComment
from enlace.commitments.models.progress import ProgressQuerySet
from enlace.commitments.progress.checking import is_wider
from enlace.commitments.progress.stages import Stage, stage_of
from enlace.core.texts import Text
from enlace.files.models import File, Version
from enlace.files.queries import ShownFile, shown_file
from enlace.network.audit import Author, authors
from enlace.network.models import State
from enlace.network.roles import roles_of

NEAR = ("state", "organisation", "milestone", "round", "commitment")


@dataclass(frozen=True)
class ShownEvidence:
    """`file` is its file with its versions, if it has one; `version` the one that counts, None if it was erased."""

    evidence: Evidence
    file: ShownFile | None = None

    @property
    def version(self) -> Version | None:
        return self.file.current if self.file else None

    @property
    def is_narrower(self) -> bool:
        """For fewer readers than its report: worth saying."""
        return is_wider(self.evidence.progress.audience, self.evidence.audience)


@dataclass(frozen=True)
class ShownProgress:
    progress: Progress
    evidence: list[ShownEvidence] = field(default_factory=list)

    @property
    def stage(self) -> Stage:
        return stage_of(self.progress)

    @property
    def is_unseen(self) -> bool:
        """Whether nobody outside its body reads it."""
        return self.stage != Stage.CLEARED


def shown_progress(commitment: Commitment, reader: Anyone) -> list[ShownProgress]:
    """What the reader sees, the newest first; drafts too where they are their own. Queries do not grow with them."""
    return shown_reports(Progress.objects.visible_to(reader).filter(commitment=commitment), reader)


def shown_reports(found: ProgressQuerySet, reader: Anyone) -> list[ShownProgress]:
    """The newest first."""
    reports = list(found.select_related(*NEAR).order_by("-reported_on", "-pk"))
    evidence = _evidence_of(reports, reader)
    return [ShownProgress(one, evidence[one.pk]) for one in reports]


def _evidence_of(reports: Iterable[Progress], reader: Anyone) -> dict[int, list[ShownEvidence]]:
    """By report. None is asked for where there is no report."""
    grouped: dict[int, list[ShownEvidence]] = defaultdict(list)
    by_pk = {one.pk: one for one in reports}
    if not by_pk:
        return grouped
    found = list(Evidence.objects.visible_to(reader).filter(progress__in=by_pk).order_by("pk"))
    files = _files_of(found)
    for one in found:
        one.progress = by_pk[one.progress_id]
        file = files.get(one.pk)
        if file is not None:
            file.owner = one
        shown = shown_file(file, file.versions.all(), reader) if file else None
        grouped[one.progress_id].append(ShownEvidence(one, shown))
    return grouped


def shown_evidence(evidence: Evidence, reader: Anyone) -> ShownEvidence:
    file = _files_of([evidence]).get(evidence.pk)
    return ShownEvidence(evidence, shown_file(file, file.versions.all(), reader) if file else None)


def _files_of(evidence: Iterable[Evidence]) -> dict[int, File]:
    owners = [one.pk for one in evidence]
    files = File.objects.of(Evidence, owners).prefetch_related("versions") if owners else []
    return {one.owner_id: one for one in files}


def latest_progress(commitments: Iterable[Commitment], reader: Anyone) -> dict[int, Progress]:
    """By commitment, the newest cleared report that the reader sees, of whichever party. One query."""
    cleared = Progress.objects.visible_to(reader).cleared().filter(commitment__in=[one.pk for one in commitments])
    rows = cleared.select_related("state", "organisation", "milestone").order_by("reported_on", "pk")
    return {one.commitment_id: one for one in rows}


@dataclass(frozen=True)
class Waiting:
    """What of one state waits for the reader to clear it, the oldest first."""

    state: State
    reports: list[ShownProgress]


def waiting_progress(reader: Anyone) -> list[Waiting]:
    roles = roles_of(reader)
    states = [pk for pk in sorted(roles.states) if roles.clears_for(pk)]
    found = Progress.objects.visible_to(reader).waiting().filter(state__in=states)
    groups: dict[State, list[ShownProgress]] = defaultdict(list)
    for one in sorted(shown_reports(found, reader), key=lambda one: (one.progress.submitted_at, one.progress.pk)):
        if one.progress.state:
            groups[one.progress.state].append(one)
    return [Waiting(state, reports) for state, reports in groups.items()]


@dataclass(frozen=True)
class ShownComment:
    """`body` is empty where the secretariat wrote it."""

    text: str
    at: datetime
    body: Text | str


def comments_on(progress: Progress, reader: Anyone) -> list[ShownComment]:
    """In the order in which they were written. Who wrote is shown as the state, the observer or the secretariat."""
    found = list(ProgressComment.objects.visible_to(reader).filter(progress=progress).order_by("pk"))
    who = authors(one.by_id for one in found)
    return [
        ShownComment(
            one.text, one.at, progress.shown_body if _is_of(who.get(one.by_id or 0), progress.body, one.at) else ""
        )
        for one in found
    ]


def _is_of(author: Author | None, body: Body | None, at: datetime) -> bool:
    """Whether the author had a part in the body on that day."""
    if author is None or author.person is None or body is None:
        return False
    day, (kind, pk) = timezone.localtime(at).date(), body
    return any(one.lasts_on(day) and getattr(one, f"{kind}_id") == pk for one in author.person.mandates.all())
