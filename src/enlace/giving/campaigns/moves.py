"""What a reader of a campaign may do with it now."""

from collections.abc import Mapping

from enlace.accounts.rules import Anyone
from enlace.giving.campaigns import rules
from enlace.giving.models import Campaign


def moves_of(campaign: Campaign, user: Anyone) -> Mapping[str, bool]:
    """By the verb; empty for who may do nothing."""
    may = {
        "publish": rules.can_publish_campaign(user, campaign),
        "change": rules.can_change_campaign(user, campaign),
        "withdraw": rules.can_withdraw_campaign(user, campaign),
        "remove": rules.can_remove_campaign(user, campaign),
    }
    return {verb: True for verb, allowed in may.items() if allowed}
