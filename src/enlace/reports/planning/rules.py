from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.network.models import State
from enlace.network.parties import MEMBERS, OWN_FOCAL_POINT, OWN_VALIDATOR, SECRETARIAT
from enlace.network.roles import roles_of
from enlace.reports.models import Remark, Report, ReportSection

WRITERS = (SECRETARIAT, COMMAND_LINE)


@allows(*WRITERS, does=_("Begin a report"))
def can_begin_report(user: Anyone | None) -> bool:
    return True


@allows(*WRITERS, does=_("Change the draft of a report: its sections, their order and texts"))
def can_change_report(user: Anyone | None, report: Report) -> bool:
    return True


@allows(*WRITERS, does=_("Remove a report"), condition=_("no edition of it was frozen"))
def can_remove_report(user: Anyone | None, report: Report) -> bool:
    return not report.editions.exists()


@allows(*WRITERS, does=_("Remove a section from a report"), condition=_("it is one of its own, not of its kind"))
def can_remove_report_section(user: Anyone | None, section: ReportSection) -> bool:
    return bool(section.title)


@allows(
    MEMBERS,
    does=_("Read the draft of a report"),
    condition=_("states only while it is under review; the secretariat always"),
)
def can_read_draft(user: Anyone, report: Report) -> bool:
    return report.is_under_review or roles_of(user).is_secretary


@allows(*WRITERS, does=_("Ask the states to review a draft"), condition=_("it is not under review yet"))
def can_ask_review(user: Anyone | None, report: Report) -> bool:
    return not report.is_under_review


@allows(*WRITERS, does=_("End the review of a draft"), condition=_("it is under review"))
def can_end_review(user: Anyone | None, report: Report) -> bool:
    return report.is_under_review


@allows(
    OWN_FOCAL_POINT,
    OWN_VALIDATOR,
    does=_("Make a remark on the draft of a report for their state"),
    condition=_("it is under review"),
)
def can_make_remark(user: Anyone, state: State, report: Report) -> bool:
    return report.is_under_review


@allows(SECRETARIAT, does=_("Settle a remark on a draft"), condition=_("it is open still"))
def can_settle_remark(user: Anyone, remark: Remark) -> bool:
    return remark.settled_at is None
