"""What is said of a file that came in, in a few words and in a sentence that says what to do."""

from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enlace.files.uploads import LARGEST_FILE
from enlace.library.intake.pdf_reader import MOST_PAGES
from enlace.library.models import Refusal

SCAN = gettext_lazy("no text: scan")
FAULTS: dict[str, Any] = {
    Refusal.NOT_PDF: gettext_lazy("It is no PDF. Save it as PDF and bring it again."),
    Refusal.LOCKED: gettext_lazy("It opens only with a password. Save it without one and bring it again."),
    Refusal.BROKEN: gettext_lazy(
        "It is damaged and cannot be opened. Open it where it was made, save it anew and bring it again."
    ),
    Refusal.EMPTY: gettext_lazy("There is nothing in it. See whether it was saved."),
    Refusal.TOO_MUCH: gettext_lazy(
        "To read it took too long or too much memory. Print it into a new PDF and bring that, or ask who made it."
    ),
    Refusal.NAME: gettext_lazy("Its name is not taken. Rename it and bring it again."),
}


def sentence_of(reason: str) -> str:
    """Why a file was refused and what to do; empty where there is no reason."""
    if reason == Refusal.LARGE:
        words = {"largest": filesizeformat(LARGEST_FILE), "pages": MOST_PAGES}
        return (
            _("It has more than %(largest)s, more than %(pages)d pages, or too much text. Bring it in parts.") % words
        )
    return str(FAULTS.get(reason, ""))
