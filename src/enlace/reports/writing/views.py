"""A section of a report is written in the CMS: its languages side by side, with photos, and a preview beside them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from enlace.core.form_errors import add_errors
from enlace.core.languages import language_codes, languages
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.reports.document.page import sheets
from enlace.reports.kinds import kind_of
from enlace.reports.models import ReportSection
from enlace.reports.planning.drafting import Drafted, Written, draft_of, written_sections
from enlace.reports.planning.queries import title_of
from enlace.reports.planning.rules import can_change_report
from enlace.reports.shown import title_of_report
from enlace.reports.writing.actions import write_report_section as write
from enlace.reports.writing.forms import SectionTextForm, photo_forms, photos_in, unsaved


def found_section(request: HttpRequest, report_section_id: int) -> ReportSection:
    """Raises Http404 for one that the reader does not see."""
    seen = ReportSection.objects.visible_to(request.user).select_related("report")
    section = get_object_or_404(seen, pk=report_section_id)
    require(can_change_report(request.user, section.report))
    return section


def write_report_section(request: HttpRequest, report_section_id: int) -> HttpResponseBase:
    section = found_section(request, report_section_id)
    data = request.POST if request.method == "POST" else None
    form, photos = SectionTextForm(data, section), photo_forms(data, section)
    if data is not None and form.is_valid() and photos.is_valid() and _saved(request, section, form, photos):
        return redirect("reports_cms:write_report_section", section.pk)
    return page(request, "reports/cms/write_report_section.html", _context(section, form, photos))


def _saved(request: HttpRequest, section: ReportSection, form: SectionTextForm, photos: Any) -> bool:
    """Whether it was; if not, the form says why, and holds what was written."""
    try:
        write(
            section,
            by=request.user,
            texts=form.texts(),
            photos=photos_in(photos),
            title=form.cleaned_data.get("title"),
            revision=form.cleaned_data["revision"],
        )
    except ValidationError as error:
        add_errors(form, error)
        return False
    messages.success(request, _("Saved."))
    return True


def _context(section: ReportSection, form: SectionTextForm, photos: Any) -> dict[str, Any]:
    report, part = section.report, kind_of(section.report).part(section.name)
    title = title_of(report, section)
    crumbs = [
        {"url": reverse("reports:draft", args=[report.pk]), "label": title_of_report(report)},
        {"url": "", "label": str(title)},
    ]
    return {
        "section": section,
        "report": report,
        "part": part,
        "form": form,
        "photos": photos,
        "media": form.media + photos.media,
        "languages": languages(),
        "header_title": str(title),
        "breadcrumbs_items": crumbs,
    }


@require_POST
def preview_section(request: HttpRequest, report_section_id: int, language: str) -> HttpResponseBase:
    """The whole report as it would be, with what stands in the form and is not saved."""
    section = found_section(request, report_section_id)
    if language not in language_codes():
        raise Http404
    form, photos = SectionTextForm(request.POST, section), photo_forms(request.POST, section)
    valid = form.is_valid() and photos.is_valid()
    with override(language):
        drafted = _drafted(section, form, photos) if valid else None
    context = {
        "document": drafted.document if drafted else None,
        "photos": drafted.addresses() if drafted else {},
        "sheets": sheets(),
    }
    return page(request, "reports/cms/preview_section.html", context)


def _drafted(section: ReportSection, form: SectionTextForm, photos: Any) -> Drafted:
    title = form.cleaned_data.get("title") or section.title
    being_written = Written(section.name, title, form.texts(), unsaved(section, photos_in(photos)))
    there = written_sections(section.report)
    return draft_of(section.report, [being_written if one.name == section.name else one for one in there])
