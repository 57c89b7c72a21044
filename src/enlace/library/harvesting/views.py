from email.utils import parseaddr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import override

from enlace.core.languages import default_language
from enlace.library.harvesting.answers import answer_to

ALLOWED = "GET, HEAD, POST"
CONTENT_TYPE = "text/xml; charset=utf-8"


def oai(request: HttpRequest) -> HttpResponse:
    """OAI-PMH 2.0. Nothing is changed by any question; `api.middleware` sees to it that nobody is known who asks."""
    if request.method not in ALLOWED.split(", "):
        return HttpResponse(status=405, headers={"Allow": ALLOWED})
    given = request.POST if request.method == "POST" else request.GET
    said = {str(name): [str(value) for value in values] for name, values in given.lists()}
    with override(default_language()):
        name = repository_name(request) if said.get("verb") == ["Identify"] else ""
        body = answer_to(said, email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1], name=name)
    return HttpResponse(body, content_type=CONTENT_TYPE, headers={"Access-Control-Allow-Origin": "*"})


def repository_name(request: HttpRequest) -> str:
    return render_to_string("library/repository_name.txt", request=request).strip()
