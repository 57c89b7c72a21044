from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse

from enlace.core.pages import page
from enlace.workspace.queries import home_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "workspace/home.html", {"home": home_of(request)})
