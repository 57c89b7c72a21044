"""How a report is named before it is drawn: by its kind and its subject, in the reader's language."""

from django.utils.text import capfirst

from enlace.core.texts import Text
from enlace.reports.models import Report


def title_of_report(report: Report) -> str:
    return f"{capfirst(str(report.get_kind_display()))} · {subject_in_words(report)}"


def subject_in_words(report: Report) -> str:
    subject = report.subject
    shown = getattr(subject, "shown_title", None)
    return str(shown) if isinstance(shown, Text) else str(subject)
