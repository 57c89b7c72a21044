from enlace.reports.models.editions import EditionText, ReportEdition
from enlace.reports.models.reports import Remark, Report, ReportKind, ReportSection, SectionPhoto

__all__ = ["EditionText", "Remark", "Report", "ReportEdition", "ReportKind", "ReportSection", "SectionPhoto"]
