"""Where an edition stands in the library unless somebody chooses another collection."""

from enlace.library.models import Collection
from enlace.reports.models import ReportKind

USUAL = {ReportKind.ANNUAL: "network-annual-reports", ReportKind.BOOKLET: "booklet-on-national-mechanisms"}


def usual_collection(kind: ReportKind) -> Collection | None:
    """None where the kind has none, or where the library lacks it."""
    return Collection.objects.filter(slug=USUAL.get(kind, "")).first()
