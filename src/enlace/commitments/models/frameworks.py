from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.texts import Text, TextsField
from enlace.network.models import State


class Framework(models.TextChoices):
    """Where else an action counts."""

    SDG = "sdg", _("Sustainable Development Goals")
    UPR = "upr", _("Universal Periodic Review")
    OTHER = "other", _("another framework")


class TargetQuerySet(models.QuerySet["Target"]):
    def visible_to(self, user: Anyone) -> "TargetQuerySet":
        """Targets and recommendations are published by others, for everybody."""
        return self.all()


class Target(models.Model):
    """A target of the SDGs, or a recommendation of the UPR to a state; `code` names it within its framework."""

    framework = models.CharField(_("framework"), max_length=8, choices=Framework.choices)
    code = models.CharField(_("code"), max_length=60)
    label = TextsField(_("in a few words"), max_length=500)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("state"))
    link = models.URLField(_("link"), blank=True, max_length=500)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target of another framework")
        verbose_name_plural = _("targets of other frameworks")
        ordering = ["framework", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "code"], condition=Q(state__isnull=True), name="commitments_target_code"
            ),
            models.UniqueConstraint(
                fields=["framework", "code", "state"],
                condition=Q(state__isnull=False),
                name="commitments_target_code_of_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_framework_display()} {self.code}"

    @property
    def shown_label(self) -> Text:
        return self.label.in_language()
