from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.languages import default_language
from enlace.core.texts import Text, TextsField
from enlace.network.dated import Dated, DatedQuerySet, ends_after_it_begins
from enlace.network.models.members import Organisation, State
from enlace.network.roles import OF_STATES, Role, roles_of


class Listing(models.TextChoices):
    """What the public directory shows of a person. It has nothing to do with their account."""

    NOTHING = "nothing", _("nothing")
    OFFICE = "office", _("the office only")
    NAME = "name", _("office and name")
    CONTACT = "contact", _("office, name and contact")


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Anyone) -> "PersonQuerySet":
        """Whose page somebody may open. What is shown of a person elsewhere is `network.cards`."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        own = Q(user=user.pk) if user.is_authenticated else Q(pk__in=[])
        if roles.is_member:
            own |= Q(Exists(Mandate.objects.on(today()).filter(person=OuterRef("pk"))), erased_at=None)
        return self.filter(own)

    def erased(self) -> "PersonQuerySet":
        return self.exclude(erased_at=None)


class Person(models.Model):
    """The one row that holds somebody's name and contact. Erasing it leaves ids and offices everywhere else."""

    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    language = models.CharField(_("language"), max_length=12, default=default_language)
    listing = models.CharField(_("shown in public"), max_length=10, choices=Listing.choices, default=Listing.OFFICE)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="network_person_email_lower"),
        ]

    def __str__(self) -> str:
        return self.name or _("Person %(number)d") % {"number": self.pk or 0}

    def get_absolute_url(self) -> str:
        return reverse("network:person", args=[self.pk])


class NominationQuerySet(models.QuerySet["Nomination"]):
    def visible_to(self, user: Anyone) -> "NominationQuerySet":
        """The secretariat and those who act for the state."""
        roles = roles_of(user)
        return self if roles.is_secretary else self.filter(state__in=roles.states)

    def waiting(self) -> "NominationQuerySet":
        """Those that the secretariat has not handled yet."""
        return self.filter(handled_at=None)


class Nomination(models.Model):
    """The letter by which a state names whom; its file belongs to it (`files.File.owner`)."""

    state = models.ForeignKey(State, models.PROTECT, related_name="nominations", verbose_name=_("state"))
    dated = models.DateField(_("date of the letter"))
    reference = models.CharField(
        _("reference"), max_length=120, blank=True, help_text=_("Number or mark of the letter.")
    )
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter of nomination")
        verbose_name_plural = _("letters of nomination")
        ordering = ["-dated", "-pk"]

    def __str__(self) -> str:
        return f"{self.state} {self.dated}"

    def get_absolute_url(self) -> str:
        return reverse("network:nomination", args=[self.pk])


class MandateQuerySet(DatedQuerySet["Mandate"]):
    def visible_to(self, user: Anyone) -> "MandateQuerySet":
        """The office is public unless its person or state chose that nothing is; members know all of states."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        seen = ~Q(person__listing=Listing.NOTHING)
        if roles.is_member:
            seen |= Q(role__in=OF_STATES)
        if user.is_authenticated:
            seen |= Q(person__user=user.pk)
        return self.filter(seen)

    def of_states(self) -> "MandateQuerySet":
        return self.filter(role__in=OF_STATES)

    def focal_points(self) -> "MandateQuerySet":
        return self.filter(role=Role.FOCAL_POINT)

    def ending(self, first: date, last: date) -> "MandateQuerySet":
        return self.filter(until__range=(first, last))


class Mandate(Dated):
    """A person holds a role for a state or in an organisation, for a span of days. Rights follow from it alone."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name=_("state")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name=_("organisation")
    )
    office = TextsField(_("office"), max_length=200, blank=True, help_text=_("e.g. Director for Human Rights"))
    nomination = models.ForeignKey(
        Nomination, models.PROTECT, null=True, blank=True, related_name="mandates", verbose_name=_("nominated by")
    )
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        ordering = ["-since", "pk"]
        constraints = [
            ends_after_it_begins("network_mandate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(role__in=OF_STATES, state__isnull=False) | (~Q(role__in=OF_STATES) & Q(state__isnull=True)),
                name="network_mandate_of_state",
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.OBSERVER) | Q(organisation__isnull=False), name="network_mandate_of_observer"
            ),
            models.CheckConstraint(
                condition=~Q(role=Role.HOST) | Q(organisation__isnull=False), name="network_mandate_of_host"
            ),
        ]
        indexes = [models.Index(fields=["role", "since", "until"], name="network_mandate_role")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.state or self.organisation or ''} {self.since}"

    @property
    def shown_office(self) -> Text:
        return self.office.in_language()
