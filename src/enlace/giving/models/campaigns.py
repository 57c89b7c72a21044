from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField
from enlace.giving.models.accounts import CurrencyField
from enlace.giving.money.amounts import Money
from enlace.network.audiences import Audience
from enlace.network.roles import roles_of

SHOWN_TO = [(Audience.PUBLIC.value, Audience.PUBLIC.label), (Audience.SECRETARIAT.value, Audience.SECRETARIAT.label)]


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, user: Anyone) -> "CampaignQuerySet":
        roles = roles_of(user)
        return self if roles.is_secretary or roles.is_of_the_treasury else self.filter(audience=Audience.PUBLIC)

    def running(self, day: date) -> "CampaignQuerySet":
        """One may give to it on `day`."""
        open_end = Q(until__isnull=True) | Q(until__gte=day)
        return self.filter(open_end, audience=Audience.PUBLIC, since__lte=day)


class Campaign(models.Model):
    """What gifts are asked for. Its goal is in one currency; gifts in others are told beside it."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = TextsField(_("title"), max_length=200)
    appeal = TextsField(_("appeal"), long=True, blank=True)
    goal = models.BigIntegerField(_("goal"), null=True, blank=True)
    currency = CurrencyField(_("currency of the goal"), blank=True)
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"), null=True, blank=True)
    audience = models.CharField(_("shown to"), max_length=20, choices=SHOWN_TO, default=Audience.SECRETARIAT)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=True) | (Q(goal__gt=0) & ~Q(currency="")), name="giving_goal_has_currency"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="giving_campaign_span"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("giving:campaign", args=[self.slug])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def goal_money(self) -> Money | None:
        return None if self.goal is None else Money(self.goal, self.currency)

    def is_running(self, day: date) -> bool:
        return self.audience == Audience.PUBLIC and self.since <= day and (self.until is None or day <= self.until)
