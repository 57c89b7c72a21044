"""How far a delegation is, from its invitation to the registration of all its people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from enlace.meetings.models import Delegation
from enlace.meetings.models.delegations import Answer


class Stage(models.TextChoices):
    SILENT = "silent", _("has not answered")
    NOT_COMING = "not_coming", _("does not take part")
    COMING = "coming", _("takes part, not submitted")
    SUBMITTED = "submitted", _("waits for approval")
    APPROVED = "approved", _("approved")
    REGISTERED = "registered", _("all registered")


LATE = (Stage.SILENT, Stage.SUBMITTED)
"""What somebody has to do something about before the others can go on."""


def stage_of(delegation: Delegation, named: int, registered: int) -> Stage:
    """`named` counts its delegates who are not withdrawn, `registered` those of them who have registered."""
    if not delegation.answer:
        return Stage.SILENT
    if delegation.answer == Answer.NOT_COMING:
        return Stage.NOT_COMING
    if delegation.approved_at:
        return Stage.REGISTERED if named and registered >= named else Stage.APPROVED
    return Stage.SUBMITTED if delegation.submitted_at else Stage.COMING
