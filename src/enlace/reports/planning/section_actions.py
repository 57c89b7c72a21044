"""The sections of a draft: their order, which are left out, and further ones of its own."""

from typing import Literal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.reports.models import Report, ReportSection
from enlace.reports.planning.locking import locked
from enlace.reports.planning.rules import can_change_report, can_remove_report_section

MOST_SECTIONS = 60


@transaction.atomic
def move_report_section(section: ReportSection, way: Literal["up", "down"], *, by: Anyone | None) -> None:
    """Changes places with the one before or after it; nothing happens at either end."""
    report = locked(section.report)
    require(can_change_report(by, report))
    order = list(report.sections.all())
    place = next(index for index, one in enumerate(order) if one.pk == section.pk)
    other = place - 1 if way == "up" else place + 1
    if not 0 <= other < len(order):
        return
    order[place], order[other] = order[other], order[place]
    for index, one in enumerate(order, 1):
        one.place = index
    ReportSection.objects.bulk_update(order, ["place"])
    record("move_report_section", report, by=by, after={"section": section.name, "place": other + 1})


@transaction.atomic
def leave_out_report_section(section: ReportSection, *, by: Anyone | None) -> None:
    """It stands in no edition; what was written of it stays in the draft."""
    report = locked(section.report)
    require(can_change_report(by, report))
    if _set_left_out(section, True):
        record("leave_out_report_section", report, by=by, after={"section": section.name})


@transaction.atomic
def put_back_report_section(section: ReportSection, *, by: Anyone | None) -> None:
    report = locked(section.report)
    require(can_change_report(by, report))
    if _set_left_out(section, False):
        record("put_back_report_section", report, by=by, after={"section": section.name})


def _set_left_out(section: ReportSection, left_out: bool) -> bool:
    """Whether it was otherwise before."""
    return bool(ReportSection.objects.filter(pk=section.pk, left_out=not left_out).update(left_out=left_out))


@transaction.atomic
def add_report_section(report: Report, title: Texts, *, by: Anyone | None) -> ReportSection:
    """One of its own, at the end. Raises ValidationError at `title`."""
    report = locked(report)
    require(can_change_report(by, report))
    if not title:
        raise ValidationError({"title": _("Give the section a title in one language at least.")})
    there = list(report.sections.all())
    if len(there) >= MOST_SECTIONS:
        raise ValidationError(
            _("A report takes %(most)s sections. Join two of them before you add another.") % {"most": MOST_SECTIONS}
        )
    number = 1 + max((int(one.name.removeprefix("own-")) for one in there if one.name.startswith("own-")), default=0)
    place = 1 + max((one.place for one in there), default=0)
    section = ReportSection.objects.create(report=report, name=f"own-{number}", place=place, title=title)
    record("add_report_section", report, by=by, after={"section": section.name, "title": dict(title)})
    return section


@transaction.atomic
def remove_report_section(section: ReportSection, *, by: Anyone | None) -> None:
    """For good, with what was written in it."""
    report = locked(section.report)
    require(can_change_report(by, report) and can_remove_report_section(by, section))
    record("remove_report_section", report, by=by, before={"section": section.name, "title": dict(section.title)})
    section.delete()
