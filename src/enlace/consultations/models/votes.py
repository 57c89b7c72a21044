from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enlace.accounts.models import User
from enlace.accounts.rules import Anyone
from enlace.consultations.models.consultations import Attribution, Consultation, Statement
from enlace.network.models import Organisation, State
from enlace.network.roles import Roles, roles_of


def _own(roles: Roles, user: Anyone, way: str = "") -> Q:
    states = [state for state in roles.states if roles.acts_for(state)]
    own = Q(**{f"{way}state__in": states}) | Q(**{f"{way}organisation__in": roles.organisations})
    return own | Q(**{f"{way}user": user.pk}) if user.is_authenticated else own


class VoterQuerySet(models.QuerySet["Voter"]):
    def visible_to(self, user: Anyone) -> "VoterQuerySet":
        """Of attributed consultations alone: the secretariat, members once the result is published, and one's own.

        Observers and the public never see another's.
        """
        roles = roles_of(user)
        named = self.filter(consultation__attribution=Attribution.ATTRIBUTED)
        if roles.is_secretary:
            return named
        own = _own(roles, user)
        if not roles.is_member:
            return named.filter(own)
        published = Consultation.objects.with_visible_result(user).values("pk")
        return named.filter(own | Q(consultation__in=published))


class Voter(models.Model):
    """One voice in a consultation. `key` is one for each voice; where answers are anonymous nothing else is known.

    Attributed, it names the state, the organisation or the account; who confirmed an e-mail address stays without.
    """

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="voters", verbose_name=_("consultation")
    )
    key = models.CharField(max_length=64)
    state = models.ForeignKey(State, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("state"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account"))
    proposals = models.PositiveSmallIntegerField(_("statements proposed"), default=0)

    objects = VoterQuerySet.as_manager()

    class Meta:
        verbose_name = _("voice")
        verbose_name_plural = _("voices")
        ordering = ["consultation", "pk"]
        constraints = [models.UniqueConstraint(fields=["consultation", "key"], name="consultations_one_voice")]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.pk}"


class VoteQuerySet(models.QuerySet["Vote"]):
    def visible_to(self, user: Anyone) -> "VoteQuerySet":
        return self.filter(voter__in=Voter.objects.visible_to(user).values("pk"))


class Vote(models.Model):
    """What a voice says of a statement now; a later vote replaces it.

    1 agrees, −1 disagrees, 0 passes. Whoever agrees with a priority says how important it is (1 to 3) and at which
    levels (`Approach`) they would act. Where answers are anonymous, neither the moment nor the person is written down.
    """

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="votes", verbose_name=_("statement"))
    voter = models.ForeignKey(Voter, models.CASCADE, related_name="votes", verbose_name=_("voice"))
    value = models.SmallIntegerField(_("vote"))
    importance = models.PositiveSmallIntegerField(_("importance"), null=True, blank=True)
    approaches: Any = models.JSONField(_("levels"), default=list, blank=True)
    cast_at = models.DateTimeField(_("answered"), null=True, blank=True)
    cast_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("by"))

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["statement", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["voter", "statement"], name="consultations_one_vote"),
            models.CheckConstraint(condition=Q(value__in=(-1, 0, 1)), name="consultations_vote_value"),
            models.CheckConstraint(
                condition=Q(importance=None) | Q(importance__in=(1, 2, 3)), name="consultations_vote_importance"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.voter_id} {self.value}"
