from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.clock import today
from enlace.core.texts import Text, TextsField
from enlace.meetings.audience import of_audience
from enlace.network.audiences import Audience
from enlace.network.models import State
from enlace.network.roles import roles_of
from enlace.themes.models import Theme


class Approach(models.TextChoices):
    """The level at which somebody acts."""

    LOCAL = "local", _("local")
    NATIONAL = "national", _("national")
    BINATIONAL = "binational", _("binational")
    REGIONAL = "regional", _("regional")


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def visible_to(self, user: Anyone) -> "ChallengeQuerySet":
        """Members; everybody, once a priority that was adopted answers it."""
        roles = roles_of(user)
        if roles.is_secretary:
            return self
        answered = Challenge.objects.filter(priorities__isnull=False).values("pk")
        return self.filter(of_audience(roles) | Q(pk__in=answered))

    def standing(self) -> "ChallengeQuerySet":
        """That were not withdrawn."""
        return self.filter(withdrawn_on=None)


class Challenge(models.Model):
    """What a state, several or the whole region faces. `state` proposed it; without one it is the secretariat's."""

    title = TextsField(_("challenge"), max_length=200)
    text = TextsField(_("what it is about"), blank=True, long=True)
    approach = models.CharField(_("level"), max_length=10, choices=Approach.choices)
    state = models.ForeignKey(
        State, models.PROTECT, null=True, blank=True, related_name="challenges", verbose_name=_("proposed by")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="challenges", verbose_name=_("themes"))
    proposed_on = models.DateField(_("proposed on"), default=today)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience.choices, default=Audience.MEMBERS)
    illustrative = models.BooleanField(_("illustrative"), default=False)

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        ordering = ["-proposed_on", "-pk"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("consultations:challenge", args=[self.pk])

    @property
    def shown_title(self) -> Text:
        return self.title.in_language()

    @property
    def shown_text(self) -> Text:
        return self.text.in_language()


class SharedChallengeQuerySet(models.QuerySet["SharedChallenge"]):
    def visible_to(self, user: Anyone) -> "SharedChallengeQuerySet":
        """Members: who shares what is theirs to know."""
        return (
            self.filter(challenge__in=Challenge.objects.visible_to(user)) if roles_of(user).is_member else self.none()
        )


class SharedChallenge(models.Model):
    """A state that faces the challenge too."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="shared", verbose_name=_("challenge"))
    state = models.ForeignKey(State, models.PROTECT, related_name="+", verbose_name=_("state"))
    since = models.DateField(_("since"), default=today)

    objects = SharedChallengeQuerySet.as_manager()

    class Meta:
        verbose_name = _("state that shares a challenge")
        verbose_name_plural = _("states that share a challenge")
        ordering = ["challenge", "pk"]
        constraints = [models.UniqueConstraint(fields=["challenge", "state"], name="consultations_shared_once")]

    def __str__(self) -> str:
        return f"{self.challenge_id} {self.state_id}"
