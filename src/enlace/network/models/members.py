from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.languages import current_language
from enlace.core.texts import Text, TextsField
from enlace.network.dated import Dated, DatedQuerySet, ends_after_it_begins
from enlace.network.states import alpha3, state_name


class StateQuerySet(models.QuerySet["State"]):
    def visible_to(self, user: Anyone) -> "StateQuerySet":
        """That a state is or was a member is public."""
        return self

    def members(self, day: Any = None) -> "StateQuerySet":
        """Member states on `day`, today if not given."""
        return self.filter(Exists(Membership.objects.on(day or today()).filter(state=OuterRef("pk"))))


class State(models.Model):
    """A state that is or was a member. Its names come from CLDR by its code."""

    code = models.CharField(_("code"), max_length=2, unique=True, help_text=_("ISO 3166-1, two letters."))
    column = models.PositiveSmallIntegerField(
        _("column on the map"), default=1, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )
    row = models.PositiveSmallIntegerField(
        _("row on the map"), default=1, validators=[MinValueValidator(1), MaxValueValidator(24)]
    )

    objects = StateQuerySet.as_manager()

    class Meta:
        verbose_name = _("member state")
        verbose_name_plural = _("member states")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("network:state", args=[self.code.lower()])

    @property
    def name(self) -> str:
        return state_name(self.code, current_language())

    @property
    def alpha3(self) -> str:
        return alpha3(self.code)


class Sector(models.TextChoices):
    """What an organisation is to the network."""

    INSTITUTION = "institution", _("institution of a state")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    CORPORATE = "corporate", _("corporate sector")
    ACADEMIA = "academia", _("academia")
    INTERNATIONAL = "international", _("international body")
    SECRETARIAT = "secretariat", _("Technical Secretariat")


OBSERVER_SECTORS = (Sector.CIVIL_SOCIETY, Sector.CORPORATE, Sector.ACADEMIA, Sector.INTERNATIONAL)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: Anyone) -> "OrganisationQuerySet":
        """Institutions and observers are public, as members are."""
        return self

    def observers(self) -> "OrganisationQuerySet":
        return self.filter(sector__in=OBSERVER_SECTORS)


class Organisation(models.Model):
    """An institution of a state, an observer, or the institute that runs the secretariat."""

    name = TextsField(_("name"), max_length=250)
    sector = models.CharField(_("kind"), max_length=20, choices=Sector.choices)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="organisations", verbose_name=_("state")
    )
    website = models.URLField(_("website"), blank=True)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sector", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sector="institution") | Q(state__isnull=False), name="network_institution_has_state"
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def shown_name(self) -> Text:
        return self.name.in_language()

    @property
    def is_observer(self) -> bool:
        return self.sector in OBSERVER_SECTORS


class MembershipQuerySet(DatedQuerySet["Membership"]):
    def visible_to(self, user: Anyone) -> "MembershipQuerySet":
        return self

    def of_states(self) -> "MembershipQuerySet":
        return self.filter(state__isnull=False)

    def of_observers(self) -> "MembershipQuerySet":
        return self.filter(organisation__isnull=False)


class Membership(Dated):
    """A state belongs to the network, or an organisation observes it, for a span of days."""

    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("state")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("observer")
    )
    launched = models.BooleanField(_("launched the network"), default=False)
    source = models.CharField(_("source"), max_length=300, blank=True, help_text=_("Where this is written."))
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["since", "pk"]
        constraints = [
            ends_after_it_begins("network_membership_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(state__isnull=False, organisation__isnull=True)
                | Q(state__isnull=True, organisation__isnull=False),
                name="network_membership_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state or self.organisation} {self.since}"
