"""The page of one report, and what a new one is written beside."""

from collections.abc import Iterable
from dataclasses import dataclass

from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, Commitment, Progress, bodies_of, of_bodies
from enlace.commitments.progress.checking import is_wider
from enlace.commitments.progress.forms import CommentForm
from enlace.commitments.progress.mail import validators_of
from enlace.commitments.progress.queries import ShownComment, ShownProgress, comments_on, shown_reports
from enlace.commitments.progress.rules import (
    can_add_evidence,
    can_change_progress,
    can_clear_progress,
    can_comment_progress,
    can_remove_progress,
    can_send_back_progress,
    can_submit_progress,
    can_take_back_progress,
)


@dataclass(frozen=True)
class ProgressPage:
    """`is_own` readers are of the state or the observer that reports: they see how the report came to be."""

    report: ShownProgress
    comments: list[ShownComment]
    comment_form: CommentForm | None
    is_own: bool
    is_wider: bool
    is_validated: bool
    may_change: bool
    may_remove: bool
    may_submit: bool
    may_clear: bool
    may_send_back: bool
    may_take_back: bool
    may_add_evidence: bool


def progress_page(progress: Progress, reader: Anyone, form: CommentForm | None = None) -> ProgressPage:
    """Of a report that the reader sees; `form` is a comment that was not taken."""
    return ProgressPage(
        report=shown_reports(Progress.objects.filter(pk=progress.pk), reader)[0],
        comments=comments_on(progress, reader),
        comment_form=(form or CommentForm()) if can_comment_progress(reader, progress) else None,
        is_own=progress.body in bodies_of(reader),
        is_wider=is_wider(progress.audience, progress.commitment.audience),
        is_validated=awaited_validator([(progress.body, "")] if progress.body else []),
        may_change=can_change_progress(reader, progress),
        may_remove=can_remove_progress(reader, progress),
        may_submit=can_submit_progress(reader, progress),
        may_clear=can_clear_progress(reader, progress),
        may_send_back=can_send_back_progress(reader, progress),
        may_take_back=can_take_back_progress(reader, progress),
        may_add_evidence=can_add_evidence(reader, progress),
    )


def awaited_validator(bodies: Iterable[tuple[Body, str]]) -> bool:
    """Whether some of them is a state whose validator clears what it submits."""
    return any(validators_of(pk).exists() for (kind, pk), _name in bodies if kind == "state")


def last_report(commitment: Commitment, bodies: Iterable[tuple[Body, str]]) -> Progress | None:
    """The newest one that counts, of those parties."""
    own = of_bodies(frozenset(body for body, _name in bodies))
    cleared = Progress.objects.cleared().filter(own, commitment=commitment)
    return cleared.select_related("state", "organisation").order_by("-reported_on", "-pk").first()
