"""Money that came, its receipt, and what was given back of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.giving.models.accounts import CurrencyField, OfTheTreasuryQuerySet
from enlace.giving.models.gifts import Gift
from enlace.giving.money.amounts import Money


class FoundBy(models.TextChoices):
    EVENT = "event", _("told by the provider")
    RETURN = "return", _("asked when the donor came back")
    RECONCILIATION = "reconciliation", _("found by the daily comparison")
    HAND = "hand", _("recorded by the treasury")


class Payment(models.Model):
    """One sum that a provider received for a gift; `reference` is the provider's."""

    gift = models.ForeignKey(Gift, models.PROTECT, related_name="payments", verbose_name=_("gift"))
    provider = models.CharField(_("provider"), max_length=20)
    reference = models.CharField(_("reference"), max_length=255)
    amount = models.BigIntegerField(_("amount"))
    currency = CurrencyField(_("currency"))
    paid_at = models.DateTimeField(_("paid at"))
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    found_by = models.CharField(_("found by"), max_length=20, choices=FoundBy.choices)

    objects = OfTheTreasuryQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["-paid_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["provider", "reference"], name="giving_payment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="giving_payment_amount"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    @property
    def given_back(self) -> Money:
        """What has been given back of it; prefetch `refunds` for lists."""
        return Money(sum(one.amount for one in self.refunds.all() if one.done_at), self.currency)

    @property
    def left(self) -> Money:
        """What may still be given back: what is on its way counts as gone."""
        gone = sum(one.amount for one in self.refunds.all() if not one.failed and not one.declined_at)
        return Money(self.amount - gone, self.currency)


class ReceiptSeries(models.Model):
    """The last number of a year. Its row is locked while a number is given, so that there is no gap and no twin."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("series of receipts")

    def __str__(self) -> str:
        return str(self.year)


class Receipt(models.Model):
    """Written with its payment and never changed: `facts` is all that stands on it (`receipts/facts.py`)."""

    payment = models.OneToOneField(Payment, models.PROTECT, related_name="receipt", verbose_name=_("payment"))
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    issued_at = models.DateTimeField(_("issued at"), default=timezone.now)
    language = models.CharField(_("language"), max_length=12)
    facts = models.JSONField(default=dict)

    objects = OfTheTreasuryQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["-year", "-number"]
        constraints = [models.UniqueConstraint(fields=["year", "number"], name="giving_receipt_number")]

    def __str__(self) -> str:
        return self.shown_number

    @property
    def shown_number(self) -> str:
        return f"{self.year}-{self.number:05d}"


class Refund(models.Model):
    """Money given back. Where it stands is derived: asked for, approved, sent, done, declined or failed.

    `requested_by` is empty where it was made at the provider itself. `key` is what the provider knows it by.
    """

    payment = models.ForeignKey(Payment, models.PROTECT, related_name="refunds", verbose_name=_("payment"))
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    amount = models.BigIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("asked for by")
    )
    requested_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("approved by")
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("declined by")
    )
    declined_at = models.DateTimeField(_("declined at"), null=True)
    decline_reason = models.CharField(_("why it was declined"), max_length=300, blank=True)
    reference = models.CharField(_("reference"), max_length=255, blank=True)
    done_at = models.DateTimeField(_("given back at"), null=True)
    failed = models.CharField(_("refused by the provider"), max_length=100, blank=True)

    objects = OfTheTreasuryQuerySet.as_manager()

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "reference"], condition=~Q(reference=""), name="giving_refund_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="giving_refund_amount"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(requested_by__isnull=True)
                | ~Q(approved_by=models.F("requested_by")),
                name="giving_refund_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def money(self) -> Money:
        return Money(self.amount, self.payment.currency)

    @property
    def standing(self) -> str:
        """`done`, `failed`, `declined`, `sent` (approved, or needing no approval) or `asked`."""
        if self.done_at:
            return "done"
        if self.failed:
            return "failed"
        if self.declined_at:
            return "declined"
        return "sent" if self.approved_at else "asked"
