from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.commitments.models.bodies import OfBody, bodies_of, of_bodies, of_one_body
from enlace.commitments.models.commitments import Commitment
from enlace.commitments.models.milestones import Milestone
from enlace.commitments.models.rounds import ReviewRound
from enlace.core.clock import today
from enlace.core.texts import Text, TextsField
from enlace.meetings.audience import of_audience
from enlace.network.audiences import Audience
from enlace.network.roles import roles_of


class ProgressQuerySet(models.QuerySet["Progress"]):
    def visible_to(self, user: Anyone) -> "ProgressQuerySet":
        """What was cleared, to its audience, where the commitment is seen; before that, and once it was taken back,
        only who is of the state or the observer: not even the secretariat."""
        roles, own = roles_of(user), bodies_of(user)
        commitments = Commitment.objects.visible_to(user).values("pk")
        cleared = Q(cleared_at__isnull=False, taken_back_at=None)
        seen = cleared if roles.is_secretary else cleared & of_audience(roles)
        return self.filter(commitment__in=commitments).filter(seen | of_bodies(own) if own else seen)

    def cleared(self) -> "ProgressQuerySet":
        return self.exclude(cleared_at=None).filter(taken_back_at=None)

    def waiting(self) -> "ProgressQuerySet":
        """For the validator."""
        return self.exclude(submitted_at=None).filter(cleared_at=None)


class Progress(OfBody):
    """What a party reports: how far it is, and by what that is seen.

    Drafted, submitted, cleared by the state's validator (at once where the state has none); sent back with the reason,
    it is a draft again. What was cleared does not change: a later report corrects it, or the party takes it back.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="progress", verbose_name=_("commitment"))
    reported_on = models.DateField(_("as of"), default=today)
    percent = models.PositiveSmallIntegerField(
        _("percentage"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    milestone = models.ForeignKey(
        Milestone, models.SET_NULL, null=True, blank=True, related_name="progress", verbose_name=_("milestone")
    )
    value = models.DecimalField(_("value of the indicator"), max_digits=14, decimal_places=2, null=True, blank=True)
    text = TextsField(_("what was done"), blank=True, long=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.PUBLIC)
    round = models.ForeignKey(
        ReviewRound, models.SET_NULL, null=True, blank=True, related_name="progress", verbose_name=_("review round")
    )
    drafted_at = models.DateTimeField(_("drafted"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True, editable=False)
    cleared_at = models.DateTimeField(_("cleared"), null=True, blank=True, editable=False)
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True, editable=False)
    sent_back_why = models.TextField(_("why the report was sent back"), blank=True, max_length=1000)
    source = TextsField(_("source"), blank=True, max_length=300)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ProgressQuerySet.as_manager()

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        ordering = ["commitment", "-reported_on", "-pk"]
        indexes = [models.Index(fields=["commitment", "reported_on"], name="commitments_progress_day")]
        constraints = [
            of_one_body("commitments_progress_of_one"),
            models.CheckConstraint(
                condition=Q(percent__isnull=True) | Q(percent__lte=100), name="commitments_progress_percent"
            ),
            models.CheckConstraint(
                condition=Q(cleared_at__isnull=True) | Q(submitted_at__isnull=False),
                name="commitments_progress_submitted_before_cleared",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} {self.reported_on}"

    def get_absolute_url(self) -> str:
        return reverse("commitments:progress", args=[self.pk])

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()

    @property
    def shown_source(self) -> Text:
        return self.source.in_language()


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: Anyone) -> "EvidenceQuerySet":
        """Of progress that is seen, to its own audience; all of it who is of the state or the observer."""
        roles, own = roles_of(user), bodies_of(user)
        seen = Q() if roles.is_secretary else of_audience(roles)
        seen = seen | of_bodies(own, "progress__") if own else seen
        return self.filter(progress__in=Progress.objects.visible_to(user).values("pk")).filter(seen)


class Evidence(models.Model):
    """By what progress is seen: a file (it belongs to this as `files.File.owner`), a link, or a publication cited."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="evidence", verbose_name=_("progress"))
    title = TextsField(_("what it is"), max_length=250)
    link = models.URLField(_("link"), blank=True, max_length=500)
    citation = models.CharField(_("publication"), max_length=500, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.PUBLIC)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["progress", "pk"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("commitments:progress", args=[self.progress_id])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()


class ProgressCommentQuerySet(models.QuerySet["ProgressComment"]):
    def visible_to(self, user: Anyone) -> "ProgressCommentQuerySet":
        """Between the secretariat and who is of the state or the observer."""
        if roles_of(user).is_secretary:
            return self.filter(progress__in=Progress.objects.visible_to(user).values("pk"))
        return self.filter(of_bodies(bodies_of(user), "progress__"))


class ProgressComment(models.Model):
    """What the secretariat asks or notes beside a report, and what is answered. It changes nothing in the report."""

    progress = models.ForeignKey(Progress, models.CASCADE, related_name="comments", verbose_name=_("progress"))
    text = models.TextField(_("comment"), max_length=2000)
    at = models.DateTimeField(_("written"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))

    objects = ProgressCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on progress")
        verbose_name_plural = _("comments on progress")
        ordering = ["progress", "pk"]

    def __str__(self) -> str:
        return f"{self.progress_id} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("commitments:progress", args=[self.progress_id])
