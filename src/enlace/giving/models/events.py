"""What providers told us, what was not believed, what was compared. No row holds a donor's data."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.giving.models.accounts import OfTheTreasuryQuerySet
from enlace.network.roles import roles_of


class ProviderEventQuerySet(models.QuerySet["ProviderEvent"]):
    def visible_to(self, user: Anyone) -> "ProviderEventQuerySet":
        return self if roles_of(user).is_of_the_treasury else self.none()

    def waiting(self, moment: datetime) -> "ProviderEventQuerySet":
        return self.filter(handled_at=None, next_try_at__lte=moment)


class ProviderEvent(models.Model):
    """A believed call of a provider, kept before it is answered, so that it is handled even if we die at once after."""

    provider = models.CharField(_("provider"), max_length=20)
    reference = models.CharField(_("reference"), max_length=255)
    kind = models.CharField(_("kind"), max_length=100)
    key = models.CharField(max_length=64, blank=True)
    session = models.CharField(max_length=255, blank=True)
    subscription = models.CharField(max_length=255, blank=True)
    payment = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(_("at"))
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    handled_at = models.DateTimeField(_("handled at"), null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(_("outcome"), max_length=40, blank=True)

    objects = ProviderEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event of a provider")
        verbose_name_plural = _("events of providers")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["provider", "reference"], name="giving_event_once")]
        indexes = [models.Index(fields=["handled_at", "next_try_at"], name="giving_event_waiting")]

    def __str__(self) -> str:
        return f"{self.provider} {self.reference}"


class RefusedCall(models.Model):
    """How many calls were not believed within an hour, and why: a count, since anybody can call."""

    provider = models.CharField(_("provider"), max_length=20)
    reason = models.CharField(_("reason"), max_length=20)
    hour = models.DateTimeField(_("hour"))
    amount = models.PositiveIntegerField(_("number"), default=0)

    objects = OfTheTreasuryQuerySet.as_manager()

    class Meta:
        verbose_name = _("refused call")
        verbose_name_plural = _("refused calls")
        ordering = ["-hour"]
        constraints = [models.UniqueConstraint(fields=["provider", "reason", "hour"], name="giving_refused_hour")]

    def __str__(self) -> str:
        return f"{self.provider} {self.reason} {self.hour}"


class Reconciliation(models.Model):
    """One comparison of a provider's books with ours. `found` lists differences as codes and ids (`reconciling.py`)."""

    provider = models.CharField(_("provider"), max_length=20)
    at = models.DateTimeField(_("at"), default=timezone.now)
    since = models.DateTimeField(_("from"))
    compared = models.PositiveIntegerField(_("payments compared"), default=0)
    found = models.JSONField(_("found"), default=list)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    objects = OfTheTreasuryQuerySet.as_manager()

    class Meta:
        verbose_name = _("comparison with a provider")
        verbose_name_plural = _("comparisons with providers")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.provider} {self.at}"


class PolicyOutcome(models.Model):
    """That a form was refused by the policy of gifts, and by which part of it. Not who filled it in."""

    at = models.DateTimeField(_("at"), default=timezone.now)
    reason = models.CharField(_("reason"), max_length=30)
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    objects = OfTheTreasuryQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift refused by the policy")
        verbose_name_plural = _("gifts refused by the policy")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.reason} {self.at}"
