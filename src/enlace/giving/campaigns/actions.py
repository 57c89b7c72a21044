"""What gifts are asked for: added as a draft, changed, shown to everybody and taken back, removed while nobody gave."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.languages import default_language
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.giving.campaigns.facts import campaign_facts, fingerprint
from enlace.giving.campaigns.rules import (
    can_add_campaign,
    can_change_campaign,
    can_publish_campaign,
    can_remove_campaign,
    can_withdraw_campaign,
)
from enlace.giving.models import Campaign
from enlace.giving.money.amounts import Money
from enlace.network.audiences import Audience

LONGEST_SLUG, LONGEST_TITLE = 80, 200
ADDRESSES = frozenset({"add"})
"""Which stand beside those of campaigns."""


@transaction.atomic
def add_campaign(
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    since: date,
    until: date | None = None,
    appeal: Mapping[str, str] | None = None,
    goal: Money | None = None,
    illustrative: bool = False,
) -> Campaign:
    """A draft. Its address is made of the title and stays, whatever is changed. Raises ValidationError by field."""
    require(can_add_campaign(by))
    campaign = Campaign(illustrative=illustrative)
    _write(campaign, title=title, appeal=appeal or {}, goal=goal, since=since, until=until)
    campaign.slug = _free_slug(campaign.title)
    campaign.save()
    record("add_campaign", campaign, by=by, after=campaign_facts(campaign))
    return campaign


@transaction.atomic
def change_campaign(
    campaign: Campaign,
    *,
    by: Anyone | None,
    title: Mapping[str, str],
    since: date,
    until: date | None,
    appeal: Mapping[str, str],
    goal: Money | None,
    seen: str = "",
) -> Campaign:
    """All of it anew. `seen` is the fingerprint of what `by` looked at: where that is no more, nothing is written.

    Raises ValidationError by field.
    """
    campaign = _locked(campaign)
    require(can_change_campaign(by, campaign))
    if seen and seen != fingerprint(campaign):
        sentence = _(
            "Somebody else has changed this campaign since you opened this page. What you wrote is kept here. "
            "Look at its page in another window, then save again: what you wrote counts."
        )
        raise ValidationError(sentence, code="changed_since")
    before = campaign_facts(campaign)
    _write(campaign, title=title, appeal=appeal, goal=goal, since=since, until=until)
    after = campaign_facts(campaign)
    different = [name for name in after if after[name] != before[name]]
    if different:
        campaign.save()
        kept_before, kept_after = ({name: one[name] for name in different} for one in (before, after))
        record("change_campaign", campaign, by=by, before=kept_before, after=kept_after)
    return campaign


@transaction.atomic
def publish_campaign(campaign: Campaign, *, by: Anyone | None) -> Campaign:
    """Everybody reads it from now on, and gives to it between its days."""
    campaign = _locked(campaign)
    require(can_publish_campaign(by, campaign))
    return _show_to(campaign, Audience.PUBLIC, "publish_campaign", by)


@transaction.atomic
def withdraw_campaign(campaign: Campaign, *, by: Anyone | None) -> Campaign:
    """Nobody gives to it any more; what was given stays, and so do the monthly gifts that go on."""
    campaign = _locked(campaign)
    require(can_withdraw_campaign(by, campaign))
    return _show_to(campaign, Audience.SECRETARIAT, "withdraw_campaign", by)


@transaction.atomic
def remove_campaign(campaign: Campaign, *, by: Anyone | None) -> None:
    campaign = _locked(campaign)
    require(can_remove_campaign(by, campaign))
    record("remove_campaign", campaign, by=by, before=campaign_facts(campaign) | {"slug": campaign.slug})
    campaign.delete()


def _locked(campaign: Campaign) -> Campaign:
    return Campaign.objects.select_for_update().get(pk=campaign.pk)


def _show_to(campaign: Campaign, audience: str, action: str, by: Anyone | None) -> Campaign:
    before, campaign.audience = campaign.audience, audience
    campaign.save(update_fields=["audience"])
    record(action, campaign, by=by, before={"audience": str(before)}, after={"audience": str(audience)})
    return campaign


def _write(
    campaign: Campaign,
    *,
    title: Mapping[str, str],
    appeal: Mapping[str, str],
    goal: Money | None,
    since: date,
    until: date | None,
) -> None:
    titles = Texts({code: text.strip() for code, text in title.items()})
    if not titles:
        raise ValidationError({"title": _("Write the title in one language at least.")})
    if max(len(text) for text in titles.values()) > LONGEST_TITLE:
        raise ValidationError({"title": _("The title has more than 200 characters. Shorten it.")})
    if until is not None and until < since:
        raise ValidationError({"until": _("The last day is before the first. Change one of them.")})
    if goal is not None and goal.minor <= 0:
        raise ValidationError(
            {"goal": _("The goal is not above zero. Write what is to be gathered, or leave it empty.")}
        )
    campaign.title, campaign.appeal = titles, Texts({code: text.strip() for code, text in appeal.items()})
    campaign.goal, campaign.currency = (goal.minor, goal.currency) if goal else (None, "")
    campaign.since, campaign.until = since, until


def _free_slug(title: Texts) -> str:
    words = title.get(default_language()) or next(iter(title.values()))
    wanted = slugify(words)[: LONGEST_SLUG - 6].strip("-_") or "campaign"
    taken = ADDRESSES | set(Campaign.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    number, slug = 2, wanted
    while slug in taken:
        slug, number = f"{wanted}-{number}", number + 1
    return slug
