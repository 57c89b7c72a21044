"""Letters of nomination and circulars, as the registry offers them: their files, their menu, what waits."""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.core.dates import date_in_words
from enlace.core.languages import current_language
from enlace.core.menu import entry_to
from enlace.core.registry import Due, Entry
from enlace.files.owners import FileOwner
from enlace.network.models import Circular, Nomination
from enlace.network.parties import THE_NETWORK
from enlace.network.rules import (
    can_change_circular,
    can_change_nomination,
    can_erase_files_of,
    can_handle_nomination,
    can_list_nominations,
)


def nomination_files() -> FileOwner:
    return FileOwner(Nomination, can_change_nomination, can_erase_files_of)


def circular_files() -> FileOwner:
    return FileOwner(Circular, can_change_circular, can_erase_files_of)


def circulars_entry(request: HttpRequest) -> Entry | None:
    reader = getattr(request, "user", AnonymousUser())
    if not THE_NETWORK.holds(reader):
        return None
    return entry_to(reverse("network:circulars"), _("Circulars"), request)


def nominations_entry(request: HttpRequest) -> Entry | None:
    if not can_list_nominations(getattr(request, "user", AnonymousUser())):
        return None
    return entry_to(reverse("network:nominations"), _("Letters of nomination"), request)


def due_nominations(user: User, day: date) -> Iterable[Due]:
    """What waits for those who can handle it."""
    waiting = Nomination.objects.visible_to(user).waiting().select_related("state").order_by("dated", "pk")
    return [
        Due(
            _("A letter of nomination from %(state)s waits") % {"state": nomination.state},
            _("Dated %(day)s. Record the mandate that it asks for, then mark it as handled.")
            % {"day": date_in_words(nomination.dated, current_language())},
            nomination.get_absolute_url(),
            _("Read the letter"),
        )
        for nomination in waiting
        if can_handle_nomination(user, nomination)
    ]
