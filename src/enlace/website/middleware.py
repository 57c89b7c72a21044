from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.contrib.redirects import middleware as redirects
from wagtail.contrib.redirects.models import Redirect

from enlace.core.permission import require
from enlace.website.actions import align_cms_groups
from enlace.website.rules import NotYetTranslated, can_edit_site
from enlace.website.unfinished_pages import road_to_finish


class CmsMiddleware:
    """Who is signed in but may not enter the CMS is told so: its own answer sends them to sign in, round in circles.

    What the CMS reads of their rights is made to agree with their mandates of today first.
    Whatever road to publishing a page an editor took: they read why not, where they can do something about it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(settings.CMS_PATH) and request.user.is_authenticated:
            align_cms_groups(request.user)
            require(can_edit_site(request.user))
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, NotYetTranslated):
            return None
        messages.error(request, str(exception))
        return redirect(road_to_finish(exception.page))


class RedirectMiddleware(redirects.RedirectMiddleware):
    """Asks which site was meant, at the cost of the dearest query of a refusal, only where there are redirects."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.status_code != 404 or not Redirect.objects.exists():
            return response
        return super().process_response(request, response)
