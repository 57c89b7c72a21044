"""What the states say of a draft under review, and that it was settled."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.permission import require
from enlace.network.models import State
from enlace.reports.models import Remark, Report, ReportSection
from enlace.reports.planning.locking import locked
from enlace.reports.planning.rules import can_make_remark, can_settle_remark

LONGEST = 4000


@transaction.atomic
def make_remark(report: Report, state: State, text: str, *, by: User, section: ReportSection | None = None) -> Remark:
    """Raises ValidationError at `text`."""
    report = locked(report)
    require(can_make_remark(by, state, report), _("This draft is not under review any more."))
    text = text.strip()
    if not text:
        raise ValidationError({"text": _("Write what should change, or what is missing.")})
    if len(text) > LONGEST:
        raise ValidationError({"text": _("A remark takes %(most)s letters. Make two of it.") % {"most": LONGEST}})
    remark = Remark.objects.create(report=report, section=section, state=state, text=text, by=by)
    after = {"state": state.pk, "section": section.name if section else None, "remark": remark.pk}
    record("make_remark", report, by=by, after=after)
    return remark


@transaction.atomic
def settle_remark(remark: Remark, *, by: Anyone) -> Remark:
    """The secretariat has done what it asks, or answered it otherwise."""
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    require(can_settle_remark(by, remark))
    remark.settled_at = now()
    remark.save(update_fields=["settled_at"])
    record("settle_remark", remark.report, by=by, after={"remark": remark.pk})
    return remark
