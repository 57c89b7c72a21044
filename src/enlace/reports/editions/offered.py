"""What editions offer through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.files.owners import FileOwner
from enlace.reports.editions import panels
from enlace.reports.editions.rules import can_keep_edition_file
from enlace.reports.editions.sitemap import reports_sitemap
from enlace.reports.models import ReportEdition


def edition_files() -> FileOwner:
    return FileOwner(ReportEdition, can_keep_edition_file, can_keep_edition_file)


OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("file_owner", edition_files, 45),
    ("navigation", panels.public_entry, 14),
    ("workspace_entry", panels.workspace_entry, 12),
    ("sitemap", reports_sitemap, 0),
    ("meeting_panel", panels.meeting_panel, 60),
)
