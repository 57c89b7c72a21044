from django.db import transaction

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.consultations.models import Consultation
from enlace.consultations.results.answer_files import Files, files_of_answers
from enlace.consultations.results.rules import can_export_result
from enlace.core.permission import require


@transaction.atomic
def export_result(consultation: Consultation, *, by: Anyone | None) -> Files:
    """The answers as they were given, in the files of Polis; that they were taken is recorded."""
    require(can_export_result(by, consultation))
    record("export_result", consultation.result, by=by, after={"consultation": consultation.pk, "format": "zip"})
    return files_of_answers(consultation)
