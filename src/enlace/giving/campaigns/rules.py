"""Who keeps the campaigns: the secretariat that asks, the treasury that receives, and the command line."""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import COMMAND_LINE, allows
from enlace.giving.models import Campaign
from enlace.giving.parties import TREASURER
from enlace.network.audiences import Audience
from enlace.network.parties import SECRETARIAT

KEEPERS = (SECRETARIAT, TREASURER, COMMAND_LINE)


@allows(*KEEPERS, does=_("Add a campaign of gifts"))
def can_add_campaign(user: Anyone | None) -> bool:
    return True


@allows(*KEEPERS, does=_("Change a campaign of gifts"))
def can_change_campaign(user: Anyone | None, campaign: Campaign) -> bool:
    return True


@allows(*KEEPERS, does=_("Publish a campaign of gifts"), condition=_("the campaign is a draft, or was withdrawn"))
def can_publish_campaign(user: Anyone | None, campaign: Campaign) -> bool:
    return campaign.audience != Audience.PUBLIC


@allows(*KEEPERS, does=_("Withdraw a campaign of gifts"), condition=_("the campaign is published"))
def can_withdraw_campaign(user: Anyone | None, campaign: Campaign) -> bool:
    return campaign.audience == Audience.PUBLIC


@allows(
    *KEEPERS,
    does=_("Remove a campaign of gifts"),
    condition=_("the campaign is not published, and nobody gave to it or began to"),
)
def can_remove_campaign(user: Anyone | None, campaign: Campaign) -> bool:
    return campaign.audience != Audience.PUBLIC and not campaign.gifts.exists()
