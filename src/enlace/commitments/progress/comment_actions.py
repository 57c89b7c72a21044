"""What the secretariat and a body say to each other beside a report. It changes nothing in the report."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.commitments.models import Progress, ProgressComment, bodies_of
from enlace.commitments.progress.mail import mail_comment
from enlace.commitments.progress.rules import can_comment_progress
from enlace.core.clock import now
from enlace.core.permission import require

LONGEST_COMMENT = 2000


@transaction.atomic
def comment_progress(progress: Progress, *, by: Anyone, text: str) -> ProgressComment:
    """The other side is told by mail. Raises ValidationError for `text`."""
    progress = Progress.objects.select_for_update().get(pk=progress.pk)
    require(can_comment_progress(by, progress), _("Comments stand beside reports that are cleared."))
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write your comment first.")})
    if len(text) > LONGEST_COMMENT:
        raise ValidationError({"text": _("Say it in at most %(most)d characters.") % {"most": LONGEST_COMMENT}})
    author = by if isinstance(by, User) else None
    comment = ProgressComment.objects.create(progress=progress, text=text, at=now(), by=author)
    record("comment_progress", comment, by=by, after={"progress": progress.pk})
    mail_comment(comment, by, to_secretariat=progress.body in bodies_of(by))
    return comment
