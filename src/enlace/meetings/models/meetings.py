from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.dates import Precision, date_in_words
from enlace.core.languages import current_language
from enlace.core.texts import Text, TextsField
from enlace.core.zones import zone_names
from enlace.meetings.audience import of_audience
from enlace.network.audiences import Audience
from enlace.network.models import Organisation
from enlace.network.roles import roles_of
from enlace.themes.models import Theme


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("in person")
    VIRTUAL = "virtual", _("virtual")
    HYBRID = "hybrid", _("hybrid")


def is_time_zone(name: str) -> None:
    if name not in zone_names():
        raise ValidationError(
            _("“%(name)s” is no time zone. Choose one of the list, for example America/Mexico_City."),
            params={"name": name},
        )


def network_time_zone() -> str:
    return str(settings.TIME_ZONE)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Anyone) -> "MeetingQuerySet":
        """Those whose audience somebody is of, whose observer is invited, and those that they organise."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        named = Q(audience=Audience.INVITED, delegations__organisation__in=roles.organisations)
        seen = Meeting.objects.filter(of_audience(roles) | named)
        return self.filter(Q(pk__in=seen.values("pk")) | Q(pk__in=Meeting.objects.organised_by(user).values("pk")))

    def organised_by(self, user: Anyone) -> "MeetingQuerySet":
        """All, for the secretariat; for officers of a host those of their institution, until the last day of each."""
        roles = roles_of(user)
        return self if roles.is_secretary else self.filter(host__in=roles.hosts, ends_on__gte=today())

    def coming(self) -> "MeetingQuerySet":
        """That are not over; one that was cancelled does not come."""
        return self.filter(ends_on__gte=today(), cancelled_at=None).order_by("begins_on", "pk")

    def past(self) -> "MeetingQuerySet":
        return self.filter(ends_on__lt=today(), cancelled_at=None)


class Meeting(models.Model):
    """One edition of the annual meeting. `precision` says how exactly the days are known; only old ones lack the day.

    Clocks in the agenda show the time of `time_zone`, the place's. `link` is how to join, never public.
    """

    ordinal = models.PositiveSmallIntegerField(_("number of the edition"), null=True, blank=True, unique=True)
    title = TextsField(_("title"), max_length=200)
    text = TextsField(_("about the meeting"), blank=True, long=True)
    begins_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    precision = models.CharField(
        _("known to the"), max_length=5, choices=[("day", _("day")), ("month", _("month"))], default="day"
    )
    time_zone = models.CharField(
        _("time zone of the place"), max_length=60, default=network_time_zone, validators=[is_time_zone]
    )
    place = TextsField(_("place"), blank=True, max_length=200)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.IN_PERSON)
    link = models.URLField(_("link to join"), blank=True, max_length=500)
    host = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_meetings",
        verbose_name=_("host institution"),
    )
    co_organisers = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("co-organisers"))
    supporters = models.ManyToManyField(Organisation, blank=True, related_name="+", verbose_name=_("supporters"))
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.SECRETARIAT)
    states_present = models.PositiveSmallIntegerField(
        _("states present"), null=True, blank=True, help_text=_("Where only their number is known.")
    )
    source = TextsField(_("source"), blank=True, max_length=300)
    themes = models.ManyToManyField(Theme, blank=True, related_name="meetings", verbose_name=_("themes"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-begins_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="meetings_meeting_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()

    @property
    def shown_place(self) -> Text:
        return self.place.in_language()

    @property
    def shown_source(self) -> Text:
        return self.source.in_language()

    @property
    def days_in_words(self) -> str:
        precision: Precision = "month" if self.precision == "month" else "day"
        return date_in_words(self.begins_on, current_language(), end=self.ends_on, precision=precision)

    @property
    def is_over(self) -> bool:
        return self.ends_on < today()

    def includes(self, day: date) -> bool:
        return self.begins_on <= day <= self.ends_on


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, user: Anyone) -> "PhotoQuerySet":
        return self.filter(meeting__in=Meeting.objects.visible_to(user).values("pk"))


class Photo(models.Model):
    """A picture of a meeting, as public as the meeting; its file belongs to it (`files.File.owner`)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="photos", verbose_name=_("meeting"))
    description = TextsField(
        _("what it shows"), max_length=300, help_text=_("For those who cannot see it. Name offices, not people.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.description)

    def get_absolute_url(self) -> str:
        return reverse("meetings:photos", args=[self.meeting_id])

    @property
    def shown_description(self) -> Text:
        return self.description.in_language()
