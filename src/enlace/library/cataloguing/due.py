"""What the library expects of the secretariat: a look at what a machine proposed."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.core.registry import Due
from enlace.library.cataloguing.rules import can_add_publication
from enlace.library.models import Publication


def due_confirmations(user: User, day: date) -> Iterator[Due]:
    """One for all of them."""
    count = Publication.objects.unconfirmed().count() if can_add_publication(user) else 0
    if count:
        title = ngettext(
            "%(count)d publication waits to be confirmed", "%(count)d publications wait to be confirmed", count
        )
        explained = _("What was read in the files is a proposal until somebody has looked at it.")
        address = f"{reverse('library:publications')}?state=unconfirmed"
        yield Due(title % {"count": count}, explained, address, _("Look at them"))
