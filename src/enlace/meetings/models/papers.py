from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField
from enlace.files.models import private_storage
from enlace.meetings.audience import of_audience
from enlace.meetings.models.agenda import Session, Speaker
from enlace.meetings.models.meetings import Meeting
from enlace.network.audiences import Audience
from enlace.network.roles import roles_of


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: Anyone) -> "PaperQuerySet":
        """Released ones of their audience in sessions that they see; organisers all but the secretariat's own."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        sessions = Session.objects.visible_to(user).values("pk")
        named = Q(audience=Audience.INVITED, session__observers__in=roles.organisations)
        released = Q(pk__in=Paper.objects.filter(of_audience(roles) | named).exclude(released_at=None).values("pk"))
        organised = Q(session__meeting__in=Meeting.objects.organised_by(user).values("pk"))
        organised &= ~Q(audience=Audience.SECRETARIAT)
        return self.filter(session__in=sessions).filter(organised | released)


class Paper(models.Model):
    """A document of a session, in one or more languages. It is read once it was released."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="papers", verbose_name=_("session"))
    title = TextsField(_("title"), max_length=250)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    released_at = models.DateTimeField(_("released"), null=True, blank=True, editable=False)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("meetings:paper", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()


class PaperTextQuerySet(models.QuerySet["PaperText"]):
    def visible_to(self, user: Anyone) -> "PaperTextQuerySet":
        return self.filter(paper__in=Paper.objects.visible_to(user).values("pk"))


class PaperText(models.Model):
    """A paper in one language; its file and the versions of that belong to it (`files.File.owner`)."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="texts", verbose_name=_("paper"))
    language = models.CharField(_("language"), max_length=12)

    objects = PaperTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("language of a paper")
        verbose_name_plural = _("languages of papers")
        ordering = ["paper", "language"]
        constraints = [models.UniqueConstraint(fields=["paper", "language"], name="meetings_papertext_language")]

    def __str__(self) -> str:
        return f"{self.paper} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("meetings:paper", args=[self.paper_id])


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def visible_to(self, user: Anyone) -> "ContributionQuerySet":
        """What was submitted, as the session; before that its speaker and those who organise."""
        sessions = Session.objects.visible_to(user).values("pk")
        organised = Q(speaker__session__meeting__in=Meeting.objects.organised_by(user).values("pk"))
        own = Q(speaker__person__user=user.pk) if user.is_authenticated else Q(pk__in=[])
        submitted = Q(speaker__session__in=sessions, submitted_at__isnull=False)
        return self.filter(organised | own | submitted)


class Contribution(models.Model):
    """What a speaker brings to a session, in the languages in which they give it; slides belong to it as files."""

    speaker = models.OneToOneField(Speaker, models.CASCADE, related_name="contribution", verbose_name=_("speaker"))
    title = TextsField(_("title"), max_length=250)
    summary = TextsField(_("summary"), blank=True, long=True)
    may_be_published = models.BooleanField(
        _("may be published in the library"), default=False, help_text=_("The speaker agrees to it.")
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("meetings:contribution", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_summary(self) -> Text:
        return self.summary.in_language()


class BundleQuerySet(models.QuerySet["Bundle"]):
    def visible_to(self, user: Anyone) -> "BundleQuerySet":
        """One's own, of meetings that one sees. Whether each paper in it is still seen is asked when it is fetched."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(user=user.pk, meeting__in=Meeting.objects.visible_to(user).values("pk"))


class Bundle(models.Model):
    """All papers of a meeting that somebody may read, in one file, made in the background.

    `versions` are the ids of the file versions in it; `done` of `total` tells how far it is; `fault` says in a word
    why it could not be made.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("for"))
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="bundles", verbose_name=_("meeting"))
    form = models.CharField(_("form"), max_length=3, choices=[("pdf", "PDF"), ("zip", "ZIP")])
    language = models.CharField(_("language"), max_length=12)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    versions: Any = models.JSONField(default=list, blank=True)
    left_out: Any = models.JSONField(default=list, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    fault = models.CharField(max_length=12, blank=True)
    content = models.FileField(storage=private_storage, upload_to="bundles", blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("bundle of papers")
        verbose_name_plural = _("bundles of papers")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.meeting} ({self.form})"

    def get_absolute_url(self) -> str:
        return reverse("meetings:bundle", args=[self.pk])
