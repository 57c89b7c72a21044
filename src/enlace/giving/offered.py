"""What giving offers to the pages and commands of others, through the registry: each subject's own list."""

from collections.abc import Callable
from typing import Any

from enlace.giving.campaigns import offered as campaigns
from enlace.giving.demonstration import offered as demonstration
from enlace.giving.donors import offered as donors
from enlace.giving.entry import offered as entry
from enlace.giving.receipts import offered as receipts
from enlace.giving.settling import offered as settling
from enlace.giving.treasury import offered as treasury

OFFERED: tuple[tuple[str, Callable[..., Any], int], ...] = (
    *entry.OFFERED,
    *campaigns.OFFERED,
    *settling.OFFERED,
    *receipts.OFFERED,
    *donors.OFFERED,
    *treasury.OFFERED,
    *demonstration.OFFERED,
)
