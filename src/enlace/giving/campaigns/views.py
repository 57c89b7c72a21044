from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.giving.campaigns import actions
from enlace.giving.campaigns.forms import CampaignForm, said
from enlace.giving.campaigns.rules import (
    can_add_campaign,
    can_change_campaign,
    can_publish_campaign,
    can_remove_campaign,
    can_withdraw_campaign,
)
from enlace.giving.models import Campaign
from enlace.network.prefilled import filling, prefilled
from enlace.network.way_back import offer_way_back


def found_campaign(request: HttpRequest, campaign_slug: str) -> Campaign:
    """Raises Http404 for a campaign that the reader does not see."""
    return get_object_or_404(Campaign.objects.visible_to(request.user), slug=campaign_slug)


@login_required
def add_campaign(request: HttpRequest) -> HttpResponseBase:
    require(can_add_campaign(request.user))
    filled = prefilled(request.GET, CampaignForm)
    form = CampaignForm(request.POST if request.method == "POST" else None, filled=filled)
    if form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
        try:
            added = actions.add_campaign(by=request.user, **given)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The campaign is a draft. Publish it when it is right."))
            return redirect(added)
    return page(request, "giving/campaign_form.html", {"form": form})


@login_required
def change_campaign(request: HttpRequest, campaign_slug: str) -> HttpResponseBase:
    found = found_campaign(request, campaign_slug)
    require(can_change_campaign(request.user, found))
    filled = prefilled(request.GET, CampaignForm)
    form = CampaignForm(request.POST if request.method == "POST" else None, found, filled=filled)
    if form.is_valid():
        before = {name: value for name, value in said(found).items() if name not in ("title", "appeal")}
        try:
            actions.change_campaign(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            form.look_again(found)
        else:
            address = reverse("giving:change_campaign", args=[found.slug]) + filling(before)
            offer_way_back(request, _("The campaign is changed."), _("Change goal and days back"), address)
            return redirect(found)
    return page(request, "giving/campaign_form.html", {"form": form, "campaign": found})


@login_required
def publish_campaign(request: HttpRequest, campaign_slug: str) -> HttpResponseBase:
    found = found_campaign(request, campaign_slug)
    require(can_publish_campaign(request.user, found))
    if request.method == "POST":
        actions.publish_campaign(found, by=request.user)
        back = reverse("giving:withdraw_campaign", args=[found.slug])
        offer_way_back(request, _("The campaign is published."), _("Withdraw it"), back)
        return redirect(found)
    return page(request, "giving/campaign_publish.html", {"campaign": found})


@login_required
def withdraw_campaign(request: HttpRequest, campaign_slug: str) -> HttpResponseBase:
    found = found_campaign(request, campaign_slug)
    require(can_withdraw_campaign(request.user, found))
    if request.method == "POST":
        actions.withdraw_campaign(found, by=request.user)
        back = reverse("giving:publish_campaign", args=[found.slug])
        offer_way_back(request, _("The campaign is withdrawn."), _("Publish it again"), back)
        return redirect(found)
    return page(request, "giving/campaign_withdraw.html", {"campaign": found})


@login_required
def remove_campaign(request: HttpRequest, campaign_slug: str) -> HttpResponseBase:
    found = found_campaign(request, campaign_slug)
    require(can_remove_campaign(request.user, found))
    if request.method == "POST":
        actions.remove_campaign(found, by=request.user)
        messages.success(request, _("The campaign is removed."))
        return redirect("giving:campaigns")
    return page(request, "giving/campaign_remove.html", {"campaign": found})
