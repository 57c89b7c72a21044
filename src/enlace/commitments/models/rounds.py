from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.texts import Text, TextsField
from enlace.meetings.audience import of_audience
from enlace.meetings.models import Meeting
from enlace.network.audiences import Audience
from enlace.network.roles import roles_of


class ReviewRoundQuerySet(models.QuerySet["ReviewRound"]):
    def visible_to(self, user: Anyone) -> "ReviewRoundQuerySet":
        """Once it was opened, the network; once it was closed, also the audience of its report."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        asked = Q(opened_at__isnull=False) if roles.is_of_the_network else Q(pk__in=[])
        return self.filter(asked | (Q(closed_at__isnull=False) & of_audience(roles)))

    def open(self) -> "ReviewRoundQuerySet":
        return self.exclude(opened_at=None).filter(closed_at=None)

    def closed(self) -> "ReviewRoundQuerySet":
        return self.exclude(closed_at=None)


class ReviewRound(models.Model):
    """States and observers report on their commitments by `closes_on`. It ends when the secretariat closes it, or by
    itself after the days of grace; then `facts` keeps its report as it was."""

    title = TextsField(_("review round"), max_length=200)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("meeting that it prepares")
    )
    opens_on = models.DateField(_("first day"), default=today)
    closes_on = models.DateField(_("last day to report"))
    audience = models.CharField(
        _("audience of the report"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    facts: Any = models.JSONField(default=dict, blank=True, editable=False)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ReviewRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("review round")
        verbose_name_plural = _("review rounds")
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="commitments_round_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("commitments:review_round", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class CommitmentReminder(models.Model):
    """That something was said once: who was told of what, under a key."""

    key = models.CharField(_("what was said"), max_length=120, unique=True)
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("reminder of commitments")
        verbose_name_plural = _("reminders of commitments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.key
