from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.parties import SECRETARIAT
from enlace.reports.models import Report, ReportEdition

KEEPERS = (SECRETARIAT, COMMAND_LINE)


@allows(*KEEPERS, does=_("Freeze an edition of a report, which then never changes"))
def can_freeze_report(user: Anyone | None, report: Report) -> bool:
    return True


@allows(
    *KEEPERS,
    does=_("Add or erase a file of an edition"),
    condition=_("it is being frozen at this moment; never afterwards"),
)
def can_keep_edition_file(user: Anyone | None, edition: ReportEdition) -> bool:
    return edition.frozen_at is None


@allows(
    *KEEPERS,
    does=_("Publish an edition of a report"),
    condition=_("it is not published, and no later one is"),
)
def can_publish_edition(user: Anyone | None, edition: ReportEdition) -> bool:
    later = ReportEdition.objects.published().filter(report=edition.report_id, number__gte=edition.number)
    return edition.frozen_at is not None and not later.exists()
