from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.commitments.models import ReviewRound
from enlace.core.texts import TextsField
from enlace.library.models import Publication
from enlace.mechanisms.models import Edition
from enlace.meetings.models import Meeting
from enlace.network.models import State
from enlace.network.roles import roles_of
from enlace.website.models import SiteImage


class ReportKind(models.TextChoices):
    ANNUAL = "annual", _("annual report of the network")
    BOOKLET = "booklet", _("booklet on national mechanisms")
    MEETING = "meeting", _("record of a meeting")
    ROUND = "round", _("report of a review round")


SUBJECTS: dict[str, str] = {
    ReportKind.ANNUAL: "year",
    ReportKind.BOOKLET: "mechanism_edition",
    ReportKind.MEETING: "meeting",
    ReportKind.ROUND: "review_round",
}


def _has_its_subject() -> Q:
    """A report is of one thing: that which its kind is about."""
    holds = Q()
    for kind in ReportKind:
        others = {f"{name}__isnull": name != SUBJECTS[kind] for name in SUBJECTS.values()}
        holds |= Q(kind=kind.value, **others)
    return holds


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: Anyone) -> "ReportQuerySet":
        """Everybody once an edition was published; the states also while it is under review; the secretariat always."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        seen = Q(editions__published_at__isnull=False)
        if roles.is_member:
            seen |= Q(review_asked_at__isnull=False)
        return self.filter(pk__in=Report.objects.filter(seen).values("pk"))

    def published(self) -> "ReportQuerySet":
        return self.filter(pk__in=Report.objects.filter(editions__published_at__isnull=False).values("pk"))

    def under_review(self) -> "ReportQuerySet":
        return self.filter(review_asked_at__isnull=False)


class Report(models.Model):
    """What the record of a subject tells, with what people write of it. The draft follows the record; what is kept of
    it are its editions, which never change. Draft → under review → frozen and published, and again for a correction.

    `publication` is its item in the library, once an edition was published.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind.choices)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, unique=True)
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("meeting")
    )
    review_round = models.OneToOneField(
        ReviewRound, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("review round")
    )
    mechanism_edition = models.OneToOneField(
        Edition, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("edition of the register")
    )
    begun_at = models.DateTimeField(_("begun"), default=timezone.now, editable=False)
    review_asked_at = models.DateTimeField(_("under review since"), null=True, blank=True, editable=False)
    review_until = models.DateField(_("remarks until"), null=True, blank=True)
    publication = models.ForeignKey(
        Publication, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("publication")
    )
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-begun_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=_has_its_subject(), name="reports_report_one_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    def get_absolute_url(self) -> str:
        return reverse("reports:report", args=[self.pk])

    @property
    def subject(self) -> Any:
        """A year, or the record that it is about."""
        return getattr(self, SUBJECTS[self.kind])

    @property
    def is_under_review(self) -> bool:
        return self.review_asked_at is not None


class ReportSectionQuerySet(models.QuerySet["ReportSection"]):
    def visible_to(self, user: Anyone) -> "ReportSectionQuerySet":
        """What is being written: the secretariat's, and the states' while it is under review."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        return self.filter(report__review_asked_at__isnull=False) if roles.is_member else self.none()


class ReportSection(models.Model):
    """A section in its place. `name` is that of a part of the kind's outline, or one of its own, which has a title.

    `texts` are what people wrote, as rich text of the CMS by language; `revision` counts their changes: who saves over
    another's newer text is told.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections", verbose_name=_("report"))
    name = models.SlugField(_("name"), max_length=60)
    place = models.PositiveSmallIntegerField(_("place"), default=0)
    title = TextsField(_("title"), blank=True, max_length=200)
    texts = TextsField(_("text"), blank=True, long=True)
    left_out = models.BooleanField(_("left out"), default=False)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects = ReportSectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a report")
        verbose_name_plural = _("sections of a report")
        ordering = ["report", "place", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "name"], name="reports_section_name")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.name}"


class SectionPhotoQuerySet(models.QuerySet["SectionPhoto"]):
    def visible_to(self, user: Anyone) -> "SectionPhotoQuerySet":
        return self.filter(section__in=ReportSection.objects.visible_to(user).values("pk"))


class SectionPhoto(models.Model):
    """A picture of the CMS after what was written in a section; the credit is the picture's own."""

    section = models.ForeignKey(ReportSection, models.CASCADE, related_name="photos", verbose_name=_("section"))
    image = models.ForeignKey(SiteImage, models.PROTECT, related_name="+", verbose_name=_("image"))
    alternative = TextsField(_("what the picture shows"), max_length=300)
    caption = TextsField(_("caption"), blank=True, max_length=300)

    objects = SectionPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo of a section")
        verbose_name_plural = _("photos of a section")
        ordering = ["section", "pk"]

    def __str__(self) -> str:
        return f"{self.section_id}/{self.pk}"


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, user: Anyone) -> "RemarkQuerySet":
        """To the secretariat, and to those of the state that made it."""
        roles = roles_of(user)
        return self if roles.is_secretary else self.filter(state__in=roles.states)

    def open(self) -> "RemarkQuerySet":
        return self.filter(settled_at=None)


class Remark(models.Model):
    """What a state says of a draft under review. It stays after the review, and after who made it has left."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks", verbose_name=_("report"))
    section = models.ForeignKey(
        ReportSection, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    state = models.ForeignKey(State, models.PROTECT, related_name="+", verbose_name=_("state"))
    text = models.TextField(_("remark"), max_length=4000)
    at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.pk}"
