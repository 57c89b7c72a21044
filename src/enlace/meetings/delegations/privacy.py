"""What delegations hold of a person, what erasing the person takes from them, and how long their contact is needed."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from enlace.core.clock import now, today
from enlace.core.erased_words import without
from enlace.core.registry import Held
from enlace.core.texts import Texts
from enlace.meetings.models import Delegate, Delegation, Need
from enlace.network.dated import day_in_words
from enlace.network.erasure import words_of
from enlace.network.models import Person


def meetings_of(person: Person) -> Iterator[Held]:
    """Each meeting for which they were named, as what, and what they said that they need."""
    near = ("delegation__meeting", "delegation__state", "delegation__organisation", "need")
    for one in person.delegated.select_related(*near).order_by("-delegation__meeting__begins_on", "pk"):
        meeting = str(one.delegation.meeting.shown_title)
        yield Held(meeting, capfirst("; ".join(_facts(one))), one.get_absolute_url())
        need = getattr(one, "need", None)
        if need:
            needed = "; ".join(text for text in (need.access, need.diet) if text)
            yield Held(_("Needs at: %(meeting)s") % {"meeting": meeting}, needed)


def _facts(delegate: Delegate) -> Iterator[str]:
    yield _("delegation of %(body)s") % {"body": delegate.delegation.body}
    if delegate.office:
        yield str(delegate.shown_office)
    if delegate.withdrawn_at:
        yield _("withdrawn on %(day)s") % {"day": day_in_words(localdate(delegate.withdrawn_at))}
    if delegate.registered_at:
        yield _("registered on %(day)s") % {"day": day_in_words(localdate(delegate.registered_at))}
    if delegate.takes_part:
        yield str(delegate.get_takes_part_display())


def erase_delegate(person: Person) -> None:
    """Needs and the wording of offices go, links stop working; who comes to a meeting ahead is withdrawn."""
    Need.objects.filter(delegate__person=person).delete()
    ahead = Delegate.objects.named().filter(person=person, delegation__meeting__ends_on__gte=today())
    ahead.update(withdrawn_at=now(), is_head=False)
    Delegate.objects.filter(person=person).update(office=Texts(), registration_hash="")
    words = words_of(person)
    for one in Delegation.objects.exclude(sent_back_why=""):
        cleaned = without(one.sent_back_why, words)
        if cleaned != one.sent_back_why:
            Delegation.objects.filter(pk=one.pk).update(sent_back_why=cleaned)


def met(last_day: date) -> tuple[QuerySet[Person], QuerySet[Person]]:
    """Those who were named or spoke at some meeting, and those of them at one that ends on `last_day` or later."""
    day = {"meeting__ends_on__gte": last_day}
    named = Q(delegated__isnull=False) | Q(speaking__isnull=False)
    lately = Q(**{f"delegated__delegation__{way}": value for way, value in day.items()})
    lately |= Q(**{f"speaking__session__{way}": value for way, value in day.items()})
    return Person.objects.filter(named), Person.objects.filter(lately)
