"""The donor's own page, and what it gives as files."""

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.utils.translation import gettext as _

from enlace.core.clock import now, today
from enlace.core.languages import current_language, languages
from enlace.core.pages import page
from enlace.giving.donors.erasing_actions import export_donor
from enlace.giving.donors.queries import own_gifts
from enlace.giving.donors.visiting import Visit, by_link
from enlace.giving.models import Receipt, Recipient
from enlace.giving.receipts.printed import receipt_name, receipt_pdf
from enlace.giving.receipts.statements import statement_of, statement_pdf


@by_link
def mine(request: HttpRequest, visit: Visit) -> HttpResponse:
    context = {
        "token": visit.token,
        "donor": visit.donor,
        "own": own_gifts(visit, current_language()),
        "recipient": Recipient.objects.first(),
        "language_name": {one.code: one.name for one in languages()}.get(visit.donor.language, ""),
    }
    return page(request, "giving/mine.html", context)


@by_link
def mine_receipt(request: HttpRequest, visit: Visit, receipt_id: int) -> HttpResponse:
    own = Receipt.objects.filter(payment__gift__donor=visit.donor)
    receipt = get_object_or_404(own, pk=receipt_id)
    return _pdf(receipt_pdf(receipt), receipt_name(receipt))


@by_link
def mine_statement(request: HttpRequest, visit: Visit, year: int) -> HttpResponse:
    statement = statement_of(visit.donor, year)
    if statement is None:
        raise Http404
    title = slugify(_("Gifts of the year"))
    return _pdf(statement_pdf(statement, language=current_language(), at=now()), f"{title}-{year}.pdf")


@by_link
def mine_export(request: HttpRequest, visit: Visit) -> HttpResponse:
    held = export_donor(visit.donor, by=visit.by, holder=visit.holder)
    how = {"indent": 2, "ensure_ascii": False}
    response = JsonResponse(held, encoder=DjangoJSONEncoder, json_dumps_params=how)
    response["Content-Disposition"] = f'attachment; filename="gifts-{today().isoformat()}.json"'
    return response


def _pdf(content: bytes, name: str) -> HttpResponse:
    attachment = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": attachment})
