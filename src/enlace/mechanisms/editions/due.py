"""What editions expect of the secretariat: to close the open one once everybody has answered or its day has passed."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enlace.accounts.models import User
from enlace.core.registry import Due
from enlace.mechanisms.models import Edition
from enlace.network.dated import day_in_words
from enlace.network.roles import roles_of


def due_editions(user: User, day: date) -> Iterator[Due]:
    """At most two queries."""
    open_ones = Edition.objects.open() if roles_of(user, day).is_secretary else ()
    for one in open_ones:
        states = list(one.questionnaires.values_list("accepted_at", flat=True))
        is_complete, is_past = all(states), one.due_on is not None and day > one.due_on
        if is_complete or is_past:
            last = day_in_words(one.due_on) if one.due_on else ""
            left = _("States could answer until %(day)s. See what is missing, then close it or give more time.")
            yield Due(
                _("Close the edition: %(edition)s") % {"edition": one.shown_title},
                _("All answers are accepted.") if is_complete else left % {"day": last},
                reverse("mechanisms:close_edition", args=[one.pk]),
                _("See what it takes"),
                one.due_on,
            )
