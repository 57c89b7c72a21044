"""What a reader takes along of a published result. None is handed out before, to anybody."""

import io
import json
import zipfile

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from enlace.consultations.consulting.readers import found_consultation
from enlace.consultations.models import Consultation
from enlace.consultations.results.answer_files import rounded_files
from enlace.consultations.results.export_actions import export_result
from enlace.consultations.results.facts import Facts
from enlace.consultations.results.queries import published_facts, read_result, why_no_result
from enlace.consultations.results.table import findings_table
from enlace.consultations.results.written import written
from enlace.core.permission import require


@require_safe
def result_csv(request: HttpRequest, consultation_id: int) -> HttpResponse:
    consultation = found_consultation(request, consultation_id)
    read = read_result(consultation, request.user)
    if read is None or read.result is None:
        raise PermissionDenied(why_no_result(consultation, request.user))
    data = findings_table(read, illustrative=consultation.illustrative)
    return _file(request, consultation, data, "csv", "text/csv; charset=utf-8")


@require_safe
def result_json(request: HttpRequest, consultation_id: int) -> HttpResponse:
    consultation, facts = _published(request, consultation_id)
    data = json.dumps(written(consultation, facts), ensure_ascii=False, indent=1).encode()
    return _file(request, consultation, data, "json", "application/json")


@require_safe
def result_polis(request: HttpRequest, consultation_id: int) -> HttpResponse:
    consultation, facts = _published(request, consultation_id)
    if consultation.is_anonymous:
        require(not facts.get("too_few"), why_no_result(consultation, request.user))
        files = rounded_files(consultation, facts)
    else:
        files = export_result(consultation, by=request.user)
    return _file(request, consultation, _zipped(files), "zip", "application/zip")


def _published(request: HttpRequest, consultation_id: int) -> tuple[Consultation, Facts]:
    consultation = found_consultation(request, consultation_id)
    facts = published_facts(consultation, request.user)
    if facts is None:
        raise PermissionDenied(why_no_result(consultation, request.user))
    return consultation, facts


def _zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _file(request: HttpRequest, consultation: Consultation, data: bytes, end: str, kind: str) -> HttpResponse:
    """Its name says where it is illustrative. What is for some readers alone is kept nowhere on the way."""
    mark = "-illustrative" if consultation.illustrative else ""
    headers = {
        "Content-Disposition": f'attachment; filename="consultation-{consultation.pk}-result{mark}.{end}"',
        "X-Content-Type-Options": "nosniff",
    }
    if request.user.is_authenticated:
        headers["Cache-Control"] = "no-store"
    return HttpResponse(data, content_type=kind, headers=headers)
