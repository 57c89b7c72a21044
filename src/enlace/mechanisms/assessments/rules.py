"""Who looks at the risks of a state: those who hold a role for it today, and nobody else.

Neither the secretariat nor an administrator nor the command line is a party of any rule here.
"""

from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.core.permission import allows
from enlace.mechanisms.models import Assessment
from enlace.network.models import State
from enlace.network.parties import OWN_FOCAL_POINT, OWN_VALIDATOR

OPEN = _("it is not closed")


@allows(OWN_FOCAL_POINT, OWN_VALIDATOR, does=_("Begin a self-assessment, which nobody outside the state sees"))
def can_begin_assessment(user: Anyone | None, state: State) -> bool:
    return True


@allows(OWN_FOCAL_POINT, OWN_VALIDATOR, does=_("Write in a self-assessment of one's state"), condition=OPEN)
def can_save_finding(user: Anyone | None, assessment: Assessment) -> bool:
    return assessment.closed_at is None


@allows(OWN_FOCAL_POINT, OWN_VALIDATOR, does=_("Close a self-assessment of one's state"), condition=OPEN)
def can_close_assessment(user: Anyone | None, assessment: Assessment) -> bool:
    return assessment.closed_at is None


@allows(OWN_FOCAL_POINT, OWN_VALIDATOR, does=_("Remove a self-assessment of one's state"), condition=OPEN)
def can_remove_assessment(user: Anyone | None, assessment: Assessment) -> bool:
    return assessment.closed_at is None
