from django.utils.translation import gettext_lazy as _

from enlace.accounts.rules import Anyone
from enlace.consultations.models import Consultation, Priority
from enlace.core.permission import allows
from enlace.network.parties import SECRETARIAT


@allows(SECRETARIAT, does=_("Import an export of Polis as a consultation"))
def can_import_polis(user: Anyone | None) -> bool:
    return True


@allows(
    SECRETARIAT,
    does=_("Remove a consultation that was imported"),
    condition=_("its result is not published, and no priority was adopted from it"),
)
def can_remove_imported_consultation(user: Anyone | None, consultation: Consultation) -> bool:
    if not consultation.is_imported or consultation.is_published:
        return False
    return not Priority.objects.filter(statement__consultation=consultation).exists()
