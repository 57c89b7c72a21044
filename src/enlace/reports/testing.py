"""Makers of reports and their editions. A report is the annual one of 2022, with two sections that somebody wrote."""

from typing import Any

from enlace.accounts.testing import make_user
from enlace.core.texts import Texts
from enlace.library.testing import make_collection
from enlace.network.testing import make_state
from enlace.reports.editions.freezing_actions import freeze_report
from enlace.reports.editions.publishing_actions import publish_edition
from enlace.reports.models import EditionText, Remark, Report, ReportEdition, ReportSection, SectionPhoto
from enlace.reports.planning.actions import ask_review, begin_report
from enlace.reports.writing.actions import write_report_section
from enlace.website.testing import make_site_image

IN_ALL = Texts({"es": "<p>Palabras <b>propias</b>.</p>", "en": "<p>Own <b>words</b>.</p>", "pt": "<p>Palavras.</p>"})


def make_report(**overrides: Any) -> Report:
    """`reviewed=True` puts it under review."""
    reviewed = overrides.pop("reviewed", False)
    fields: dict[str, Any] = {"kind": "annual", "subject": 2022, "by": None}
    report = begin_report(**fields | overrides)
    return ask_review(report, by=None) if reviewed else report


def make_report_section(**overrides: Any) -> ReportSection:
    """The first of a report, written in every language."""
    report: Report = overrides.pop("report", None) or make_report()
    section = (
        report.sections.get(name=overrides.pop("name")) if "name" in overrides else report.sections.order_by("place")[0]
    )
    return write_report_section(section, **{"by": None, "texts": IN_ALL} | overrides)


def make_section_photo(**overrides: Any) -> SectionPhoto:
    fields = {
        "section": overrides.pop("section", None) or make_report_section(),
        "image": overrides.pop("image", None) or make_site_image(size=(60, 40), credit="Cancillería"),
        "alternative": Texts({"es": "Una sala", "en": "A room", "pt": "Uma sala"}),
    }
    return SectionPhoto.objects.create(**fields | overrides)


def make_remark(**overrides: Any) -> Remark:
    fields = {
        "report": overrides.pop("report", None) or make_report(reviewed=True),
        "state": overrides.pop("state", None) or make_state(),
        "by": overrides.pop("by", None) or make_user(),
        "text": "Falta nuestro compromiso local.",
    }
    return Remark.objects.create(**fields | overrides)


def make_report_edition(**overrides: Any) -> ReportEdition:
    """In Spanish alone, published; `published=False` leaves it frozen."""
    published = overrides.pop("published", True)
    report = overrides.pop("report", None) or make_report()
    edition = freeze_report(report, **{"by": None, "languages": ["es"]} | overrides)
    return publish_edition(edition, by=None, collection=make_collection(), news=False) if published else edition


def make_edition_text(**overrides: Any) -> EditionText:
    return make_report_edition(**overrides).texts.get()
