from typing import Any

from django.utils.translation import gettext as _


def illustrative_mark(page: Any) -> str:
    """The words of the mark on what was written for the demonstration, for every export; empty on what was not."""
    return (page.illustrative_note or _("Illustrative")) if getattr(page, "illustrative", False) else ""
