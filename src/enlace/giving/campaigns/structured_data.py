"""Schema.org in JSON-LD: that one may give to a campaign that runs, and who receives it."""

from typing import Any

from django.http import HttpRequest

from enlace.giving.models import Campaign, Recipient


def described(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """As everybody reads it in the active language."""
    recipient = Recipient.objects.first()
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DonateAction",
        "name": str(campaign.shown_title),
        "url": request.build_absolute_uri(campaign.get_absolute_url()),
        "startTime": campaign.since.isoformat(),
        "endTime": campaign.until.isoformat() if campaign.until else "",
        "recipient": recipient and {"@type": "Organization", "name": recipient.name},
    }
    return {name: value for name, value in facts.items() if value}
