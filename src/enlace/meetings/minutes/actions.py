"""Minutes are only ever added to: what somebody saved is kept, whatever another saved meanwhile."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.languages import language_codes
from enlace.core.permission import require
from enlace.meetings.minutes.rules import can_write_minutes
from enlace.meetings.models import Meeting, MinutesVersion, Session


@transaction.atomic
def save_minutes(
    session: Session,
    *,
    by: Anyone | None,
    text: str,
    language: str,
    base: MinutesVersion | None = None,
    merged: MinutesVersion | None = None,
) -> MinutesVersion:
    """The version that holds the text: a new one, or the one that says the same already.

    `base` is the version from which the writer began. Where another has built upon it meanwhile there are two heads;
    `merged` is the other one that this text joins.
    """
    Meeting.objects.select_for_update().get(pk=session.meeting_id)
    session = Session.objects.select_related("meeting").get(pk=session.pk)
    require(can_write_minutes(by, session))
    text = _tidy(text)
    _check(session, text, language, base, merged)
    if known := _same(session, text, language, base, merged):
        return known
    version = MinutesVersion(session=session, text=text, language=language, base=base, merged=merged)
    version.by = by if isinstance(by, User) else None
    version.full_clean(exclude=["by"])
    version.save()
    after = {"session": session.pk, "base": base.pk if base else None, "merged": merged.pk if merged else None}
    record("write_minutes", version, by=by, after=after)
    return version


@transaction.atomic
def restore_minutes(version: MinutesVersion, *, by: Anyone | None, base: MinutesVersion | None) -> MinutesVersion:
    """A new version that says what an older one said; it builds on `base`, the head that was shown."""
    return save_minutes(version.session, by=by, text=version.text, language=version.language, base=base)


def _tidy(text: str) -> str:
    """One kind of line end, and none at the end; no character that a database refuses."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _check(
    session: Session, text: str, language: str, base: MinutesVersion | None, merged: MinutesVersion | None
) -> None:
    if any(one.session_id != session.pk for one in (base, merged) if one) or (merged and merged == base):
        raise ValidationError(_("These minutes are of another session. Open the session again and paste your text."))
    if merged and not base:
        raise ValidationError(_("Two versions are joined: name both."))
    if language not in language_codes():
        raise ValidationError({"language": _("Choose one of the languages of the network.")})
    if not base and not text:
        raise ValidationError({"text": _("There is nothing to save yet. Write what was said first.")})


def _same(
    session: Session, text: str, language: str, base: MinutesVersion | None, merged: MinutesVersion | None
) -> MinutesVersion | None:
    """The writer's own beginning, a head, or what the same form saved when it was sent before."""
    if merged is None and base and (base.text, base.language) == (text, language):
        return base
    said = MinutesVersion.objects.filter(session=session, text=text, language=language)
    if merged is None and (head := said.heads().order_by("-pk").first()):
        return head
    return said.filter(base=base, merged=merged).order_by("-pk").first()
