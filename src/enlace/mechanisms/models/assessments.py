from secrets import randbelow

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.network.models import State
from enlace.network.roles import roles_of


class Presence(models.TextChoices):
    """What a state finds of an indicator."""

    NONE = "none", _("not observed")
    SOME = "some", _("some signs")
    CLEAR = "clear", _("clear signs")


def drawn_number() -> int:
    """A number from which nobody learns how many there are; every program that reads JSON keeps it exactly."""
    return randbelow(2**53 - 1) + 1


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: Anyone) -> "AssessmentQuerySet":
        """Those who hold a role for the state today, and nobody else: neither the secretariat nor an administrator."""
        return self.filter(state__in=roles_of(user).states)

    def closed(self) -> "AssessmentQuerySet":
        return self.filter(closed_at__isnull=False)


class Assessment(models.Model):
    """A state's own look at its risks, by the United Nations Framework of Analysis for Atrocity Crimes (2014).

    Private to the state: that it exists is told to nobody else. So its number is drawn, since the number in the
    address of one state's would tell it how many others have begun. Closed ones do not change; the next is compared
    with the last.
    """

    wagtail_reference_index_ignore = True

    id = models.BigIntegerField(primary_key=True, default=drawn_number, editable=False)
    state = models.ForeignKey(State, models.PROTECT, related_name="assessments", verbose_name=_("state"))
    begun_on = models.DateField(_("begun"), default=today)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-assessment")
        verbose_name_plural = _("self-assessments")
        ordering = [F("closed_at").desc(nulls_first=True), "-begun_on"]

    def __str__(self) -> str:
        return f"{self.state_id}/{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:assessment", args=[self.pk])


class FindingQuerySet(models.QuerySet["AssessmentFinding"]):
    def visible_to(self, user: Anyone) -> "FindingQuerySet":
        return self.filter(assessment__state__in=roles_of(user).states)


class AssessmentFinding(models.Model):
    """What was found of one indicator, with the evidence and the day of it. `indicator` is a code of the framework.

    `revision` counts its changes: who saves over another's newer one is told, and nothing is lost.
    """

    wagtail_reference_index_ignore = True

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="findings", verbose_name=_("self-assessment")
    )
    indicator = models.CharField(_("indicator"), max_length=8)
    presence = models.CharField(_("what is found"), max_length=8, choices=Presence.choices, blank=True)
    evidence = models.TextField(_("evidence"), max_length=6000, blank=True)
    evidence_on = models.DateField(_("date of the evidence"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    at = models.DateTimeField(_("since"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding of a self-assessment")
        verbose_name_plural = _("findings of a self-assessment")
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="mechanisms_finding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id}/{self.indicator}"
