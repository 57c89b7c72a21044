"""Who receives, in which currencies, with which texts of the law: all of it data."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.texts import Texts, TextsField
from enlace.giving.money.amounts import Money, currency_codes
from enlace.network.roles import roles_of

ON_STATEMENTS = RegexValidator(
    r"\A[A-Za-z0-9 .&-]*[A-Za-z][A-Za-z0-9 .&-]*\Z", _("Letters A to Z, figures and spaces.")
)


def is_currency(value: str) -> None:
    if value not in currency_codes():
        raise ValidationError(_("%(code)s is no currency of ISO 4217."), params={"code": value})


class CurrencyField(models.CharField):
    """A code of ISO 4217."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"max_length": 3, "validators": [is_currency]} | kwargs
        super().__init__(*args, **options)


class OpenQuerySet(models.QuerySet[Any]):
    """What every donor reads on the form."""

    def visible_to(self, user: Anyone) -> "OpenQuerySet":
        return self


class Recipient(models.Model):
    """The institute that receives the gifts. There is one row, or none before it is written down."""

    name = models.CharField(_("legal name"), max_length=200)
    statement = models.CharField(
        _("name on card statements"),
        max_length=22,
        validators=[ON_STATEMENTS, MinLengthValidator(5)],
        help_text=_("5 to 22 letters; donors find it on the statement of their card."),
    )
    address = models.TextField(_("address"), blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    tax_number = models.CharField(_("tax number"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail address for donors"), blank=True)
    signed_by = TextsField(_("office that signs"), max_length=200, blank=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("recipient of gifts")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="giving_one_recipient")]

    def __str__(self) -> str:
        return self.name


class OfferQuerySet(OpenQuerySet):
    def offered(self) -> "OfferQuerySet":
        return self.filter(is_offered=True)


class Offer(models.Model):
    """A currency in which one may give, with amounts in its minor units."""

    currency = CurrencyField(_("currency"), unique=True)
    is_offered = models.BooleanField(_("offered on the form"), default=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    once = models.JSONField(_("suggested amounts, once"), default=list)
    monthly = models.JSONField(_("suggested amounts, monthly"), default=list)
    least = models.BigIntegerField(_("least amount"))
    most = models.BigIntegerField(_("greatest amount on the form"))
    anonymous_most = models.BigIntegerField(_("greatest anonymous gift"))
    alone_most = models.BigIntegerField(_("what one person alone may give back"))

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("currency of gifts")
        verbose_name_plural = _("currencies of gifts")
        ordering = ["position", "currency"]
        constraints = [
            models.CheckConstraint(condition=Q(least__gt=0, most__gte=models.F("least")), name="giving_offer_span"),
            models.CheckConstraint(condition=Q(anonymous_most__gte=0, alone_most__gte=0), name="giving_offer_limits"),
        ]

    def __str__(self) -> str:
        return self.currency

    def money(self, minor: int) -> Money:
        return Money(minor, self.currency)

    def suggested(self, rhythm: str) -> list[Money]:
        return [self.money(one) for one in (self.monthly if rhythm == "monthly" else self.once)]


class TaxText(models.Model):
    """What the law of a donor's country wants on a receipt; the row without a country is for all others."""

    country = models.CharField(_("country"), max_length=2, blank=True, unique=True)
    text = TextsField(_("text"), long=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("legal text of receipts")
        verbose_name_plural = _("legal texts of receipts")
        ordering = ["country"]

    def __str__(self) -> str:
        return self.country or "*"


class OfTheTreasuryQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Anyone) -> "OfTheTreasuryQuerySet":
        return self if roles_of(user).is_of_the_treasury else self.none()


class Rate(models.Model):
    """What one unit of a currency was worth in another on a day, and who says so: shown beside what was converted."""

    source_currency = CurrencyField(_("from"))
    target_currency = CurrencyField(_("to"))
    day = models.DateField(_("day"))
    rate = models.DecimalField(_("rate"), max_digits=24, decimal_places=12)
    source = models.CharField(_("source"), max_length=200)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("rate of exchange")
        verbose_name_plural = _("rates of exchange")
        ordering = ["-day", "source_currency", "target_currency"]
        constraints = [
            models.UniqueConstraint(fields=["source_currency", "target_currency", "day"], name="giving_rate_of_a_day"),
            models.CheckConstraint(condition=Q(rate__gt=0), name="giving_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.source_currency} {self.target_currency} {self.day}"


class Policy(models.Model):
    """Which gifts are refused. There is one row, or none, and then governments of the network are refused too."""

    refuse_governments = models.BooleanField(_("refuse gifts of governments that belong to the network"), default=True)
    domains = models.TextField(
        _("further e-mail domains that are refused"), blank=True, help_text=_("One a line, for example gob.example.")
    )
    text = TextsField(_("policy, as donors read it"), long=True, blank=True, default=Texts)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy of gifts")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="giving_one_policy")]

    def __str__(self) -> str:
        return str(_("policy of gifts"))
