"""A text that could not be saved is shown again, whatever the reason: signed out, rights ended, a form grown old."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from enlace.core.pages import page


class _FormCheck(CsrfViewMiddleware):
    """Says why a form was refused, where Django would answer with a page of its own and the text would be lost."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def shown_again(request: HttpRequest, reason: str) -> HttpResponseBase:
    """The text that was sent, in a form that can be sent again from here."""
    sent = {name: request.POST.get(name, "") for name in ("text", "language", "base", "merged")}
    return page(request, "meetings/minutes_resent.html", {"sent": sent, "reason": reason}, status=403)


def keeps_what_was_sent(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """A view that checks forms as others do, and that gives back the text where it refuses one."""

    @csrf_exempt
    @wraps(view)
    def look(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        check = _FormCheck(lambda _request: None)  # type: ignore[arg-type]
        check.process_request(request)
        refused = request.method == "POST" and check.process_view(request, _unprotected, (), {})
        if refused:
            return shown_again(request, _("You have signed in anew since you opened the form. Save it once more."))
        if request.method == "POST" and not request.user.is_authenticated:
            sign_in = _("You are signed out, and nothing is saved yet. Sign in in another window, then save from here.")
            return shown_again(request, sign_in)
        return view(request, *args, **kwargs)

    return look


def _unprotected(request: HttpRequest) -> HttpResponseBase:
    """Stands in for a view that is not exempt from the check."""
    raise NotImplementedError
