from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField
from enlace.meetings.audience import of_audience
from enlace.meetings.models.meetings import Meeting
from enlace.network.audiences import Audience
from enlace.network.models import Organisation, Person, State
from enlace.network.roles import roles_of
from enlace.themes.models import Theme


class SessionKind(models.TextChoices):
    OPENING = "opening", _("opening")
    DIALOGUE = "dialogue", _("dialogue")
    CASE_STUDY = "case_study", _("case study")
    PANEL = "panel", _("panel")
    WORKING_GROUP = "working_group", _("working group")
    STRATEGY = "strategy", _("drafting of a joint strategy")
    BREAK = "break", _("break")
    CLOSING = "closing", _("closing")


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: Anyone) -> "SessionQuerySet":
        """Published ones of their audience, those in which they speak, and all of a meeting that they organise.

        Nobody sees a session of a meeting that they do not see, but who speaks in it.
        """
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        named = Q(audience=Audience.INVITED, observers__in=roles.organisations)
        meetings = Meeting.objects.visible_to(user).values("pk")
        seen = Session.objects.filter(of_audience(roles) | named, meeting__in=meetings)
        speaks = Q(speakers__person__user=user.pk) if user.is_authenticated else Q(pk__in=[])
        speaking = Session.objects.filter(speaks)
        organised = Q(meeting__in=Meeting.objects.organised_by(user).values("pk"))
        published = Q(pk__in=SessionVersion.objects.values("session"))
        allowed = Q(pk__in=seen.values("pk")) | Q(pk__in=speaking.values("pk"))
        return self.filter(organised | (allowed & published))

    def held(self) -> "SessionQuerySet":
        """Not cancelled, and no break."""
        return self.filter(cancelled_at=None).exclude(kind=SessionKind.BREAK)


class Session(models.Model):
    """A part of the agenda, as its organisers draft it; others read what was published last (`SessionVersion`).

    Day and clock are those of the place, whatever its time zone does. Who may see it changes at once, not with the
    next publication.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sessions", verbose_name=_("meeting"))
    kind = models.CharField(_("kind"), max_length=20, choices=SessionKind.choices, default=SessionKind.DIALOGUE)
    title = TextsField(_("title"), max_length=250)
    summary = TextsField(_("what it is about"), blank=True, long=True)
    day = models.DateField(_("day"))
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("to"))
    room = models.CharField(_("room"), max_length=120, blank=True)
    link = models.URLField(_("link to join"), blank=True, max_length=500)
    languages = models.CharField(_("languages spoken"), max_length=60, blank=True, help_text=_("Codes, e.g. es, pt."))
    interpretation = models.CharField(
        _("interpretation into"), max_length=60, blank=True, help_text=_("Codes, e.g. en, pt.")
    )
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    observers = models.ManyToManyField(
        Organisation, blank=True, related_name="sessions", verbose_name=_("observers named")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="sessions", verbose_name=_("themes"))
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["day", "begins", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="meetings_session_ends_after_it_begins")
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("meetings:session", args=[self.pk])

    @property
    def begins_at(self) -> datetime:
        """With the meeting at hand."""
        return datetime.combine(self.day, self.begins, self.meeting.zone)

    @property
    def ends_at(self) -> datetime:
        return datetime.combine(self.day, self.ends, self.meeting.zone)

    @property
    def length(self) -> timedelta:
        """On the clock of the place."""
        return datetime.combine(self.day, self.ends) - datetime.combine(self.day, self.begins)

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_summary(self) -> Text:
        return self.summary.in_language()


class SpeakerPart(models.TextChoices):
    CHAIR = "chair", _("chair")
    MODERATOR = "moderator", _("moderator")
    SPEAKER = "speaker", _("speaker")


class SpeakerSector(models.TextChoices):
    GOVERNMENT = "government", _("government")
    CIVIL_SOCIETY = "civil_society", _("civil society")
    CORPORATE = "corporate", _("corporate sector")
    ACADEMIA = "academia", _("academia")
    INTERNATIONAL = "international", _("international body")
    SECRETARIAT = "secretariat", _("Technical Secretariat")


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def visible_to(self, user: Anyone) -> "SpeakerQuerySet":
        return self.filter(session__in=Session.objects.visible_to(user).values("pk"))


class Speaker(models.Model):
    """Somebody with a part in a session. `shown_as` is how the programme presents them, chosen with them.

    `person` is who it is, for the organisers and for their own access, and is never shown from here.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="speakers", verbose_name=_("session"))
    part = models.CharField(_("part"), max_length=10, choices=SpeakerPart.choices, default=SpeakerPart.SPEAKER)
    shown_as = TextsField(_("shown as"), max_length=250, help_text=_("The office, e.g. Director for Human Rights."))
    sector = models.CharField(_("sector"), max_length=20, choices=SpeakerSector.choices)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("state"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="speaking", verbose_name=_("person")
    )
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = SpeakerQuerySet.as_manager()

    class Meta:
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.shown_as)

    @property
    def shown_name(self) -> Text:
        return self.shown_as.in_language()


class AgendaVersionQuerySet(models.QuerySet["AgendaVersion"]):
    def visible_to(self, user: Anyone) -> "AgendaVersionQuerySet":
        """That there is one; what stands in it is a matter of each session."""
        return self.filter(meeting__in=Meeting.objects.visible_to(user).values("pk"))


class AgendaVersion(models.Model):
    """One publication of the agenda. What changed since the one before is told once, when it comes out."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda_versions", verbose_name=_("meeting"))
    number = models.PositiveIntegerField(_("version"))
    published_at = models.DateTimeField(_("published"))
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    objects = AgendaVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an agenda")
        verbose_name_plural = _("versions of agendas")
        ordering = ["meeting", "-number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="meetings_agendaversion_number")]

    def __str__(self) -> str:
        return f"{self.meeting} ({self.number})"


class SessionVersionQuerySet(models.QuerySet["SessionVersion"]):
    def visible_to(self, user: Anyone) -> "SessionVersionQuerySet":
        """The last publication, of the sessions that somebody sees; organisers see those before too."""
        organised = Q(session__meeting__in=Meeting.objects.organised_by(user).values("pk"))
        return self.filter(Q(session__in=Session.objects.visible_to(user).values("pk")) & (organised | _latest()))

    def current(self) -> "SessionVersionQuerySet":
        """As last published."""
        return self.filter(_latest())


def _latest() -> Q:
    last = AgendaVersion.objects.order_by("-number").filter(meeting=OuterRef("version__meeting")).values("number")[:1]
    return Q(version__number=Subquery(last))


class SessionVersion(models.Model):
    """A session as one publication of the agenda has it. `facts` is what `meetings.agenda.facts` writes and reads."""

    version = models.ForeignKey(AgendaVersion, models.CASCADE, related_name="sessions")
    session = models.ForeignKey(Session, models.CASCADE, related_name="versions")
    facts: Any = models.JSONField()

    objects = SessionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("published session")
        verbose_name_plural = _("published sessions")
        constraints = [models.UniqueConstraint(fields=["version", "session"], name="meetings_sessionversion_once")]

    def __str__(self) -> str:
        return f"{self.session_id} ({self.version_id})"
