from django.db import transaction
from django.utils.translation import override

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.permission import require
from enlace.network.models import State
from enlace.reports.document.blocks import Document
from enlace.reports.dossier.report import dossier
from enlace.reports.dossier.rules import can_make_dossier


@transaction.atomic
def make_dossier(state: State, *, by: Anyone | None, language: str, form: str = "") -> Document:
    """What the state may see today, in `language`. That it was made is recorded, in which language and `form`.

    Raises PermissionDenied for who may not, and for a state that is no member.
    """
    require(can_make_dossier(by, state))
    with override(language):
        document = dossier(state, by)
    record("make_dossier", state, by=by, after={"language": language, "form": form})
    return document
