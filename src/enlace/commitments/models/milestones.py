from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models.commitments import Commitment
from enlace.core.texts import Text, TextsField


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: Anyone) -> "MilestoneQuerySet":
        return self.filter(commitment__in=Commitment.objects.visible_to(user).values("pk"))


class Milestone(models.Model):
    """A step on the way: until when, and by which indicator it is seen to be reached."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="milestones", verbose_name=_("commitment"))
    title = TextsField(_("milestone"), max_length=250)
    indicator = TextsField(_("indicator"), blank=True, max_length=250)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    reached_on = models.DateField(_("reached on"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["commitment", "order", "pk"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("commitments:commitment", args=[self.commitment_id])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_indicator(self) -> Text:
        return self.indicator.in_language()
