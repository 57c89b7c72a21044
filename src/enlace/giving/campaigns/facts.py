"""A campaign as it is written down: for the log, and to know whether somebody changed it meanwhile."""

import hashlib
import json
from typing import Any

from enlace.giving.models import Campaign


def campaign_facts(campaign: Campaign) -> dict[str, Any]:
    return {
        "title": dict(campaign.title),
        "appeal": dict(campaign.appeal),
        "goal": campaign.goal,
        "currency": campaign.currency,
        "since": campaign.since.isoformat(),
        "until": campaign.until.isoformat() if campaign.until else None,
    }


def fingerprint(campaign: Campaign) -> str:
    """Of all that a form changes: another one where any of it is another."""
    return hashlib.sha256(json.dumps(campaign_facts(campaign), sort_keys=True).encode()).hexdigest()[:32]
