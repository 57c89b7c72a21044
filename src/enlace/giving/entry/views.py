"""Step one, the choice, and step two, who gives. What step two does when it is sent is in `begin_views`."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from enlace.core.clock import now
from enlace.core.pages import page
from enlace.giving.entry.begin_views import begin, show_details
from enlace.giving.entry.forms import DetailsForm
from enlace.giving.entry.queries import Way, way_to_give
from enlace.giving.entry.regions import regions_asked_for
from enlace.giving.entry.sentences import no_provider, why_no_choice
from enlace.giving.entry.stamps import is_nonce, make_stamp, new_nonce
from enlace.giving.entry.to_providers import to_providers
from enlace.giving.providers.configured import providers_for


@require_safe
def appeal(request: HttpRequest) -> HttpResponse:
    way = way_to_give(request.GET.dict(), request.headers.get("Accept-Language", ""))
    if way is None:
        return page(request, "giving/closed.html", status=404)
    return _choice(request, way, "")


def _choice(request: HttpRequest, way: Way, problem: str) -> HttpResponse:
    response = page(request, "giving/appeal.html", {"way": way, "problem": problem})
    patch_vary_headers(response, ["Accept-Language"])
    return response


@csrf_exempt
@never_cache
@to_providers
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: HttpRequest) -> HttpResponse:
    """A signed stamp in the form stands for the session, so that none can end; see `stamps`."""
    accepted = request.headers.get("Accept-Language", "")
    way = way_to_give(request.GET.dict(), accepted)
    if way is None:
        return page(request, "giving/closed.html", status=404)
    choice, nonce, posted = way.asked.choice, request.GET.get("form", ""), request.method == "POST"
    if choice is None:
        return _choice(request, way, why_no_choice(way))
    found = providers_for(choice.money, monthly=choice.is_monthly)
    if not found:
        return _choice(request, way, no_provider(choice.is_monthly))
    if not is_nonce(nonce) and not posted:
        return redirect(f"{request.path}?{choice.query}&{urlencode({'form': new_nonce()})}")
    country, stamp = next(iter(regions_asked_for(accepted)), ""), make_stamp(nonce, now())
    data = request.POST if posted else None
    form = DetailsForm(data, providers=found, language=way.language, country=country, stamp=stamp)
    return begin(request, way, choice, form) if posted else show_details(request, way, choice, form)
