from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.commitments.models import Body, SectionComment, StrategySection, body_fields
from enlace.commitments.strategies.locking import locked_comment, locked_section
from enlace.commitments.strategies.rules import can_comment_section, can_settle_comment
from enlace.core.permission import require


@transaction.atomic
def comment_section(section: StrategySection, *, by: Anyone | None, body: Body | None, text: str) -> SectionComment:
    """Raises ValidationError at `text`."""
    section = locked_section(section)
    require(can_comment_section(by, section, body))
    text = text.replace("\x00", "").strip()
    if not text:
        raise ValidationError({"text": _("There is nothing to save yet. Write the comment first.")})
    comment = SectionComment(section=section, text=text, **body_fields(body))
    comment.by = by if isinstance(by, User) else None
    comment.full_clean(exclude=["by", "section"])
    comment.save()
    record("comment_section", comment, by=by, after={"section": section.pk})
    return comment


@transaction.atomic
def settle_comment(comment: SectionComment, *, by: Anyone | None) -> SectionComment:
    """It is answered or done: it stays on record, folded away."""
    comment = locked_comment(comment)
    require(can_settle_comment(by, comment))
    comment.settled_at = timezone.now()
    comment.save(update_fields=["settled_at"])
    record("settle_comment", comment, by=by, after={"settled_at": comment.settled_at.isoformat()})
    return comment
