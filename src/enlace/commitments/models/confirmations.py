from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.commitments.models.bodies import OfBody, of_one_body
from enlace.commitments.models.commitments import CommitmentEvent


class ConfirmationQuerySet(models.QuerySet["Confirmation"]):
    def visible_to(self, user: Anyone) -> "ConfirmationQuerySet":
        return self.filter(event__in=CommitmentEvent.objects.visible_to(user).values("pk"))


class Confirmation(OfBody):
    """The word of one party for an act; `on_paper` where the secretariat recorded it from the event's source."""

    event = models.ForeignKey(
        CommitmentEvent, models.CASCADE, related_name="confirmations", verbose_name=_("event of a commitment")
    )
    confirmed_at = models.DateTimeField(_("confirmed"))
    on_paper = models.BooleanField(_("on paper"), default=False)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation of a party")
        verbose_name_plural = _("confirmations of parties")
        ordering = ["event", "pk"]
        constraints = [
            of_one_body("commitments_confirmation_of_one"),
            models.UniqueConstraint(
                fields=["event", "state"], condition=Q(state__isnull=False), name="commitments_confirmed_state_once"
            ),
            models.UniqueConstraint(
                fields=["event", "organisation"],
                condition=Q(organisation__isnull=False),
                name="commitments_confirmed_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.body}"
