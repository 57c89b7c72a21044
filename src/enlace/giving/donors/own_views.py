"""What a donor chooses about themselves: thanks, language, links, and to be forgotten."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.form_errors import add_errors
from enlace.core.languages import current_language
from enlace.core.pages import page
from enlace.giving.donors import donor_actions
from enlace.giving.donors.erasing_actions import erase_donor
from enlace.giving.donors.forms import DonorLanguageForm, ThanksForm
from enlace.giving.donors.links import donor_token
from enlace.giving.donors.visiting import Visit, by_link, kept_to_itself
from enlace.giving.models import Gift
from enlace.giving.money.amounts import format_money
from enlace.giving.receipts.kept import kept_until


@by_link
def mine_thanks(request: HttpRequest, visit: Visit, gift_id: int) -> HttpResponse:
    gift = get_object_or_404(Gift.objects.filter(donor=visit.donor).select_related("campaign"), pk=gift_id)
    form = ThanksForm(request.POST if request.method == "POST" else None, gift)
    if form.is_valid():
        try:
            donor_actions.change_gift_thanks(gift, **form.cleaned_data, by=visit.by, holder=visit.holder)
            messages.success(request, _("Saved."))
            return redirect(visit.address())
        except ValidationError as error:
            add_errors(form, error)
    amount = format_money(gift.money_now, current_language(), short=True)
    return page(
        request, "giving/mine_thanks.html", {"token": visit.token, "gift": gift, "amount": amount, "form": form}
    )


@by_link
def mine_language(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = DonorLanguageForm(request.POST if request.method == "POST" else None, visit.donor)
    if form.is_valid():
        donor_actions.change_donor_language(visit.donor, **form.cleaned_data, by=visit.by, holder=visit.holder)
        messages.success(request, _("Saved. Mails and receipts come in this language from now on."))
        return redirect(visit.address())
    return page(request, "giving/mine_language.html", {"token": visit.token, "form": form})


@by_link
def mine_link(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method != "POST":
        return redirect(visit.address())
    donor = donor_actions.renew_donor_link(visit.donor, by=visit.by, holder=visit.holder)
    messages.success(request, _("No older link works any more. The new one is on its way to you by mail."))
    return redirect(reverse("giving:mine", args=[donor_token(donor)]))


@by_link
def mine_erase(request: HttpRequest, visit: Visit) -> HttpResponse:
    if request.method == "POST":
        erase_donor(visit.donor, by=visit.by, holder=visit.holder)
        return redirect("giving:erased")
    context = {
        "token": visit.token,
        "monthly": visit.donor.gifts.lasting().exists(),
        "kept_until": kept_until(visit.donor),
    }
    return page(request, "giving/mine_erase.html", context)


def erased(request: HttpRequest) -> HttpResponse:
    """It names nobody: there is nobody any more."""
    return kept_to_itself(page(request, "giving/erased.html"))
