from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models.challenges import Challenge
from enlace.consultations.models.consultations import Statement
from enlace.core.clock import today
from enlace.core.texts import Text, TextsField
from enlace.meetings.models import Session
from enlace.themes.models import Theme


class PriorityQuerySet(models.QuerySet["Priority"]):
    def visible_to(self, user: Anyone) -> "PriorityQuerySet":
        """Everybody: what the forum adopted is public."""
        return self.all()


class Priority(models.Model):
    """What a session of a meeting adopted: it answers a challenge, and may come from a statement of a consultation."""

    title = TextsField(_("priority"), max_length=300)
    text = TextsField(_("what it is about"), blank=True, long=True)
    challenge = models.ForeignKey(
        Challenge, models.PROTECT, related_name="priorities", verbose_name=_("challenge that it answers")
    )
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adopted",
        verbose_name=_("statement that it comes from"),
    )
    session = models.ForeignKey(
        Session, models.PROTECT, related_name="priorities", verbose_name=_("session that adopted it")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="priorities", verbose_name=_("themes"))
    adopted_on = models.DateField(_("adopted on"), default=today)
    order = models.PositiveSmallIntegerField(default=0, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = PriorityQuerySet.as_manager()

    class Meta:
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        ordering = ["-adopted_on", "order", "pk"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("consultations:priority", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()


class ReviewOutcome(models.TextChoices):
    CONTINUES = "continues", _("continues")
    CHANGED = "changed", _("continues with another text")
    CONCLUDED = "concluded", _("concluded")


class PriorityReviewQuerySet(models.QuerySet["PriorityReview"]):
    def visible_to(self, user: Anyone) -> "PriorityReviewQuerySet":
        """As public as the priority."""
        return self.filter(priority__in=Priority.objects.visible_to(user).values("pk"))


class PriorityReview(models.Model):
    """What a later meeting said of a priority; `title_before` and `text_before`: its words, if that changed them."""

    priority = models.ForeignKey(Priority, models.CASCADE, related_name="reviews", verbose_name=_("priority"))
    session = models.ForeignKey(Session, models.PROTECT, related_name="+", verbose_name=_("session that reviewed it"))
    reviewed_on = models.DateField(_("reviewed on"), default=today)
    outcome = models.CharField(_("outcome"), max_length=10, choices=ReviewOutcome.choices)
    note = TextsField(_("note"), blank=True, max_length=500)
    title_before = TextsField(_("priority before"), blank=True, max_length=300)
    text_before = TextsField(_("what it was about before"), blank=True, long=True)

    objects = PriorityReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review of a priority")
        verbose_name_plural = _("reviews of priorities")
        ordering = ["priority", "reviewed_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["priority", "session"], name="consultations_one_review")]

    def __str__(self) -> str:
        return f"{self.priority_id} {self.outcome}"

    def get_absolute_url(self) -> str:
        return self.priority.get_absolute_url()

    @property
    def shown_note(self) -> Text:
        return self.note.in_language()

    @property
    def shown_title_before(self) -> Text:
        return self.title_before.in_language()
