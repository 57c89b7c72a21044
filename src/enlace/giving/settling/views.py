"""Where providers call us. Nobody is signed in here, and nothing is answered but that the call was taken."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from enlace.giving.providers.configured import providers
from enlace.giving.providers.face import NotBelieved
from enlace.giving.settling.events_actions import take_event


@csrf_exempt
@require_POST
def event(request: HttpRequest, provider_name: str) -> HttpResponse:
    """400 for a call that is not believed: a provider that made a mistake tries again, anybody else learns nothing."""
    provider = providers().get(provider_name)
    if provider is None:
        raise Http404
    try:
        take_event(provider, request.body, request.headers, request.GET.dict())
    except NotBelieved:
        return HttpResponse(status=400)
    return HttpResponse(status=200)
