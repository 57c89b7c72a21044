"""All papers that somebody may read, in one file: asked for, kept for a week, and gone again."""

from datetime import datetime, timedelta
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.core.clock import now
from enlace.core.languages import language_codes
from enlace.core.permission import require
from enlace.files.models import private_storage
from enlace.files.storing import remove_after_commit
from enlace.meetings.models import Bundle, Meeting
from enlace.meetings.papers.bundle_building import FOLDER, build_bundle, forget_workshops
from enlace.meetings.papers.bundle_state import LATE
from enlace.meetings.papers.rules import can_ask_for_bundle

KEPT, KEPT_FOR, UNNAMED_FOR = 3, timedelta(days=7), timedelta(days=1)


@transaction.atomic
def ask_for_bundle(meeting: Meeting, form: str, language: str, *, by: User) -> Bundle:
    """One that is under way already is answered again; of each reader and meeting the last three are kept."""
    require(can_ask_for_bundle(by, meeting))
    if form not in dict(Bundle._meta.get_field("form").choices or ()):
        raise ValidationError({"form": _("Choose PDF or ZIP.")})
    if language not in language_codes():
        raise ValidationError({"language": _("Choose one of the languages of the network.")})
    own = Bundle.objects.filter(user=by, meeting=meeting)
    under_way = own.filter(form=form, language=language, finished_at=None, fault="", asked_at__gt=now() - LATE).first()
    if under_way is not None:
        return under_way
    for old in own.order_by("-asked_at", "-pk")[KEPT - 1 :]:
        _remove(old)
    bundle = Bundle.objects.create(user=by, meeting=meeting, form=form, language=language)
    record("ask_for_bundle", bundle, by=by, after={"meeting": meeting.pk, "form": form, "language": language})
    build_bundle.enqueue(bundle.pk)
    bundle.refresh_from_db()
    return bundle


def _remove(bundle: Bundle) -> None:
    if bundle.content.name:
        remove_after_commit(bundle.content.name)
    bundle.delete()


def forget_bundles(moment: datetime) -> int:
    """Those older than a week, with their files, and files that no bundle names."""
    with transaction.atomic():
        old = list(Bundle.objects.filter(asked_at__lt=moment - KEPT_FOR))
        for bundle in old:
            _remove(bundle)
    folder = Path(private_storage().path(FOLDER))
    named = set(Bundle.objects.exclude(content="").values_list("content", flat=True))
    before = (moment - UNNAMED_FOR).timestamp()
    unnamed = [
        path for path in folder.glob("*") if path.stat().st_mtime < before and f"{FOLDER}/{path.name}" not in named
    ]
    for path in unnamed:
        path.unlink(missing_ok=True)
    return len(old) + len(unnamed) + forget_workshops(moment)
