"""What everybody reads of campaigns: those that run and those that are over, and each with how far it has come."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from enlace.core.clock import today
from enlace.core.embedded_json import as_script
from enlace.core.pages import layout_for, page
from enlace.giving.campaigns.moves import moves_of
from enlace.giving.campaigns.queries import all_campaigns, line_of
from enlace.giving.campaigns.rules import can_add_campaign
from enlace.giving.campaigns.structured_data import described
from enlace.giving.campaigns.views import found_campaign
from enlace.giving.entry.queries import Way, way_to_give
from enlace.giving.models import Campaign

STANDINGS = ("running", "coming", "draft", "over")


@require_safe
def campaigns(request: HttpRequest) -> HttpResponseBase:
    lines = all_campaigns(request.user, today())
    groups = {standing: [one for one in lines if one.standing == standing] for standing in STANDINGS}
    context = {
        "groups": groups,
        "any": bool(lines),
        "may_add": can_add_campaign(request.user),
        "layout": layout_for(request),
    }
    return page(request, "giving/campaigns.html", context)


@require_safe
def campaign(request: HttpRequest, campaign_slug: str) -> HttpResponseBase:
    found = found_campaign(request, campaign_slug)
    line = line_of(found, today())
    context = {
        "campaign": found,
        "line": line,
        "way": _way(request, found) if line.standing == "running" else None,
        "moves": moves_of(found, request.user),
        "structured": as_script(described(request, found)) if line.standing == "running" else "",
        "layout": layout_for(request),
    }
    return page(request, "giving/campaign.html", context)


def _way(request: HttpRequest, campaign: Campaign) -> Way | None:
    """The form of the appeal, with this campaign chosen; none where one cannot give here."""
    return way_to_give(request.GET.dict() | {"campaign": campaign.slug})
