from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.languages import current_language
from enlace.core.partial_dates import is_partial_date
from enlace.core.texts import Text, TextsField
from enlace.network.models import State
from enlace.network.roles import roles_of
from enlace.network.states import alpha3, state_name
from enlace.themes.models import Theme


class Status(models.TextChoices):
    ESTABLISHED = "established", _("established")
    EMERGING = "emerging", _("emerging")


class MechanismQuerySet(models.QuerySet["Mechanism"]):
    def visible_to(self, user: Anyone) -> "MechanismQuerySet":
        """Published ones to everybody; the others to the secretariat and to those who hold a role for the state."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        return self.filter(_published() | Q(state__in=roles.states))

    def published(self) -> "MechanismQuerySet":
        return self.filter(_published())


def _published() -> Q:
    return Q(published_at__isnull=False, withdrawn_at=None)


class Mechanism(models.Model):
    """A body by which a state leads its policy of prevention, and what is known of it now.

    What is not known is empty. Texts of several lines hold one thing to a line. `country` is an ISO code, of a state
    outside the network too; `state` is that of the network, where it is or was a member. `launched_on` is as precise
    as known: 2015, 2015-05 or 2015-05-04. `budget` is in whole units of `budget_currency`, a year.
    `verified` holds of each field the day on which the state last confirmed or changed it, as 2026-05-04.
    The contact is shown to everybody only where `contact_public`.
    """

    country = models.CharField(_("country"), max_length=2, validators=[RegexValidator(r"^[A-Z]{2}\Z")])
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="mechanisms", verbose_name=_("state"), editable=False
    )
    name = TextsField(_("official name"), max_length=300)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, blank=True)
    launched_on = models.CharField(_("launched"), max_length=10, blank=True, validators=[is_partial_date])
    instrument = TextsField(_("legal instrument"), max_length=500, blank=True)
    instrument_link = models.URLField(_("where the legal instrument can be read"), max_length=500, blank=True)
    host = TextsField(_("host body"), max_length=300, blank=True)
    institutions = TextsField(_("member institutions"), max_length=6000, blank=True, long=True)
    civil_society = TextsField(_("members from civil society"), max_length=6000, blank=True, long=True)
    academia = TextsField(_("academic members"), max_length=6000, blank=True, long=True)
    secretariat = TextsField(_("secretariat of the mechanism"), max_length=500, blank=True)
    budget = models.PositiveBigIntegerField(_("yearly budget"), null=True, blank=True)
    budget_currency = models.CharField(
        _("currency"), max_length=3, blank=True, validators=[RegexValidator(r"^[A-Z]{3}\Z")]
    )
    budget_year = models.PositiveSmallIntegerField(
        _("year of the budget"), null=True, blank=True, validators=[MinValueValidator(1990), MaxValueValidator(2200)]
    )
    budget_note = TextsField(_("about the budget"), max_length=1000, blank=True, long=True)
    risk_assessment = TextsField(_("risk assessment and early warning"), max_length=6000, blank=True, long=True)
    training = TextsField(_("training of civil servants"), max_length=6000, blank=True, long=True)
    groups_at_risk = TextsField(_("policies for groups at risk"), max_length=6000, blank=True, long=True)
    partnerships = TextsField(_("communication and partnerships"), max_length=6000, blank=True, long=True)
    activities = TextsField(_("activities"), max_length=6000, blank=True, long=True)
    outputs = TextsField(_("outputs"), max_length=6000, blank=True, long=True)
    challenges = TextsField(_("challenges"), max_length=6000, blank=True, long=True)
    next_steps = TextsField(_("next steps"), max_length=6000, blank=True, long=True)
    contact = TextsField(_("office to contact"), max_length=300, blank=True)
    contact_email = models.EmailField(_("e-mail of the office"), blank=True)
    contact_phone = models.CharField(_("telephone of the office"), max_length=60, blank=True)
    contact_public = models.BooleanField(_("everybody may see the contact"), default=False)
    sources = models.TextField(_("sources"), max_length=6000, blank=True)
    themes = models.ManyToManyField(Theme, blank=True, related_name="mechanisms", verbose_name=_("themes"))
    verified = models.JSONField(default=dict, blank=True, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = MechanismQuerySet.as_manager()

    class Meta:
        verbose_name = _("national mechanism")
        verbose_name_plural = _("national mechanisms")
        ordering = ["country", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(published_at__isnull=False),
                name="mechanisms_mechanism_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:mechanism", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.withdrawn_at is None

    @property
    def shown_name(self) -> Text:
        return self.name.in_language()

    @property
    def country_name(self) -> str:
        return state_name(self.country, current_language())

    @property
    def alpha3(self) -> str:
        return alpha3(self.country)

    @property
    def verified_on(self) -> str:
        """The day on which anything of it was last verified; empty while nothing was."""
        return max(self.verified.values(), default="")
