from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.api.addresses import Addresses
from enlace.core.pages import page


@require_safe
def resources(request: HttpRequest) -> HttpResponse:
    """What there is for programs, for the person who is to write one."""
    addresses = Addresses(request)
    shown = [(title, text, addresses.here(name)) for name, title, text in _lists()]
    return page(request, "api/resources.html", {"resources": shown, "openapi": addresses.here("openapi-json")})


def _lists() -> list[tuple[str, str, str]]:
    """Name, title and what it holds."""
    return [
        (
            "states",
            _("States"),
            _("Every state that is or was a member, with its name in each language and since when."),
        ),
        (
            "meetings",
            _("Meetings"),
            _("Every public meeting, with its days, place, host and the states that took part."),
        ),
        ("priorities", _("Priorities"), _("What the meetings adopted, with the challenge that each priority answers.")),
        (
            "commitments",
            _("Commitments"),
            _("What states and observers committed to, with acts, milestones and progress."),
        ),
        (
            "publications",
            _("Publications"),
            _("What the library holds, with authors, languages and the address of each file."),
        ),
        ("themes", _("Themes"), _("The vocabulary by which records are sorted.")),
    ]
