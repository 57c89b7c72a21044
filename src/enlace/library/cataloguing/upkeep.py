"""What must follow where a file was changed on its own page: erased, or given a new version."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max

from enlace.files.models import Version
from enlace.library.cataloguing.files_of_versions import forget_readings
from enlace.library.models import LanguageVersion, Publication, Reading

LOOKED_BACK = timedelta(days=7)


@transaction.atomic
def settle_files(now: datetime) -> int:
    """Text and cover of what was erased are gone; a publication counts as changed with its newest file."""
    count = forget_readings(Reading.objects.filter(version__content=""))
    newest = Version.objects.of(LanguageVersion).values("file__owner_id").annotate(last=Max("at"))
    moments = {row["file__owner_id"]: row["last"] for row in newest.filter(at__gt=now - LOOKED_BACK)}
    versions = LanguageVersion.objects.filter(pk__in=moments).select_related("publication")
    for one in versions:
        moment = moments[one.pk]
        late = Publication.objects.filter(pk=one.publication_id, changed_at__lt=moment)
        count += late.update(changed_at=moment)
    return count
