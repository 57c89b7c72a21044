"""Donors and what they decided to give. Whoever reads these rows is of the treasury, or the donor by their own link."""

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.languages import default_language
from enlace.giving.models.accounts import CurrencyField
from enlace.giving.models.campaigns import Campaign
from enlace.giving.money.amounts import Money
from enlace.giving.providers.face import About
from enlace.network.roles import roles_of

PAGE_LASTS = timedelta(hours=24)
"""So long a hosted page may be paid, if the provider does not say otherwise."""


def new_key() -> str:
    return secrets.token_urlsafe(24)


class DonorQuerySet(models.QuerySet["Donor"]):
    def visible_to(self, user: Anyone) -> "DonorQuerySet":
        return self if roles_of(user).is_of_the_treasury else self.none()


class Donor(models.Model):
    """Whoever gives, known by an address. Never joined with people of the network. `key` is in their signed links."""

    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=12, default=default_language)
    key = models.CharField(max_length=64, default=new_key, unique=True, editable=False)
    since = models.DateTimeField(_("since"), default=timezone.now)
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True)

    objects = DonorQuerySet.as_manager()

    class Meta:
        verbose_name = _("donor")
        verbose_name_plural = _("donors")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="giving_donor_email"),
            models.CheckConstraint(condition=Q(erased_at__isnull=True) | Q(email=""), name="giving_erased_donor"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"


class Rhythm(models.TextChoices):
    ONCE = "once", _("once")
    MONTHLY = "monthly", _("monthly")


class EndedBy(models.TextChoices):
    DONOR = "donor", _("stopped by the donor")
    TREASURY = "treasury", _("stopped by the treasury")
    FAILED = "failed", _("stopped after refused payments")
    PROVIDER = "provider", _("stopped at the provider")


class GiftQuerySet(models.QuerySet["Gift"]):
    def visible_to(self, user: Anyone) -> "GiftQuerySet":
        return self if roles_of(user).is_of_the_treasury else self.none()

    def received(self) -> "GiftQuerySet":
        """Some money came."""
        return self.filter(payments__isnull=False).distinct()

    def lasting(self) -> "GiftQuerySet":
        """Monthly ones that go on, or will after a pause."""
        return self.filter(rhythm=Rhythm.MONTHLY, ended_at=None).exclude(subscription="")

    def unpaid(self, moment: datetime) -> "GiftQuerySet":
        """Begun on the form so long ago that their page cannot be paid any more, without any money."""
        return self.filter(started_at__lt=moment - PAGE_LASTS, payments__isnull=True)


class Gift(models.Model):
    """What a donor decided on the form. `key` names it at the provider; what was received are its payments.

    `form_key` is the fingerprint of one filled form: sent twice, it is one gift. `asked` and `applied` number the times
    that the provider was asked: an older answer never overwrites a newer one.
    """

    donor = models.ForeignKey(Donor, models.PROTECT, related_name="gifts", verbose_name=_("donor"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    form_key = models.CharField(max_length=64, unique=True, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="gifts", verbose_name=_("campaign")
    )
    provider = models.CharField(_("provider"), max_length=20)
    rhythm = models.CharField(_("rhythm"), max_length=10, choices=Rhythm.choices)
    amount = models.BigIntegerField(_("amount"))
    currency = CurrencyField(_("currency"))
    name = models.CharField(_("name on receipts"), max_length=200, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    language = models.CharField(_("language"), max_length=12, default=default_language)
    thanked_as = models.CharField(
        _("thanked in public as"), max_length=120, blank=True, help_text=_("Empty: an anonymous gift.")
    )
    in_memory_of = models.CharField(_("in memory of"), max_length=200, blank=True)
    message = models.TextField(_("message"), blank=True, max_length=1000)
    started_at = models.DateTimeField(_("begun at"), default=timezone.now)
    session = models.CharField(max_length=255, blank=True, editable=False)
    address = models.TextField(blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    refusals = models.PositiveIntegerField(default=0, editable=False)
    waiting = models.BooleanField(default=False, editable=False)
    subscription = models.CharField(max_length=255, blank=True, editable=False)
    monthly_amount = models.BigIntegerField(_("monthly amount now"), null=True, blank=True)
    next_on = models.DateField(_("next payment"), null=True, blank=True)
    paused_at = models.DateTimeField(_("paused at"), null=True, blank=True)
    failing_at = models.DateTimeField(_("failing since"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.CharField(_("ended by"), max_length=20, choices=EndedBy.choices, blank=True)
    asked = models.PositiveIntegerField(default=0, editable=False)
    applied = models.PositiveIntegerField(default=0, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["provider", "session"], name="giving_gift_session"),
            models.Index(fields=["provider", "subscription"], name="giving_gift_subscription"),
        ]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="giving_gift_amount")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def money_now(self) -> Money:
        """What a monthly gift asks for next; of one that was given once, what was asked for."""
        return Money(self.amount if self.monthly_amount is None else self.monthly_amount, self.currency)

    @property
    def is_monthly(self) -> bool:
        return self.rhythm == Rhythm.MONTHLY

    @property
    def is_anonymous(self) -> bool:
        return not self.thanked_as

    @property
    def about(self) -> About:
        return About(str(self.key), self.session, self.subscription)

    @property
    def standing(self) -> str:
        """Derived: `active`, `paused`, `failing`, `ended` for one that is given monthly and began; else empty."""
        if not self.is_monthly or not self.subscription:
            return ""
        if self.ended_at:
            return "ended"
        if self.paused_at:
            return "paused"
        return "failing" if self.failing_at else "active"


class GiftNotice(models.Model):
    """That something was told about a gift: written in the transaction of its mail, under a key that is unique."""

    gift = models.ForeignKey(Gift, models.CASCADE, related_name="notices")
    key = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("notice to a donor")
        constraints = [models.UniqueConstraint(fields=["gift", "key"], name="giving_told_once")]

    def __str__(self) -> str:
        return f"{self.gift_id} {self.key}"
