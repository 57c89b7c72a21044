"""Pages that a signed link opens. Nobody is signed in there: what a donor does is no matter of an account they have."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from enlace.core.pages import page
from enlace.giving.donors.links import Holder, holder_of
from enlace.giving.models import Donor


@dataclass(frozen=True)
class Visit:
    """A donor who came by their link. `by` is nobody, even where somebody of the network is signed in."""

    donor: Donor
    holder: Holder
    token: str
    by: AnonymousUser

    def address(self, name: str = "mine", *args: object) -> str:
        return reverse(f"giving:{name}", args=[self.token, *args])


def by_link[**P](
    view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give the view its `Visit`; a link that is wrong, old or replaced leads calmly to asking for a new one.

    No token of a form is asked for: whoever can post here has the link, which no other site knows, and a cookie that
    has gone meanwhile stops nobody from stopping their gift.
    """

    @csrf_exempt
    @wraps(view)
    def visited(request: HttpRequest, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        holder = holder_of(token)
        if holder is None:
            return _not_found(request, "giving/link_closed.html")
        visit = Visit(Donor.objects.get(pk=holder.donor_id), holder, token, AnonymousUser())
        try:
            return kept_to_itself(view(request, visit, *args, **kwargs))
        except (Http404, PermissionDenied):
            return _not_found(request, "giving/mine_missing.html", token=token)

    return visited


def _not_found(request: HttpRequest, template: str, **context: str) -> HttpResponse:
    """That it was asked for stands in the log without the link (`config/quiet_log.py`)."""
    return kept_to_itself(page(request, template, context, status=404))


def kept_to_itself(response: HttpResponse) -> HttpResponse:
    """No browser keeps it, no other site is told its address, no search engine lists it."""
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
