"""A new link to a donor's page, for who has lost theirs: nobody learns here whether an address has ever given."""

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import respond_429
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from enlace.accounts.tries import Limit, key_of, take_try
from enlace.core.pages import page
from enlace.giving.donors.donor_actions import ask_donor_link
from enlace.giving.donors.forms import AskLinkForm
from enlace.giving.donors.links import LASTS
from enlace.giving.donors.visiting import kept_to_itself

ADDRESS = Limit(1, timedelta(minutes=10), timedelta(minutes=10))
CONNECTION = Limit(30, timedelta(hours=1), timedelta(hours=1))


@csrf_exempt
def ask_link(request: HttpRequest) -> HttpResponse:
    """The same answer for every address. What another site could have sent here is one mail to a donor in ten minutes,
    so that an expired cookie need not stand in the way of who only wants their link."""
    form = AskLinkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not take_try(key_of("giving link connection", get_adapter().get_client_ip(request)), CONNECTION):
            return respond_429(request)
        email = form.cleaned_data["email"]
        if take_try(key_of("giving link", email), ADDRESS):
            ask_donor_link(email, by=AnonymousUser())
        return redirect(f"{request.path}?sent=1")
    template = "giving/link_sent.html" if "sent" in request.GET and not form.is_bound else "giving/link.html"
    return kept_to_itself(page(request, template, {"form": form, "days": LASTS.days}))
