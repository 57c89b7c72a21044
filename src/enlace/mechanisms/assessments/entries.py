from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.core.menu import entry_to
from enlace.core.registry import Entry
from enlace.network.roles import roles_of


def assessments_entry(request: HttpRequest) -> Entry | None:
    """For those who hold a role for a state. It tells nothing of whether there is one."""
    user = getattr(request, "user", AnonymousUser())
    if not roles_of(user).states:
        return None
    return entry_to(reverse("mechanisms:assessments"), _("Self-assessment"), request)
