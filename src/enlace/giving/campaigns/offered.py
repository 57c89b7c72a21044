"""What this subject offers through the registry: kind, item, order."""

from collections.abc import Callable
from typing import Any

from enlace.giving.campaigns import panels
from enlace.giving.campaigns.searching import searchable_campaigns
from enlace.giving.campaigns.sitemap import campaigns_sitemap

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    ("workspace_entry", panels.workspace_entry, 16),
    ("searchable", searchable_campaigns, 60),
    ("sitemap", campaigns_sitemap, 0),
)
