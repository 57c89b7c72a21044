from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from enlace.core.clock import today
from enlace.giving.treasury.gifts.selection import lines_of
from enlace.giving.treasury.letters.actions import write_letters
from enlace.giving.treasury.letters.forms import MOST, LettersForm, PeriodForm
from enlace.giving.treasury.pages import treasury_page
from enlace.giving.treasury.rules import can_thank_by_letter


@login_required
def letters(request: HttpRequest) -> HttpResponseBase:
    """What is chosen stands in the address; the letters are written by a POST to it."""
    if not can_thank_by_letter(request.user):
        raise Http404
    period = PeriodForm(request.GET)
    offered = list(period.gifts(request.user))
    form = LettersForm(request.POST if request.method == "POST" else None, offered)
    if form.is_valid():
        final = "final" in request.POST
        content = write_letters(form.chosen(), form.cleaned_data["paragraph"], by=request.user, final=final)
        name = f"letters-{today().isoformat()}.pdf"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(content, content_type="application/pdf", headers=headers)
    shown = {"period": period, "form": form, "lines": lines_of(offered), "ticked": form.ticked(), "most": MOST}
    return treasury_page(request, "letters.html", shown | {"full": len(offered) == MOST})
